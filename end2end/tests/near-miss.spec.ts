// Whoever was invited at a mistyped address: said before the invite is sent, and found by what they type at log-in.

import type { Locator } from '@playwright/test';
import type { Actor } from '../support/actor';
import { halcyon, leo, mina, type Person } from '../support/cast';
import { expect, test } from '../support/house';
import { isAccessible, type Watch, withScripts } from '../support/watch';

const list = `/b/${halcyon.slug}/partners`;
const mistyped = 'yuki.tanaka@gmial.com';
const yuki: Person = { name: 'Yuki Tanaka', email: 'yuki.tanaka@gmail.com', password: 'nine violet otters at dawn' };

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

/** Types an address and a password that fit nobody. */
async function failsToLogIn({ page }: Actor, watch: Watch, email: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password').fill('a password that fits nobody');
  await watch.answers(page, 422, () => page.getByRole('button', { name: 'Log in', exact: true }).click());
  await expect(page.getByRole('alert')).toContainText('The address or the password is not right.');
}

async function looksInto(ada: Actor, called: string): Promise<void> {
  await ada.opensPartner(called);
  await ada.page.getByRole('region', { name: 'Something not right?' }).getByRole('link', { name: 'Can’t log in' }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name: `${called} can’t log in` })).toBeVisible();
}

/** The first time it is only asked about. */
async function isAskedAbout({ page, scripted }: Actor, watch: Watch, dialog: Locator): Promise<void> {
  const press = () => dialog.getByRole('button', { name: 'Send Invite' }).click();
  await (scripted ? press() : watch.answers(page, 422, press));
  await expect(dialog.getByText('looks like a slip of gmail.com').first()).toBeVisible();
}

/** Whoever means it sends it once more. */
async function invitesMistyped(ada: Actor, watch: Watch): Promise<void> {
  await ada.opens(`${list}/new`);
  const dialog = ada.addDialog();
  await dialog.getByLabel('Email or phone number').fill(mistyped);
  await dialog.getByLabel('Partner kind').selectOption('Agency');
  await isAskedAbout(ada, watch, dialog);
  await ada.isSettled();
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(ada.page).toHaveURL(list);
}

test('an address that looks mistyped is asked about before the invite is sent', async ({ ada, mail, page, watch }) => {
  await ada.opens(`${list}/new`);
  const dialog = ada.addDialog();
  await dialog.getByLabel('Email or phone number').fill(mistyped);
  await dialog.getByLabel('Partner kind').selectOption('Agency');
  await dialog.getByLabel('Note').fill('See you on Monday');
  await isAskedAbout(ada, watch, dialog);
  const asked = 'gmial.com looks like a slip of gmail.com. Did you mean yuki.tanaka@gmail.com?';
  await expect(dialog.getByText(asked).first()).toBeVisible();
  await expect(dialog.getByLabel('Note')).toHaveValue('See you on Monday');
  await ada.isSettled();
  await dialog.getByRole('button', { name: 'Send it to yuki.tanaka@gmail.com' }).click();
  await expect(page).toHaveURL(list);
  await mail.to(yuki.email).subject(/invites you/);
  await expect(ada.partnersTable()).toContainText(yuki.email);

  // Whoever means it sends it once more.
  await ada.opens(`${list}/new`);
  await dialog.getByLabel('Email or phone number').fill('yuki@gmial.com');
  await dialog.getByLabel('Partner kind').selectOption('Agency');
  await isAskedAbout(ada, watch, dialog);
  await expect(dialog.getByText('If yuki@gmial.com is right, choose Send Invite once more.').first()).toBeVisible();
  await ada.isSettled();
  // Nor is it asked about again where something else was wrong.
  await dialog.getByLabel('Partner kind').selectOption('');
  const press = () => dialog.getByRole('button', { name: 'Send Invite' }).click();
  await (ada.scripted ? press() : watch.answers(page, 422, press));
  await expect(dialog.getByText('Choose what they are to you.').first()).toBeVisible();
  await ada.isSettled();
  await dialog.getByLabel('Partner kind').selectOption('Agency');
  await press();
  await expect(page).toHaveURL(list);
  await mail.to('yuki@gmial.com').subject(/invites you/);
});

test('what is typed at log-in shows where the invitation should have gone', async ({ ada, enter, mail, page, watch }) => {
  await invitesMistyped(ada, watch);
  const partner = await enter(yuki);
  await failsToLogIn(partner, watch, yuki.email);
  await failsToLogIn(partner, watch, yuki.email);
  await looksInto(ada, mistyped);
  const found = page.getByRole('article', { name: 'The invitation went to a mistyped address' });
  await expect(async () => {
    await ada.opens(page.url());
    await expect(found).toContainText('Somebody tried to log in with the right one twice, the last time');
  }).toPass();
  await expect(found).toContainText('Almost certain. gmial.com is a known slip of gmail.com.');
  await expect(found.locator('mark')).toHaveText(['ia', 'ai']);
  await isAccessible(ada.scripted ? page : await withScripts(page));
  await found.getByRole('button', { name: `Send the invite to ${yuki.email}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${yuki.email} can’t log in` })).toBeVisible();
  await expect(found).toHaveCount(0);
  await mail.to(yuki.email).subject(/invites you/);
});

