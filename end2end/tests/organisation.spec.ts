// An organisation revoked as a whole: its people and its open invitations, each named and ticked first.

import type { Locator } from '@playwright/test';
import type { Actor } from '../support/actor';
import { cleo, halcyon, leo, mina, omar, type Person } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow, rows } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;
const organisation = 'Northlight Media';
const ofIt = `${list}?organisation=Northlight%20Media`;

type Enter = (person: Person) => Promise<Actor>;

/** Mina is in, Omar is an Admin, Leo is invited: all of Northlight. Omar has invited Cleo, who is of none. */
test.beforeEach(async ({ ada, enter }) => {
  await ada.foundsHalcyon();
  await isIn(mina, 'Standard', { ada, enter });
  const admin = await isIn(omar, 'Admin', { ada, enter });
  await admin.opens(list);
  await admin.invites({ contact: cleo.email });
  await admin.page.goto('/account');
  await ada.invites({ contact: leo.email, organisation });
});

async function isIn(person: Person, level: 'Standard' | 'Admin', { ada, enter }: { ada: Actor; enter: Enter }): Promise<Actor> {
  await ada.invites({ contact: person.email, level, organisation });
  const partner = await enter(person);
  await partner.joins();
  await ada.opens(list);
  return partner;
}

async function opensAllOfIt(ada: Actor): Promise<Locator> {
  await ada.opens(ofIt);
  await expect(ada.page.getByText(`${organisation} has 2 people and 1 open invitation here.`)).toBeVisible();
  await ada.page.getByRole('link', { name: 'Revoke all of them' }).click();
  await expect(ada.page).toHaveURL(/\/organisations\/[^/]+\/revoke$/);
  await expect(ada.page.getByRole('heading', { level: 1, name: `Revoke Access of ${organisation}` })).toBeVisible();
  await expect(ada.page).toHaveTitle(new RegExp(`^Revoke Access of ${organisation} · `));
  await ada.isSettled();
  return ada.partnersTable();
}

/** Said at the head of the page, and nothing asks for anything any more. */
async function isOver({ page }: Actor, words: string | RegExp): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: words })).toHaveText(words);
  const main = page.getByRole('main');
  await expect(main.getByRole('checkbox')).toHaveCount(0);
  await expect(main.getByRole('button')).toHaveCount(0);
  await expect(main).not.toContainText('Untick who shall stay');
}

const box = ({ page }: Actor, name: string): Locator => page.getByRole('checkbox', { name });

test('from one of its people it leads to all of them, and each is revoked or cancelled', async ({ ada, mail, page }) => {
  const row = ada.partnersTable().getByRole('row').filter({ hasText: mina.name });
  await row.getByRole('link', { name: 'Revoke Access' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke Access' });
  await expect(dialog).toContainText(`${organisation} has 1 more person and 1 open invitation here.`);
  await ada.isSettled();
  await dialog.getByRole('link', { name: 'Revoke all of them' }).click();
  await expect(page).toHaveURL(/\/organisations\/[^/]+\/revoke$/);
  await ada.isSettled();

  const table = ada.partnersTable();
  await expect(page.getByText(`Everybody of ${organisation} who is in`)).toBeVisible();
  await expect(page.getByText('2 lose access, 1 invitation is cancelled.')).toBeVisible();
  await expectRow(table, { Partner: mina.name, State: 'Active', Ends: 'Access as Standard' });
  await expectRow(table, { Partner: omar.name, Ends: 'Access as Admin' });
  await expectRow(table, { Partner: omar.name, Ends: `Cancels the open invitation that they sent: ${cleo.email}` });
  await expectRow(table, { Partner: leo.email, State: 'Invited', Ends: 'The invitation, as Standard' });
  for (const { name } of [mina, omar]) await expect(box(ada, name)).toBeChecked();
  await expect(box(ada, leo.email)).toBeChecked();

  await ada.presses('Revoke Access');
  await isOver(ada, '2 people lost their access, 1 invitation was cancelled.');
  for (const { name } of [mina, omar]) await expectRow(table, { Partner: name, State: 'Revoked', Result: 'Access revoked' });
  await expectRow(table, { Partner: leo.email, State: 'Cancelled', Result: 'Invitation cancelled' });
  await mail.to(mina.email).subject(/has ended/);
  await mail.to(omar.email).subject(/has ended/);
  await page.getByRole('main').getByRole('link', { name: 'Back to Partners' }).click();
  await expect(page).toHaveURL(ofIt);
  await expectRow(ada.partnersTable(), { Partner: omar.name, State: 'Revoked' });
  await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Cancelled' });
  await expect(page.getByRole('link', { name: 'Revoke all of them' })).toHaveCount(0);
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: cleo.email, State: 'Cancelled' });
  expect(mail.all(leo.email)).toHaveLength(1);
});

