// Revoke Access and Leave: what ends is shown before it happens, and then it has.

import type { Locator, Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { cleo, halcyon, leo, mina, omar, type Person } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

type Enter = (person: Person) => Promise<Actor>;

/** Somebody whom Ada invites, and who accepts. */
async function isIn(person: Person, { ada, enter }: { ada: Actor; enter: Enter }, level: 'Standard' | 'Admin' = 'Standard') {
  const modules = level === 'Admin' ? [] : ['Analytics', 'Content'];
  await ada.invites({ contact: person.email, level, modules });
  const partner = await enter(person);
  await partner.joins();
  await leavesTheBusinessCenter(partner);
  await ada.opens(list);
  return partner;
}

/** To where no page turns by itself: that pages do is told in `live.spec.ts`. */
async function leavesTheBusinessCenter({ page }: Actor): Promise<void> {
  await page.goto('/account');
}

function dialogOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Revoke Access' });
}

async function opensRevoke(ada: Actor, person: Person): Promise<Locator> {
  await ada.opensPartner(person.name);
  await ada.page.getByRole('main').getByRole('link', { name: 'Revoke Access' }).click();
  await expect(dialogOf(ada.page)).toBeVisible();
  await ada.isSettled();
  return dialogOf(ada.page);
}

test('whoever is revoked is out, sees so, and stays in the list to be invited again', async ({ ada, enter, mail, page, watch }) => {
  const partner = await isIn(mina, { ada, enter });
  const dialog = await opensRevoke(ada, mina);
  await expect(page).toHaveTitle(`Revoke Access · ${halcyon.name} · Keyholder`);
  for (const words of [mina.name, mina.email, 'The 2 Modules Analytics, Content', 'Their account, and what they have']) {
    await expect(dialog).toContainText(words);
  }
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The contract ended.');
  await dialog.getByRole('button', { name: 'Revoke Access' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('status')).toHaveText('Access revoked. From now on they can’t reach anything here.');
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.first()).toContainText('revoked the access: “The contract ended.”');
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Revoked');
  await expect(page.getByRole('main').getByRole('link', { name: 'Invite again' })).toBeVisible();

  await watch.answers(partner.page, 403, () => partner.page.goto(`/b/${halcyon.slug}/members`));
  await expect(partner.page.getByRole('heading', { name: `Your access to ${halcyon.name} has ended` })).toBeVisible();
  await expect(partner.page.getByText('contract')).toHaveCount(0);
  await partner.page.goto('/');
  await expect(partner.page.getByRole('heading', { name: `Your access to ${halcyon.name} has ended` })).toBeVisible();
  expect((await mail.to(mina.email).subject(/has ended/)).text).not.toContain('contract');

  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, State: 'Revoked' });
  await ada.partnersTable().getByRole('link', { name: 'Invite again' }).click();
  await expect(ada.addDialog().getByRole('checkbox', { name: /^Content/ })).toBeChecked();
});

test('a reason that is none stays to be mended, and nothing is revoked', async ({ ada, enter, page, watch }) => {
  await isIn(mina, { ada, enter });
  const dialog = await opensRevoke(ada, mina);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('See www.win.example');
  await dialog.getByRole('checkbox', { name: /^Tell/ }).uncheck();
  const press = () => dialog.getByRole('button', { name: 'Revoke Access' }).click();
  if (ada.scripted) await press();
  else await watch.answers(page, 422, press);
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(/can’t hold a link/);
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('See www.win.example');
  await expect(dialog.getByRole('checkbox', { name: /^Tell/ })).not.toBeChecked();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The contract ended.');
  await dialog.getByRole('button', { name: 'Revoke Access' }).click();
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Revoked');
});

test('an invitation that they sent is kept or cancelled', async ({ ada, enter, mail, page }) => {
  const admin = await isIn(omar, { ada, enter }, 'Admin');
  await admin.opens(list);
  await admin.invites({ contact: leo.email });
  await admin.invites({ contact: mina.email });
  await leavesTheBusinessCenter(admin);
  await mail.to(leo.email).subject(/invites you/);
  await ada.opens(list);
  const dialog = await opensRevoke(ada, omar);
  await expect(dialog).toContainText('All that an Admin can do');
  await dialog.getByRole('checkbox', { name: new RegExp(leo.email) }).check();
  await dialog.getByRole('button', { name: 'Revoke Access' }).click();
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Revoked');
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Invited' });
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Cancelled' });
  await expect(async () => expect(mail.all(leo.email)).toHaveLength(2)).toPass();
  expect(mail.all(leo.email)[1]?.subject).toBe(`${ada.person.name} invites you to ${halcyon.name}`);
});