test('somebody else may type what is nearly theirs, so it is asked about', async ({ ada, enter, page, watch }) => {
  await ada.invites({ contact: mina.email });
  const stranger = await enter(leo);
  await failsToLogIn(stranger, watch, mina.email.replace('mina', 'mima'));
  const mark = ada.partnersTable().getByRole('link', { name: /^Perhaps mistyped/ });
  await expect(async () => {
    await ada.opens(list);
    await expect(mark).toBeVisible();
  }).toPass();
  await mark.click();
  await expect(page.getByRole('heading', { level: 1, name: `${mina.email} can’t log in` })).toBeVisible();
  // Their own page leads there, too.
  await ada.opens(list);
  await ada.opensPartner(mina.email);
  await page.getByRole('region', { name: 'Who' }).getByRole('link', { name: /^Perhaps mistyped/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${mina.email} can’t log in` })).toBeVisible();
  const found = page.getByRole('article', { name: 'Somebody tried to log in with nearly that address' });
  await expect(found).toContainText('Possible. One or two letters differ.');
  await expect(found).toContainText('Ask before you send it there.');
  await ada.isSettled();
  await found.getByRole('button', { name: 'Send the invite to mima@agency.example' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Change address' })).toBeVisible();
  await expect(page.getByText('ask your partner whether it is theirs')).toBeVisible();
  await expect(page.getByLabel('New address')).toHaveValue('mima@agency.example');
  await isAccessible(ada.scripted ? page : await withScripts(page));
  await ada.isSettled();
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'mima@agency.example can’t log in' })).toBeVisible();
  await expect(found).toHaveCount(0);
});

test('an address that is right as it is is kept, and taken for mistyped only when somebody types another one', async ({ ada, enter, page, watch }) => {
  await invitesMistyped(ada, watch);
  const mark = ada.partnersTable().getByRole('link', { name: /^Perhaps mistyped/ });
  await mark.click();
  const slip = page.getByRole('article', { name: 'The invitation went to a mistyped address' });
  await ada.isSettled();
  // It is kept as it was shown: not where another Admin moved it meanwhile.
  const form = slip.locator('form[action$="/keep-address"]');
  await ada.pressesLate(await form.getAttribute('action'), { invited: 'yuki@gmial.com', other: yuki.email });
  await expect(page.getByRole('main')).toContainText('Nobody waits for this invitation to be accepted at this address any more.');
  await ada.opens(list);
  await mark.click();
  await ada.isSettled();
  await slip.getByRole('button', { name: `Keep ${mistyped}` }).click();
  await expect(page.getByRole('status')).toHaveText('The address stays. The other one counts again once somebody types it anew.');
  await expect(slip).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Checked and fine' })).toContainText('An Admin said that the address is right');
  await isAccessible(ada.scripted ? page : await withScripts(page));
  await ada.opens(list);
  await expect(ada.partnersTable()).toContainText(mistyped);
  await expect(mark).toHaveCount(0);

  // What is typed from then on is told, and kept again.
  await failsToLogIn(await enter(yuki), watch, yuki.email);
  await expect(async () => {
    await ada.opens(list);
    await expect(mark).toBeVisible();
  }).toPass();
  await mark.click();
  const near = page.getByRole('article', { name: 'Somebody tried to log in with nearly that address' });
  await expect(near).toContainText('Possible. Its domain is a known one, of which the invited one is a slip.');
  await ada.isSettled();
  await near.getByRole('button', { name: `Keep ${mistyped}` }).click();
  await expect(near).toHaveCount(0);
  await page.getByRole('link', { name: 'Open their details' }).click();
  await expect(page.getByRole('region', { name: 'How it came to this' })).toContainText(`said that ${mistyped} is the right address`);
});

test('whoever was invited has the link sent once more from the log-in page, and the answer is the same for all', async ({ ada, enter, mail, page }) => {
  await ada.invites({ contact: mina.email });
  const first = await mail.to(mina.email).subject(/invites you/);
  const partner = await enter(leo);
  const asks = async (email: string): Promise<string> => {
    await partner.page.goto('/login');
    await partner.page.getByLabel('Invited address').fill(email);
    await partner.page.getByRole('button', { name: 'Send my link again' }).click();
    await expect(partner.page.getByRole('heading', { level: 1, name: 'Look in your mail' })).toBeVisible();
    return (await partner.page.getByRole('main').innerText()).replace(email, '…');
  };
  const invited = await asks(mina.email);
  expect(await asks('nobody@nowhere.example')).toBe(invited);
  await isAccessible(partner.scripted ? partner.page : await withScripts(partner.page));
  await expect.poll(() => mail.all(mina.email).length).toBe(2);
  expect(mail.all(mina.email)[1]?.link('Accept Invite')).toBe(first.link('Accept Invite'));
  expect(mail.all('nobody@nowhere.example')).toHaveLength(0);
  await ada.opens(list);
  await ada.opensPartner(mina.email);
  await expect(page.getByRole('region', { name: 'How it came to this' })).toContainText('had the link mailed again');
});
