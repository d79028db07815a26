// Edit: the form, the summary of what changes, Confirm; and what two Admins do who edit at once.

import type { Locator } from '@playwright/test';
import type { Actor } from '../support/actor';
import { cleo, halcyon, leo, mina, omar } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada, enter }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email, organisation: 'Bright Agency', modules: ['Analytics', 'Billing'] });
  await (await enter(mina)).joins();
  await ada.opens(list);
});

async function opensEdit(admin: Actor): Promise<void> {
  await admin.opensPartner(mina.name);
  await admin.page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await expect(module(admin, 'Analytics')).toBeChecked();
  await admin.isSettled();
}

function module(admin: Actor, name: string): Locator {
  return admin.page.getByRole('checkbox', { name: new RegExp(`^${name}`) });
}

async function looks(admin: Actor): Promise<void> {
  await admin.presses('See what changes');
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Check the changes' })).toBeVisible();
}

test('an edit is summed up before it counts, and counts at once', async ({ ada, mail, page }) => {
  await opensEdit(ada);
  await expect(page.getByLabel('Organisation')).toHaveValue('Bright Agency');
  await module(ada, 'Content').check();
  await module(ada, 'Billing').uncheck();
  await page.getByLabel('Partner kind').selectOption('Client');
  await looks(ada);
  const main = page.getByRole('main');
  for (const words of [
    `${mina.name} gains`,
    'Draft, schedule and post on TikTok accounts that are granted',
    `${mina.name} loses`,
    'Look at spend and caps',
    'Partner kind: Agency → Client',
    'Standard. Analytics.',
  ]) {
    await expect(main).toContainText(words);
  }
  await ada.presses('Confirm');
  await expect(page.getByRole('status')).toHaveText('Access changed. It counts from their next click.');
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.first()).toContainText(
    'changed Access level: Standard: Analytics, Billing → Standard: Analytics, Content. Partner kind: Agency → Client',
  );
  const reach = page.getByRole('table', { name: /^Each Module/ });
  await expectRow(reach, { 'Can reach': 'Analytics', Why: 'Chosen in the invitation' });
  await expectRow(reach, { 'Can reach': 'Content', Why: new RegExp(`^Added later ?by ${ada.person.name}`) });
  const letter = await mail.to(mina.email).subject(/has changed/);
  expect(letter.text).toContain('Draft, schedule and post on TikTok accounts that are granted');
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, Kind: 'Client', 'Can reach': 'Analytics, Content' });
});

test('what they gain and lose follows the ticks', async ({ ada, page }) => {
  await opensEdit(ada);
  const aside = page.getByRole('complementary', { name: 'What changes' });
  const [gained, lost] = [aside.getByText('Draft, schedule and post'), aside.getByText('Look at spend and caps')];
  await expect(gained).toBeHidden();
  await expect(lost).toBeHidden();
  await expect(aside.getByText('Nothing yet')).toBeVisible();
  await module(ada, 'Content').check();
  await module(ada, 'Billing').uncheck();
  await expect(gained).toBeVisible();
  await expect(lost).toBeVisible();
  await expect(aside.getByText('Nothing yet')).toBeHidden();
  await page.getByRole('radio', { name: /^Admin/ }).check();
  await expect(gained).toBeHidden();
  await expect(aside.getByText('See every Asset, and every one added later')).toBeVisible();
  await expect(page.getByText('An Admin can remove you.')).toBeVisible();
});

test('one goes back from the summary with all that was chosen', async ({ ada, page }) => {
  await opensEdit(ada);
  await module(ada, 'Content').check();
  await page.getByLabel('Organisation').fill('Northlight');
  await looks(ada);
  await ada.presses('Back to edit');
  await expect(page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await expect(module(ada, 'Content')).toBeChecked();
  await expect(page.getByLabel('Organisation')).toHaveValue('Northlight');
  await ada.isSettled();
  await looks(ada);
  await expect(page.getByText('Organisation: Bright Agency → Northlight')).toBeVisible();
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, 'Can reach': 'Analytics, Billing' });
});

test('a bad organisation stays to be mended, and nothing changed is said', async ({ ada, page, watch }) => {
  await opensEdit(ada);
  const refused = async () => {
    if (ada.scripted) await ada.presses('See what changes');
    else await watch.answers(page, 422, () => ada.presses('See what changes'));
    await expect(page.getByRole('alert')).toBeVisible();
  };
  await refused();
  await expect(page.getByRole('alert')).toContainText('Nothing is changed yet');
  await module(ada, 'Content').check();
  await page.getByLabel('Organisation').fill('www.win.example');
  await refused();
  await expect(page.getByLabel('Organisation')).toHaveAccessibleDescription(/No web address can stand here/);
  await expect(page.getByLabel('Organisation')).toHaveValue('www.win.example');
  await expect(module(ada, 'Content')).toBeChecked();
  await page.getByLabel('Organisation').fill('Northlight');
  await looks(ada);
});

