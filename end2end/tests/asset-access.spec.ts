// Access to single Assets and groups: given with Edit and Add Partners, seen by the partner, told with its reason.

import type { Locator, Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { assets, registers } from '../support/assets';
import { halcyon, mina, omar } from '../support/cast';
import { eu } from '../support/center';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;
const lastDay = { iso: '2100-01-31', words: '31 January 2100' };

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await registers(ada, { ...eu, group: 'Northlight' });
  await registers(ada, { kind: 'TikTok account', name: '@halcyon' });
});

async function minaIsIn(ada: Actor, enter: (person: typeof mina) => Promise<Actor>): Promise<Actor> {
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  const partner = await enter(mina);
  await partner.joins();
  return partner;
}

async function opensEdit(admin: Actor): Promise<void> {
  await admin.opens(list);
  await admin.opensPartner(mina.name);
  await admin.page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await admin.isSettled();
}

/** The row of an Asset or group in the form. */
function row(page: Page, name: string): Locator {
  return page.getByRole('group', { name: 'Assets', exact: true }).getByRole('group', { name, exact: true });
}

/** What an Operator of an ad account can do who was not granted Campaigns. */
const without = 'see, and propose once the Module Campaigns is granted';

async function adds(page: Page, typed: string, name = typed): Promise<void> {
  await page.getByLabel('Add an Asset or group').fill(typed);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(page, name)).toBeVisible();
  await expect(page.getByLabel('Add an Asset or group')).toHaveValue('');
}

async function confirms(admin: Actor): Promise<void> {
  await admin.presses('See what changes');
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Check the changes' })).toBeVisible();
  await admin.presses('Confirm');
  await expect(admin.page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
}

test('an Asset is given with a role, a purpose and a last day, and seen by whoever has it', async ({ ada, enter, mail, page }) => {
  const partner = await minaIsIn(ada, enter);
  await partner.opens(assets);
  await expect(partner.page.getByRole('heading', { name: 'No Asset is shared with you yet' })).toBeVisible();
  await opensEdit(ada);
  await adds(page, '7012 4498', 'Halcyon EU');
  const lacks = row(page, 'Halcyon EU').getByText('An Operator can see and no more until the Module Campaigns is ticked, too.');
  await expect(lacks).toBeHidden();
  await row(page, 'Halcyon EU').getByLabel('Role').selectOption('Operator: see and propose');
  await expect(lacks).toBeVisible();
  await row(page, 'Halcyon EU').getByLabel('Purpose').fill('takes over the EU launch');
  await row(page, 'Halcyon EU').getByLabel('Last day').fill(lastDay.iso);
  await adds(page, '@halcyon (TikTok account)', '@halcyon');
  await expect(row(page, 'Halcyon EU').getByLabel('Purpose')).toHaveValue('takes over the EU launch');
  await ada.presses('See what changes');
  const gains = page.getByRole('main');
  await expect(gains).toContainText(`Halcyon EU as Operator: ${without}, until the end of ${lastDay.words}`);
  await expect(gains).toContainText('@halcyon as Analyst: see');
  await ada.presses('Confirm');
  await expect(page.getByRole('status')).toHaveText('Access changed. It counts from their next click.');
  const reach = page.getByRole('table', { name: /^Each Module and Asset/ });
  await expectRow(reach, {
    'Can reach': /^Halcyon EU ?Ad account 7012 4498 0031$/,
    Role: 'Operator',
    Why: new RegExp(`^Given directly, until the end of ${lastDay.words}: “takes over the EU launch” ?by ${ada.person.name}`),
  });
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.first()).toContainText(`Halcyon EU: Not given → Operator until ${lastDay.words}`);
  const letter = await mail.to(mina.email).subject(/has changed/);
  expect(letter.text).toContain(`Halcyon EU as Operator: ${without}`);

  // A live page has followed by itself.
  if (!partner.scripted) await partner.opens(assets);
  const shared = partner.page.getByRole('table', { name: 'Assets shared with you' });
  await expectRow(shared, { Asset: /^Halcyon EU ?Ad account 7012 4498 0031$/, 'You can': /^Operator ?see its figures ?Not part of your access: Campaigns, Billing/ });
  await expectRow(shared, { Asset: /^@halcyon ?TikTok account/, 'You can': /^Analyst ?see its figures/ });

  await ada.opens(assets);
  await page.getByRole('table', { name: 'Assets' }).getByRole('link', { name: 'Halcyon EU' }).click();
  await expectRow(page.getByRole('table', { name: /^Partners who reach it/ }), { Partner: mina.name, Role: 'Operator' });

  const log = `/b/${halcyon.slug}/audit`;
  const told = `Halcyon EU as Operator until ${lastDay.words}, for: takes over the EU launch`;
  await ada.opens(log);
  await expectRow(page.getByRole('table', { name: /^Audit entries/ }), {
    What: `changed access ${mina.email}`,
    // Only what is different; the export has both wholes.
    'Before → after': /^@halcyon: Not given → Analyst; Halcyon EU: Not given → Operator until/,
  });
  const csv = await (await page.request.get(`${log}/export.csv`)).text();
  expect(csv.split('\n').find((line) => line.includes('changed access'))).toContain(told);
});

