// What a link opens, and who comes in through it.

import type { Page } from '@playwright/test';
import { halcyon, leo, mallory, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;

/** The form for whoever is new: the page has another one, for whoever has an account. */
const createAccount = (page: Page) =>
  page.locator('form').filter({ has: page.getByRole('button', { name: 'Create account and accept' }) });

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test('whoever is new creates an account, is in at once, and both see it', async ({ ada, enter, mail }) => {
  await ada.invites({ contact: mina.email, kind: 'Agency', modules: ['Analytics'], note: 'See you on Monday.' });
  const letter = await mail.to(mina.email).subject(/invites you/);
  const partner = await enter(mina);
  await partner.page.goto(letter.link('Accept Invite'));
  await expect(partner.page).toHaveURL('/invite');
  await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText(
    `${ada.person.name} invites you to ${halcyon.name}`,
  );
  await expect(partner.page.getByText('m•••••@agency.example').first()).toBeVisible();
  await expect(partner.page.getByText(mina.email)).toHaveCount(0);
  await expect(partner.page.getByText('See you on Monday.')).toBeVisible();

  await createAccount(partner.page).getByLabel('Name').fill(mina.name);
  await createAccount(partner.page).getByLabel('Password').fill(mina.password);
  await partner.presses('Create account and accept');
  await expect(partner.page).toHaveURL(`/b/${halcyon.slug}`);
  await partner.isSettled();
  await partner.opens(`/b/${halcyon.slug}/members`);
  const members = partner.page.getByRole('table', { name: 'Members' });
  await expectRow(members, { Member: mina.name, 'Access level': 'Standard' });
  await expectRow(members, { Member: ada.person.name, 'Access level': 'Admin' });
  await expect(partner.page.getByRole('link', { name: 'Partners', exact: true })).toHaveCount(0);
  await expect(partner.page.getByText(ada.person.email)).toHaveCount(0);

  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, State: 'Active' });
  await mail.to(ada.person.email).subject(/Mina Okafor/);
});

test('opening a link fifty times changes nothing', async ({ ada, enter, mail }) => {
  await ada.invites({ contact: mina.email });
  const link = (await mail.to(mina.email).subject(/invites you/)).link('Accept Invite');
  const scanner = await enter(mallory);
  for (let visit = 0; visit < 50; visit += 1) {
    const answer = await scanner.page.request.get(link, { maxRedirects: 0 });
    expect(answer.status()).toBe(303);
  }
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Invited' });
});

test('a bad password keeps the name, and a good one goes on', async ({ ada, enter, mail }) => {
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.page.goto((await mail.to(mina.email).subject(/invites you/)).link('Accept Invite'));
  await createAccount(partner.page).getByLabel('Name').fill(mina.name);
  await createAccount(partner.page).getByLabel('Password').fill('short');
  await partner.isRefusedOn('Create account and accept');
  await expect(partner.field('Name')).toHaveValue(mina.name);
  await createAccount(partner.page).getByLabel('Password').fill(mina.password);
  await partner.presses('Create account and accept');
  await expect(partner.page).toHaveURL(`/b/${halcyon.slug}`);
});

test('an invitation that expired while its page stood open is asked for anew from there', async ({ ada, enter, house, mail, watch }) => {
  await ada.invites({ contact: mina.email });
  const link = (await mail.to(mina.email).subject(/invites you/)).link('Accept Invite');
  const { page } = await enter(mina);
  await page.goto(link);
  await expect(page).toHaveURL('/invite');
  await house.daysPass(30);
  const form = createAccount(page);
  await form.getByLabel('Name').fill(mina.name);
  await form.getByLabel('Password').fill(mina.password);
  await watch.answers(page, 410, () => form.getByRole('button', { name: 'Create account and accept' }).click());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation has expired');
  await watch.answers(page, 410, () => page.getByRole('button', { name: 'Ask for a new link' }).click());
  await expect(page).toHaveURL('/invite/ask');
  await expect(page.getByRole('status')).toContainText('know that you want a new link');
  await mail.to(ada.person.email).subject(/new link/);
});