test('whoever is unticked stays, and the rest is gone on with later', async ({ ada, page, watch }) => {
  const table = await opensAllOfIt(ada);
  for (const name of [mina.name, omar.name, leo.email]) await box(ada, name).uncheck();
  const press = () => ada.presses('Revoke Access');
  if (ada.scripted) await press();
  else await watch.answers(page, 422, press);
  await expect(page.getByRole('alert')).toHaveText('Nobody is ticked, so nothing was done.');
  await ada.isSettled();
  await box(ada, mina.name).check();
  if (ada.scripted) await expect(page.getByText('1 loses access.')).toBeVisible();
  await press();
  await isOver(ada, '1 person lost their access.');
  await expectRow(table, { Partner: mina.name, State: 'Revoked', Result: 'Access revoked' });
  for (const [partner, state] of [
    [omar.name, 'Active'],
    [leo.email, 'Invited'],
  ] as const) {
    await expectRow(table, { Partner: partner, State: state, Result: 'Unticked: nothing was done.' });
  }

  await page.getByRole('main').getByRole('link', { name: 'Back to Partners' }).click();
  await expect(page).toHaveURL(ofIt);
  await expectRow(ada.partnersTable(), { Partner: omar.name, State: 'Active' });
  await page.getByRole('link', { name: 'Revoke all of them' }).click();
  await expectRow(table, { Partner: omar.name });
  await expect.poll(() => rows(table)).toHaveLength(2);
});

test('whoever comes or accepts since it was shown is said, and stays', async ({ ada, enter, page }) => {
  const table = await opensAllOfIt(ada);
  const other = await page.context().newPage();
  await other.goto(`${list}/new`);
  const dialog = other.getByRole('dialog', { name: 'Add Partners' });
  if (ada.scripted) await expect(other.locator('html[data-hydrated]')).toBeAttached();
  await dialog.getByLabel('Email or phone number').fill('noor@bright.example');
  await dialog.getByLabel('Partner kind').selectOption('Agency');
  await dialog.getByLabel('Organisation').fill(organisation);
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
  await other.close();
  const partner = await enter(leo);
  await partner.joins();

  const came = page.getByRole('region', { name: 'Came since you looked' });
  if (ada.scripted) await expect(came).toContainText('noor@bright.example');
  await ada.presses('Revoke Access');
  await expectRow(table, { Partner: mina.name, Result: 'Access revoked' });
  await expectRow(table, { Partner: leo.email, Result: 'They accepted an invitation since you looked' });
  await isOver(ada, /^1 was refused: why stands beside it.\s*2 people lost their access.$/);
  await expectRow(table, { Partner: leo.email, State: 'Active' });
  await expect(came).toContainText('noor@bright.example');
  await page.getByRole('link', { name: 'Look again' }).click();
  await expectRow(table, { Partner: leo.name, State: 'Active' });
  await expectRow(table, { Partner: 'noor@bright.example', State: 'Invited' });
  await expect(came).toHaveCount(0);
});

test('whoever looks stays, and their page leads to all of the organisation', async ({ ada, page }) => {
  await ada.opens(`/b/${halcyon.slug}/members`);
  await page.getByRole('main').getByRole('link', { name: ada.person.name }).click();
  await page.getByRole('main').getByRole('link', { name: 'Edit' }).click();
  await ada.isSettled();
  await page.getByLabel('Organisation').fill(organisation);
  await ada.presses('See what changes');
  await ada.presses('Confirm');
  await page.getByRole('link', { name: organisation }).click();
  await expect(page).toHaveURL(ofIt);
  await page.getByRole('link', { name: 'Revoke all of them' }).click();
  const leftOut = page.getByRole('region', { name: 'Left out' });
  await expect(leftOut).toContainText(ada.person.name);
  await expect(leftOut).toContainText('That is you.');
  await expect(box(ada, ada.person.name)).toHaveCount(0);
  await expect(box(ada, mina.name)).toBeChecked();
});

test('a second click does nothing twice', { tag: '@script' }, async ({ ada, mail, page }) => {
  const table = await opensAllOfIt(ada);
  await page.getByRole('main').getByRole('button', { name: 'Revoke Access' }).dblclick();
  await isOver(ada, '2 people lost their access, 1 invitation was cancelled.');
  await expectRow(table, { Partner: mina.name, Result: 'Access revoked' });
  await mail.to(mina.email).subject(/has ended/);
  expect(mail.all(mina.email).filter(({ subject }) => /has ended/.test(subject))).toHaveLength(1);
});