test('of several ways the strongest counts, and the page says so; what is taken away is gone', async ({ ada, enter, page }) => {
  const partner = await minaIsIn(ada, enter);
  await opensEdit(ada);
  await adds(page, 'Halcyon EU');
  await adds(page, 'Northlight');
  await row(page, 'Northlight').getByLabel('Role').selectOption('Operator: see, and propose or post');
  await confirms(ada);
  const reach = page.getByRole('table', { name: /^Each Module and Asset/ });
  const both = /^In the group Northlight as Operator, and given directly as Analyst. The strongest counts/;
  await expectRow(reach, { 'Can reach': /^Halcyon EU/, Role: 'Operator', Why: both });
  await opensEdit(ada);
  await row(page, 'Northlight').getByLabel('Role').selectOption('Take away');
  await expect(row(page, 'Northlight').getByLabel('Purpose')).toBeHidden();
  await confirms(ada);
  await expectRow(reach, { 'Can reach': /^Halcyon EU/, Role: 'Analyst', Why: /^Given directly/ });
  await partner.opens(assets);
  const shared = partner.page.getByRole('table', { name: 'Assets shared with you' });
  await expectRow(shared, { Asset: /^Halcyon EU/, 'You can': /^Analyst ?see its figures/ });
});

test('what can’t be added or is wrong in a row says so, and nothing typed is lost', async ({ ada, enter, page, watch }) => {
  await minaIsIn(ada, enter);
  await registers(ada, { kind: 'Pixel', name: 'Halcyon EU' });
  await opensEdit(ada);
  const refused = async (button: string) => {
    if (ada.scripted) await ada.presses(button);
    else await watch.answers(page, 422, () => ada.presses(button));
    await expect(page.getByRole('alert')).toBeVisible();
  };
  const add = page.getByLabel('Add an Asset or group');
  await add.fill('Halcyon US');
  await refused('Add');
  await expect(add).toHaveAccessibleDescription(/Nothing here has this name/);
  await expect(add).toHaveValue('Halcyon US');
  await add.fill('Halcyon EU');
  await refused('Add');
  await expect(add).toHaveAccessibleDescription(/Several are meant: Halcyon EU \(Ad account\), Halcyon EU \(Pixel\)/);
  await adds(page, 'Halcyon EU (Pixel)', 'Halcyon EU');
  await row(page, 'Halcyon EU').getByLabel('Last day').fill('2020-01-31');
  await page.getByLabel('Organisation').fill('Northlight Media');
  await refused('See what changes');
  await expect(page.getByRole('alert')).toContainText('Halcyon EU: 31 January 2020 is over. Choose today or a later day.');
  await expect(row(page, 'Halcyon EU')).toContainText('31 January 2020 is over');
  await expect(page.getByLabel('Organisation')).toHaveValue('Northlight Media');
  // Nothing of it stands in the way of whoever becomes an Admin, who is given none.
  await add.fill('Halcyon US');
  await page.getByRole('radio', { name: /^Admin/ }).check();
  await ada.presses('See what changes');
  await expect(page.getByRole('heading', { level: 1, name: 'Check the changes' })).toBeVisible();
  await ada.presses('Back to edit');
  await page.getByRole('radio', { name: /^Standard/ }).check();
  await adds(page, '@halcyon');
  await confirms(ada);
});