test('whoever declines is out, and the link is dead', async ({ ada, enter, mail, watch }) => {
  await ada.invites({ contact: leo.email });
  const link = (await mail.to(leo.email).subject(/invites you/)).link('Accept Invite');
  const partner = await enter(leo);
  await partner.page.goto(link);
  await partner.presses('Decline');
  await expect(partner.page.getByRole('heading', { name: 'You declined' })).toBeVisible();
  await watch.answers(partner.page, 410, () => partner.page.goto(link));
  await expect(partner.page.getByRole('heading', { name: 'This invitation was declined' })).toBeVisible();
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Declined' });
});

test('a resent link works, the old one does not, and a cancelled one says so', async ({ ada, enter, mail, watch }) => {
  await ada.invites({ contact: mina.email });
  const first = (await mail.to(mina.email).subject(/invites you/)).link('Accept Invite');
  await ada.opens(list);
  await ada.partnersTable().getByRole('button', { name: 'Resend Invite' }).click();
  await expect(async () => expect(mail.all(mina.email)).toHaveLength(2)).toPass();
  const second = mail.all(mina.email)[1]!.link('Accept Invite');
  expect(second).not.toBe(first);

  const partner = await enter(mina);
  await watch.answers(partner.page, 404, () => partner.page.goto(first));
  await expect(partner.page.getByRole('heading', { name: 'No invitation has this link' })).toBeVisible();
  await partner.page.goto(second);
  await expect(partner.page).toHaveURL('/invite');

  await ada.opens(list);
  await ada.page.getByLabel(`More for ${mina.email}`).click();
  await ada.page.getByRole('button', { name: 'Cancel Invite' }).click();
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Cancelled' });
  await watch.answers(partner.page, 410, () => partner.page.goto(second));
  await expect(partner.page.getByRole('heading', { name: 'This invitation was cancelled' })).toBeVisible();
});

test('signed in as somebody else, nothing is accepted and another account can be used', async ({ ada, mail }) => {
  await ada.invites({ contact: mina.email });
  await ada.page.goto((await mail.to(mina.email).subject(/invites you/)).link('Accept Invite'));
  await expect(ada.page.getByRole('heading', { name: 'This invitation is for somebody else' })).toBeVisible();
  await expect(ada.page.getByText(mina.email)).toHaveCount(0);
  await ada.presses('Use another account');
  await expect(ada.page).toHaveURL('/invite');
  await expect(ada.page.getByText('How do you want to come in?')).toBeVisible();
});

test('an invitation is reported, mails are blocked, and allowed again', async ({ ada, enter, mail }) => {
  await ada.invites({ contact: leo.email });
  const partner = await enter(leo);
  await partner.page.goto((await mail.to(leo.email).subject(/invites you/)).link('Accept Invite'));
  await partner.page.getByRole('link', { name: 'Report this invitation' }).click();
  await partner.page.getByRole('checkbox', { name: /^Send no more mails/ }).check();
  await partner.presses('Report this invitation');
  await expect(partner.page.getByRole('heading', { name: 'You reported this invitation' })).toBeVisible();
  await mail.to(ada.person.email).subject(/was reported/);
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Reported by whoever got it' });

  await partner.page.goto('/invite/report');
  await partner.presses('Allow mails again');
  await expect(partner.page.getByRole('checkbox', { name: /^Send no more mails/ })).not.toBeChecked();
});

test('the holder of an expired link asks for a new one, and the Admin resends it', async ({
  ada,
  enter,
  house,
  mail,
  watch,
}) => {
  await ada.invites({ contact: mina.email });
  const link = (await mail.to(mina.email).subject(/invites you/)).link('Accept Invite');
  await house.daysPass(30);
  const partner = await enter(mina);
  await watch.answers(partner.page, 410, () => partner.page.goto(link));
  await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText('This invitation has expired');
  await expect(partner.page.getByRole('main').getByRole('button')).toHaveCount(1);
  await watch.answers(partner.page, 410, () => partner.page.getByRole('button', { name: 'Ask for a new link' }).click());
  await expect(partner.page.getByRole('status')).toContainText('know that you want a new link');

  await mail.to(ada.person.email).subject(/new link/);
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: /Expired.*Asked for a new link/ });
  await ada.presses('Resend Invite');
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: /Invited/ });
  await expect.poll(() => mail.all(mina.email).length).toBe(2);
  await partner.page.goto(mail.all(mina.email).at(-1)?.link('Accept Invite') ?? '');
  await expect(partner.page.getByRole('button', { name: 'Create account and accept' })).toBeVisible();
  await watch.answers(partner.page, 404, () => partner.page.goto(link));
});
