// Why somebody can’t log in: what they did themselves, what became of their link, and what else keeps them out.

import type { Route } from '@playwright/test';
import { leave } from '../support/campaigns';
import { halcyon, leo, mina, omar } from '../support/cast';
import { Caller } from '../support/raw';
import { finding, isLookingInto, looksInto } from '../support/diagnosis';
import { expect, test } from '../support/house';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test('whoever declined, gave up their access or is over their last day is invited again', async ({ ada, enter, house, mail, page }) => {
  const invitesAgain = async (called: string, cause: string): Promise<void> => {
    await looksInto(ada, called);
    await expect(finding(page, cause)).toContainText('Certain.');
    await finding(page, cause).getByRole('link', { name: 'Invite again' }).click();
    await ada.isSettled();
    await ada.addDialog().getByRole('button', { name: 'Send Invite' }).click();
    await expect(ada.addDialog()).toBeHidden();
    await looksInto(ada, called);
    await expect(finding(page, cause)).toHaveCount(0);
  };
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.page.goto((await mail.to(mina.email).subject(/invites you/)).link('Accept Invite'));
  await partner.presses('Decline');
  await expect(partner.page.getByRole('heading', { name: 'You declined' })).toBeVisible();
  await invitesAgain(mina.email, 'They declined the invitation');

  await partner.joins();
  await partner.opens(`/b/${halcyon.slug}/leave`);
  await partner.presses('Leave');
  await expect(partner.page).toHaveURL('/');
  await invitesAgain(mina.name, 'They gave up their access');
  await ada.invites({ contact: leo.email });
  const other = await enter(leo);
  await other.joins();
  await leave(ada, partner, other);
  await house.isRewritten(`UPDATE partners SET ends_at = 1790000000000000 WHERE contact = '${leo.email}'`);
  await invitesAgain(leo.name, 'Their access has ended');
});

test('nothing can be sent before what Invite again starts with is there', { tag: '@script' }, async ({ ada, page }) => {
  await ada.invites({ contact: mina.email });
  await ada.opens(list);
  await ada.opensPartner(mina.email);
  await page.getByRole('main').getByRole('button', { name: 'Cancel Invite' }).click();
  await looksInto(ada, mina.email);
  const held: Route[] = [];
  await page.route('**/partners/before-inviting*', (route) => void held.push(route));
  await finding(page, 'The invitation was cancelled').getByRole('link', { name: 'Invite again' }).click();
  await expect.poll(() => held.length).toBe(1);
  await expect(ada.addDialog()).toBeVisible();
  const send = ada.addDialog().getByRole('button', { name: 'Send Invite' });
  await expect(send).toBeHidden();
  await held[0]?.continue();
  await expect(send).toBeVisible();
  await expect(ada.addDialog().getByLabel('Email or phone number')).toHaveValue(mina.email);
});

test('a log-in that failed is told by whether they are in, and gone once they are let in', async ({ ada, enter, house, mail, page }) => {
  const fails = async (times: number): Promise<void> => {
    const stranger = new Caller(house.address);
    for (let time = 0; time < times; time += 1) {
      await stranger.posts('/login', { email: mina.email, password: 'not the one that it is' });
    }
  };
  await ada.invites({ contact: mina.email });
  await fails(1);
  await looksInto(ada, mina.email);
  const tried = finding(page, 'They try to log in, and have not accepted yet');
  await expect(tried).toContainText('Only the link of the invitation lets them in the first time.');
  const before = mail.all(mina.email).length;
  await tried.getByRole('button', { name: 'Resend Invite' }).click();
  await expect.poll(() => mail.all(mina.email).length).toBe(before + 1);
  const partner = await enter(mina);
  await partner.page.goto(mail.all(mina.email).at(-1)?.link('Accept Invite') ?? '');
  await partner.fillsIn({ Name: mina.name });
  await partner.page.getByLabel('Password').first().fill(mina.password);
  await partner.presses('Create account and accept');
  await expect(partner.page).toHaveURL(`/b/${halcyon.slug}`);
  await partner.logsOut();
  await looksInto(ada, mina.name);
  await expect(tried).toHaveCount(0);

  await fails(2);
  await looksInto(ada, mina.name);
  const wrong = finding(page, 'Their password was wrong');
  await expect(wrong).toContainText('A log-in with this address failed twice');
  await fails(10);
  await looksInto(ada, mina.name);
  const locked = finding(page, 'Too many log-ins failed: they have to wait');
  await expect(locked).toContainText('From the same place they can try again from');
  await leave(ada, partner);
  // An hour later.
  await house.isRewritten('UPDATE attempts SET at = at - 3600000000');
  await partner.logsIn();
  await expect(partner.page).not.toHaveURL(/[/]login/);
  await partner.opens(`/b/${halcyon.slug}`);
  await looksInto(ada, mina.name);
  await expect(locked).toHaveCount(0);
  await expect(wrong).toHaveCount(0);
});