test('what changed while one looked is shown before anything is revoked', async ({ ada, enter, page, watch }) => {
  const admin = await isIn(omar, { ada, enter }, 'Admin');
  await admin.opens(list);
  await admin.invites({ contact: leo.email });
  await ada.opens(list);
  const dialog = await opensRevoke(ada, omar);
  await dialog.getByRole('checkbox', { name: new RegExp(leo.email) }).check();
  // It stands before the other one.
  await admin.invites({ contact: cleo.email });
  await leavesTheBusinessCenter(admin);
  const press = () => dialog.getByRole('button', { name: 'Revoke Access' }).click();
  if (ada.scripted) await press();
  else await watch.answers(page, 422, press);
  await expect(dialog.getByRole('alert')).toContainText('Something changed while you looked');
  await expect(dialog.getByRole('checkbox', { name: new RegExp(cleo.email) })).not.toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: new RegExp(leo.email) })).toBeChecked();
  await dialog.getByRole('button', { name: 'Revoke Access' }).click();
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Revoked');
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Invited' });
  await expectRow(ada.partnersTable(), { Partner: cleo.email, State: 'Cancelled' });
});

test('closing the dialog keeps the access, and the focus where it was', { tag: '@script' }, async ({ ada, enter, page }) => {
  await isIn(mina, { ada, enter });
  await ada.opensPartner(mina.name);
  const opener = page.getByRole('main').getByRole('link', { name: 'Revoke Access' });
  await opener.click();
  const dialog = dialogOf(page);
  await expect(page).toHaveURL(/\/revoke$/);
  await expect(dialog.getByRole('heading', { name: 'Revoke Access' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(page).toHaveURL(/\/partners\/[^/]+$/);
  await expect(page).toHaveTitle(`${mina.name} · ${halcyon.name} · Keyholder`);
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Active');
});

test('a Member leaves, and the only Admin can’t', async ({ ada, enter, page }) => {
  const partner = await isIn(mina, { ada, enter });
  await partner.opens(`/b/${halcyon.slug}/members`);
  await partner.page.getByRole('link', { name: 'Leave' }).click();
  await expect(partner.page.getByRole('heading', { name: `Leave ${halcyon.name}` })).toBeVisible();
  await expect(partner.page.getByText('The 2 Modules Analytics, Content')).toBeVisible();
  await partner.presses('Leave');
  await expect(partner.page).toHaveURL('/');
  await expect(partner.page.getByRole('heading', { name: `Your access to ${halcyon.name} has ended` })).toBeVisible();

  await ada.opens(list);
  await ada.opensPartner(mina.name);
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.first()).toContainText(`${mina.name} left`);
  await ada.opens(`/b/${halcyon.slug}/leave`);
  await expect(page.getByText('You are the only Admin here')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'Leave' })).toHaveCount(0);
  await ada.isSettled();
  await page.getByRole('link', { name: 'Invite somebody first' }).click();
  await expect(ada.addDialog()).toBeVisible();
});

test('the only Admin is told who could be a second one, and leads them there', async ({ ada, enter, page, watch }) => {
  await isIn(mina, { ada, enter });
  await ada.opens(`/b/${halcyon.slug}/members`);
  await page.getByRole('main').getByRole('link', { name: ada.person.name }).click();
  await expect(page).toHaveURL(/\/partners\/[^/]+$/);
  const own = new URL(page.url()).pathname;
  const candidate = page.getByRole('link', { name: `Make ${mina.name} an Admin` });

  await ada.opens(`${own}/revoke`);
  await expect(dialogOf(page)).toContainText('You are the only Admin here');
  await expect(dialogOf(page).getByRole('link', { name: `Make ${mina.name} an Admin` })).toBeVisible();

  await ada.opens(`${own}/edit`);
  await expect(candidate).toBeHidden();
  await page.getByRole('radio', { name: /^Standard/ }).check();
  await expect(candidate).toBeVisible();
  const press = () => ada.presses('See what changes');
  if (ada.scripted) await press();
  else await watch.answers(page, 422, press);
  await expect(page.getByRole('alert')).toContainText('Make somebody else an Admin first');
  await expect(candidate).toBeVisible();

  await ada.opens(`/b/${halcyon.slug}/leave`);
  await candidate.click();
  await expect(page).toHaveURL(/\/edit\?level=admin$/);
  await ada.isSettled();
  await expect(page.getByRole('radio', { name: /^Admin/ })).toBeChecked();
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, 'Access level': 'Standard' });
  await page.goBack();
  await ada.isSettled();
  await ada.presses('See what changes');
  await ada.presses('Confirm');
  await expect(page).toHaveURL(/\/partners\/[^/?]+$/);
  await ada.opens(`/b/${halcyon.slug}/leave`);
  await expect(page.getByRole('main').getByRole('button', { name: 'Leave' })).toBeVisible();
  await expect(candidate).toHaveCount(0);
});