test('a call that fails is said, and what was chosen stays', { tag: '@script' }, async ({ ada, enter, page }) => {
  await minaIsIn(ada, enter);
  await opensEdit(ada);
  await adds(page, 'Halcyon EU');
  await row(page, 'Halcyon EU').getByLabel('Role').selectOption('Operator: see and propose');
  // An answer that was cut off.
  await page.route('**/partners/edit', (route) => route.fulfill({ contentType: 'application/json', body: '{"Ch' }), { times: 1 });
  await ada.presses('See what changes');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(row(page, 'Halcyon EU').getByLabel('Role')).toHaveValue('operator');
  await ada.presses('See what changes');
  await expect(page.getByText(`Halcyon EU as Operator: ${without}`)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('an invitation offers Assets, which the link and the mail name', async ({ ada, enter, mail, page }) => {
  await ada.opens(list);
  await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Influencer', modules: ['Content'] });
  await adds(page, '@halcyon');
  await row(page, '@halcyon').getByLabel('Role').selectOption('Operator: see and post');
  await expect(ada.addDialog().getByLabel('Email or phone number')).toHaveValue(mina.email);
  await ada.addDialog().getByRole('button', { name: 'Send Invite' }).click();
  await expect(ada.addDialog()).toBeHidden();
  const letter = await mail.to(mina.email).subject(/invites you/);
  expect(letter.text).toContain('@halcyon as Operator: see and post');
  const partner = await enter(mina);
  await partner.page.goto(letter.link('Accept Invite'));
  await expect(partner.page.getByText('@halcyon as Operator: see and post')).toBeVisible();
  await partner.joins();
  await partner.opens(assets);
  await expectRow(partner.page.getByRole('table'), { Asset: /^@halcyon/, 'You can': /^Operator ?see its posts and how they do, post on it/ });
  // Invite again starts from what they had. An open page of theirs would turn, and be refused.
  await partner.page.goto('/account');
  await ada.opens(list);
  await ada.opensPartner(mina.name);
  await page.getByRole('link', { name: 'Revoke Access' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke Access' }).click();
  await page.getByRole('link', { name: 'Invite again' }).click();
  await expect(row(page, '@halcyon').getByLabel('Role')).toHaveValue('operator');
});

test('two Admins who change one Asset at once decide for it', async ({ ada, enter, page, watch }) => {
  await minaIsIn(ada, enter);
  await ada.invites({ contact: omar.email, level: 'Admin' });
  const other = await enter(omar);
  await other.joins();
  for (const [admin, role] of [[ada, 'Operator: see and propose'], [other, 'Analyst: see']] as const) {
    await opensEdit(admin);
    await adds(admin.page, 'Halcyon EU');
    await row(admin.page, 'Halcyon EU').getByLabel('Role').selectOption(role);
    await admin.presses('See what changes');
    await expect(admin.page.getByRole('heading', { level: 1, name: 'Check the changes' })).toBeVisible();
  }
  await other.presses('Confirm');
  await expect(other.page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
  if (ada.scripted) await ada.presses('Confirm');
  else await watch.answers(page, 409, () => ada.presses('Confirm'));
  await expect(page.getByRole('alert')).toContainText(`${omar.name} changed this`);
  const table = page.getByRole('table', { name: 'Lines changed since you opened it' });
  const line = table.getByRole('row').filter({ hasText: 'You differ' });
  await expect(line).toContainText('Halcyon EU');
  await expect(line).toContainText('Analyst');
  await line.getByRole('checkbox', { name: 'Operator' }).check();
  await ada.presses('Confirm');
  await expect(page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
  await expectRow(page.getByRole('table', { name: /^Each Module and Asset/ }), { 'Can reach': /^Halcyon EU/, Role: 'Operator' });
});