test('a link that came to somebody else is told, and goes to the right one', async ({ ada, enter, mail, page, watch }) => {
  await ada.invites({ contact: leo.email });
  const other = await enter(leo);
  await other.joins();
  await leave(other);
  await ada.invites({ contact: mina.email });
  const link = (await mail.to(mina.email).subject(/invites you/)).link('Accept Invite');
  await other.page.goto(link);
  await other.presses('Use another account');
  await other.page.getByText('I have an account', { exact: false }).first().click();
  const form = other.page.locator('form').filter({ has: other.page.getByRole('button', { name: 'Log in and accept' }) });
  await form.getByLabel('Email').fill(leo.email);
  await form.getByLabel('Password').fill(leo.password);
  await watch.answers(other.page, 403, () => form.getByRole('button', { name: 'Log in and accept' }).click());
  await leave(other);
  await looksInto(ada, mina.email);
  const another = finding(page, 'They are logged in with another address');
  await expect(another).toContainText('They can add this one to their account, or use another account.');
  const partner = await enter(mina);
  await partner.page.goto(link);
  await partner.page.getByRole('link', { name: 'Report this invitation' }).click();
  await partner.presses('Report this invitation');
  await expect(partner.page.getByRole('heading', { name: 'You reported this invitation' })).toBeVisible();
  await looksInto(ada, mina.email);
  const right = 'mina.okafor@agency.example';
  const reported = finding(page, 'The invitation may have gone to somebody else');
  await expect(reported).toContainText('said on');
  await reported.getByLabel('New address').fill(right);
  await reported.getByRole('button', { name: 'Change address' }).click();
  await isLookingInto(ada, right);
  await expect(reported).toHaveCount(0);
  await expect(another).toHaveCount(0);
});