test('of two Admins who edit at once the second sees what the first changed, and decides', async ({ ada, enter, page, watch }) => {
  await ada.invites({ contact: omar.email, level: 'Admin' });
  const other = await enter(omar);
  await other.joins();
  await ada.opens(list);
  await opensEdit(ada);
  await module(ada, 'Content').check();
  await page.getByLabel('Organisation').fill('Northlight');
  await looks(ada);

  await other.opens(list);
  await opensEdit(other);
  await module(other, 'Billing').uncheck();
  await other.page.getByLabel('Organisation').fill('Two Rivers');
  await looks(other);
  await other.presses('Confirm');
  await expect(other.page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();

  if (ada.scripted) await ada.presses('Confirm');
  else await watch.answers(page, 409, () => ada.presses('Confirm'));
  await expect(page.getByRole('alert')).toContainText(`${omar.name} changed this`);
  const table = page.getByRole('table', { name: 'Lines changed since you opened it' });
  await expectRow(table, { What: 'Billing', 'When you opened it': 'Ticked', 'As you want it': 'Unchanged' });
  const now = `As it stands now, by ${omar.name}`;
  await expectRow(table, { What: 'Content', [now]: 'Unchanged', 'As you want it': 'Ticked' });
  const differs = table.getByRole('row').filter({ hasText: 'You differ' });
  await expect(differs).toHaveCount(1);
  await expect(differs.getByRole('radio', { name: 'Two Rivers' })).toBeChecked();
  await differs.getByRole('radio', { name: 'Northlight' }).check();
  await ada.presses('Confirm');
  await expect(page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: 'Northlight', 'Can reach': 'Analytics, Content' });
});

test('what was ticked to be kept stays ticked when something came between', async ({ ada, enter, page, watch }) => {
  await ada.invites({ contact: omar.email, level: 'Admin' });
  const other = await enter(omar);
  await other.joins();
  await other.opens(list);
  await other.invites({ contact: leo.email });
  await ada.opens(list);
  await ada.opensPartner(omar.name);
  await page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await ada.isSettled();
  await page.getByRole('radio', { name: /^Standard/ }).check();
  await looks(ada);
  await page.getByRole('checkbox', { name: new RegExp(leo.email) }).check();
  await other.invites({ contact: cleo.email });
  const confirm = () => ada.presses('Confirm');
  if (ada.scripted) await confirm();
  else await watch.answers(page, 409, confirm);
  await expect(page.getByRole('alert')).toContainText('Look once more at what ends');
  await expect(page.getByRole('checkbox', { name: new RegExp(leo.email) })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: new RegExp(cleo.email) })).not.toBeChecked();
  await confirm();
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Standard');
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Invited' });
  await expectRow(ada.partnersTable(), { Partner: cleo.email, State: 'Cancelled' });
});

test('an open page is refused what an edit took away', async ({ ada, enter, page }) => {
  await ada.invites({ contact: omar.email, level: 'Admin' });
  const other = await enter(omar);
  await other.joins();
  await other.opens(list);
  await ada.opens(list);
  await ada.opensPartner(omar.name);
  await page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await ada.isSettled();
  await page.getByRole('radio', { name: /^Standard/ }).check();
  await looks(ada);
  await expect(page.getByText('They stay a Member')).toBeVisible();
  await ada.presses('Confirm');
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Standard');

  // It turns by itself, where it is live.
  if (ada.scripted) await expect(other.page.getByText('Partners is for Admins.')).toBeVisible();
  await other.opens(`/b/${halcyon.slug}`);
  await expect(other.page.getByRole('link', { name: 'Partners', exact: true })).toHaveCount(0);
});

test('access ends on a day that Edit sets, and an Admin’s never', async ({ ada, page, watch }) => {
  await opensEdit(ada);
  const ends = page.getByLabel('Access ends');
  const refused = async () => {
    if (ada.scripted) await ada.presses('See what changes');
    else await watch.answers(page, 422, () => ada.presses('See what changes'));
    await expect(page.getByRole('alert')).toBeVisible();
  };
  await ends.fill('2020-01-31');
  await refused();
  await expect(ends).toHaveAccessibleDescription(/31 January 2020 is over/);
  await expect(ends).toHaveValue('2020-01-31');
  await ends.fill('2100-01-31');
  await looks(ada);
  await expect(page.getByRole('main')).toContainText('What is granted, at the end of 31 January 2100');
  await ada.presses('Confirm');
  const who = page.getByRole('region', { name: 'Who' });
  await expect(who).toContainText('31 January 2100');
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, State: /Active ?Until 31 January 2100/ });
  // Whoever becomes an Admin has none.
  await opensEdit(ada);
  await expect(ends).toHaveValue('2100-01-31');
  await page.getByRole('radio', { name: /^Admin/ }).check();
  await expect(ends).toBeHidden();
  await looks(ada);
  await ada.presses('Confirm');
  await expect(who).toContainText('No end date');
});