test('whoever came in with another address of theirs is looked for there', async ({ ada, enter, mail, page }) => {
  const second = 'mina.okafor@home.example';
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.joins();
  await partner.page.goto('/account');
  await partner.page.getByText('Add an address').click();
  const adds = partner.page.locator('form').filter({ has: partner.page.getByRole('button', { name: 'Add address' }) });
  await adds.getByLabel('Email').fill(second);
  await adds.getByLabel('Password').fill(mina.password);
  await partner.presses('Add address');
  await partner.page.goto((await mail.to(second).subject(/Confirm/)).link('Confirm address'));
  await partner.presses('Confirm address');
  await expect(partner.page).toHaveURL('/');
  await partner.page.goto('/account');
  await looksInto(ada, mina.name);
  await page.getByRole('link', { name: 'Open their details' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Revoke Access' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke Access' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await ada.invites({ contact: second });
  await looksInto(ada, mina.name);
  await finding(page, 'Their access was revoked').getByRole('link', { name: 'Invite again' }).click();
  await ada.isSettled();
  await ada.addDialog().getByRole('button', { name: 'Send Invite' }).click();
  await expect(ada.addDialog()).toBeHidden();
  await looksInto(ada, mina.name);
  await expect(finding(page, 'Their access was revoked')).toHaveCount(0);
  await partner.page.goto((await mail.to(second).subject(/invites you/)).link('Accept Invite'));
  await partner.presses('Accept Invite');
  await expect(partner.page).toHaveURL(`/b/${halcyon.slug}`);
  await partner.page.goto('/account');
  await ada.opens(list);
  await ada.partnersTable().getByRole('row').filter({ hasText: mina.email }).getByRole('link', { name: mina.name }).click();
  await page.getByRole('link', { name: 'Can’t log in' }).click();
  await isLookingInto(ada, mina.name);
  const elsewhere = finding(page, 'They are in already, with another address');
  await expect(elsewhere).toContainText('This invitation was closed by that on');
  await elsewhere.getByRole('link', { name: 'Open their page' }).click();
  await expect(page.getByRole('heading', { level: 1, name: mina.name, exact: true })).toBeVisible();
  await page.getByRole('region', { name: 'Something not right?' }).getByRole('link', { name: 'Can’t log in' }).click();
  await isLookingInto(ada, mina.name);
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
  await expect(elsewhere).toHaveCount(0);
});

test('without a free seat nobody is invited again, until one is given up', async ({ ada, house, page }) => {
  await ada.invites({ contact: omar.email, level: 'Admin' });
  await ada.opens(list);
  await ada.opensPartner(omar.email);
  await page.getByRole('main').getByRole('button', { name: 'Cancel Invite' }).click();
  const cookies = await page.context().cookies();
  const admin = new Caller(house.address);
  for (const { name, value } of cookies) admin.cookies.set(name, value);
  for (let seat = 2; seat <= 20; seat += 1) {
    await admin.posts(`${list}/new`, { contact: `admin${seat}@halcyon.example`, kind: 'employee', level: 'admin' });
  }
  await looksInto(ada, omar.email);
  const full = finding(page, 'No Admin seat is free');
  await expect(full).toContainText('Certain.');
  await full.getByRole('link', { name: 'See who holds the seats' }).click();
  await expect(ada.partners()).toBeVisible();
  await ada.isSettled();
  await ada.opensPartner('admin2@halcyon.example');
  await page.getByRole('main').getByRole('button', { name: 'Cancel Invite' }).click();
  await looksInto(ada, omar.email);
  await expect(full).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Checked and fine' })).toContainText('A seat is free');
});

test('a mail that nobody took yet, that lies in a folder or that there is not is told, and the link is handed over', async ({ ada, house, mail, page }) => {
  const looksUntil = async (cause: string): Promise<void> => {
    await looksInto(ada, mina.email);
    await expect(async () => {
      await ada.opens(page.url());
      await expect(finding(page, cause)).toBeVisible({ timeout: 1000 });
    }).toPass();
  };
  mail.refuses(mina.email, '4.2.1 mailbox busy', 450);
  await ada.invites({ contact: mina.email });
  await looksUntil('Nobody took the mail yet');
  await expect(finding(page, 'Nobody took the mail yet')).toContainText(/It said.*mailbox busy/s);
  await expect(finding(page, 'Nobody took the mail yet')).toContainText('It is tried again by itself on');

  await leave(ada);
  await house.hasMailServer(false);
  await house.isRewritten('UPDATE partners SET mail_id = NULL');
  await looksInto(ada, mina.email);
  const kept = finding(page, 'Mails don’t leave this Keyholder');
  const nothing = finding(page, 'No mail is on its way to them');
  await expect(nothing).toContainText('Makes a new link, for you to hand over');
  await nothing.getByRole('button', { name: 'Resend Invite' }).click();
  await looksUntil('Mails don’t leave this Keyholder');
  await ada.opens(list);
  await expect(ada.partnersTable()).toContainText('Mail kept in the folder: hand the link over');
  await looksInto(ada, mina.email);
  await expect(kept).toContainText('There is no mail server.');
  await kept.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hand this link over yourself' })).toBeVisible();

  await leave(ada);
  mail.takes(mina.email);
  await house.hasMailServer(true);
  await ada.opens(list);
  await expect(ada.partnersTable()).toContainText('Mail kept in the folder: resend the invite');
  await looksInto(ada, mina.email);
  const never = finding(page, 'The invitation was never mailed');
  await expect(never).toContainText('There is one now, which got nothing of it.');
  await expect(kept).toHaveCount(0);
  await never.getByRole('button', { name: 'Resend Invite' }).click();
  await mail.to(mina.email).subject(/invites you/);
  await looksInto(ada, mina.email);
  await expect(never).toHaveCount(0);

  await leave(ada);
  await house.isRewritten('UPDATE partners SET mail_id = NULL');
  await looksInto(ada, mina.email);
  await expect(nothing).toContainText('There is an open invitation, and no mail that tells of it.');
  await nothing.getByRole('button', { name: 'Resend Invite' }).click();
  await mail.to(mina.email).subject(/invites you/);
  await looksInto(ada, mina.email);
  await expect(nothing).toHaveCount(0);
  await expect(finding(page, 'Nobody took the mail yet').or(kept)).toHaveCount(0);
});
