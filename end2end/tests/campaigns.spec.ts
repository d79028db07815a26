// Campaigns: an Admin creates and changes them, version by version; a Standard Member sees those of their ad accounts.

import type { Locator, Page, Route } from '@playwright/test';
import type { Actor } from '../support/actor';
import { assets, registers } from '../support/assets';
import { halcyon, mina } from '../support/cast';
import { eu } from '../support/center';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';
import { isAccessible, withScripts } from '../support/watch';

const campaigns = `/b/${halcyon.slug}/campaigns`;
const uk = { kind: 'Ad account', name: 'Halcyon UK', advertiser: '701255200031' };
const table = (page: Page): Locator => page.getByRole('table', { name: 'Campaigns' });
const versions = (page: Page): Locator => page.getByRole('region', { name: 'Versions' }).getByRole('listitem');
const facts = (page: Page): Locator => page.getByRole('region', { name: 'How it is set' });

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await registers(ada, eu);
});

async function fillsIn(page: Page, name: string, account = eu.name): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Objective').selectOption('Traffic');
  await page.getByLabel('Ad account', { exact: true }).selectOption(`${account}, EUR, UTC+01:00`);
  await page.getByLabel('Kind of budget').selectOption('Daily');
  await page.getByLabel('Budget', { exact: true }).fill('250');
  await page.getByLabel('Start', { exact: true }).fill('2099-01-31T09:00');
  await page.getByLabel('Status').selectOption('Active');
}

async function creates(ada: Actor, name: string, account?: string): Promise<void> {
  await ada.opens(`${campaigns}/new`);
  await fillsIn(ada.page, name, account);
  await ada.presses('Create campaign');
  await expect(ada.page.getByRole('heading', { level: 1, name })).toBeVisible();
  await ada.isSettled();
}

async function opensEdit(ada: Actor, name: string): Promise<void> {
  await ada.page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name: `Edit ${name}` })).toBeVisible();
  await ada.isSettled();
}

async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}

test('an Admin creates a campaign, changes it, and every version stays', async ({ ada, page }) => {
  await ada.opens(campaigns);
  await expect(page.getByText('No campaign is here yet.')).toBeVisible();
  await isAccessibleTo(ada);
  await page.getByRole('link', { name: 'Create campaign' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Create campaign' })).toBeVisible();
  await ada.isSettled();
  await isAccessibleTo(ada);
  await fillsIn(page, 'Spring launch');
  await ada.presses('Create campaign');
  await expect(page.getByRole('status').filter({ hasText: 'Campaign created.' })).toBeVisible();
  await expect(facts(page)).toContainText('Budget€250.00 a day');
  await expect(facts(page)).toContainText('Start31 January 2099, 09:00 (UTC+01:00)');
  await expect(facts(page)).toContainText('EndNo end');
  await expect(versions(page)).toHaveCount(1);
  await expect(versions(page)).toContainText('Version 1 by Ada Lindqvist');
  await isAccessibleTo(ada);

  await opensEdit(ada, 'Spring launch');
  const stays = page.getByRole('region', { name: 'What stays' });
  await expect(stays).toContainText('Objective is fixed after the first save, as on TikTok.');
  await expect(page.getByLabel('Objective')).toHaveCount(0);
  await expect(page.getByLabel('Budget', { exact: true })).toHaveValue('250.00');
  await isAccessibleTo(ada);
  await page.getByLabel('Budget', { exact: true }).fill('400.50');
  await page.getByLabel('End (optional)').fill('2099-03-01T23:59');
  await page.getByLabel('Status').selectOption('Paused');
  await ada.presses('Save');
  await expect(page.getByRole('status').filter({ hasText: 'Saved, as a new version.' })).toBeVisible();
  await expect(versions(page)).toHaveCount(2);
  await expect(versions(page).first()).toContainText('Budget €250.00 a day → €400.50 a day');
  await expect(versions(page).first()).toContainText('End No end → 1 March 2099, 23:59');
  await expect(versions(page).first()).toContainText('Status Active → Paused');
  await ada.opens(campaigns);
  await expectRow(table(page), { Campaign: /^Spring launch/, 'Ad account': 'Halcyon EU', Budget: '€400.50 a day', Status: 'Paused' });
  await isAccessibleTo(ada);
  await ada.opens(`/b/${halcyon.slug}/audit`);
  await expect(page.getByRole('main')).toContainText('changed a campaign');
  await expect(page.getByRole('main')).toContainText('Budget €250.00 a day → €400.50 a day; End No end → 1 March 2099, 23:59; Status Active → Paused');
});

test('what can’t be saved says so beside its field, and nothing typed is lost', async ({ ada, page, watch }) => {
  const refused = async (button: string) => {
    if (ada.scripted) await ada.presses(button);
    else await watch.answers(page, 422, () => ada.presses(button));
    await expect(page.getByRole('alert')).toBeVisible();
    await ada.isSettled();
  };
  await ada.opens(`${campaigns}/new`);
  await fillsIn(page, 'x'.repeat(600));
  await page.getByLabel('Budget', { exact: true }).fill('1,250.00');
  await page.getByLabel('Start', { exact: true }).fill('2020-01-31T09:00');
  await refused('Create campaign');
  await ada.isToldBeside('Name', /There is room for 512/);
  await ada.isToldBeside('Budget', /Type the amount without a comma/);
  await ada.isToldBeside('Start', /31 January 2020, 09:00 is over/);
  await expect(ada.field('Budget')).toHaveValue('1,250.00');
  await expect(ada.field('Ad account').locator('option:checked')).toHaveText('Halcyon EU, EUR, UTC+01:00');
  await isAccessibleTo(ada);
  await ada.fillsIn({ Name: 'Spring launch', Budget: '49.99', Start: '2099-01-31T09:00', 'End (optional)': '2099-01-30T09:00' });
  await refused('Create campaign');
  await ada.isToldBeside('Budget', /TikTok takes no budget below €50.00/);
  await ada.isToldBeside('End (optional)', /It would end before it starts/);
  await ada.fillsIn({ Budget: '90071992547409.93', 'End (optional)': '' });
  await refused('Create campaign');
  await ada.isToldBeside('Budget', /The largest amount is €90,071,992,547,409.92/);
  await ada.fillsIn({ Budget: '50' });
  await ada.presses('Create campaign');
  await expect(page.getByRole('heading', { level: 1, name: 'Spring launch' })).toBeVisible();
  await ada.isSettled();
  await opensEdit(ada, 'Spring launch');
  await refused('Save');
  await expect(page.getByRole('alert')).toContainText('Nothing is changed yet.');
});

test('whoever saves over what another saved meanwhile is told first', async ({ ada, page, watch }) => {
  await creates(ada, 'Spring launch');
  const tab = await page.context().newPage();
  await opensEdit(ada, 'Spring launch');
  await tab.goto(page.url());
  if (ada.scripted) await expect(tab.locator('html[data-hydrated]')).toBeAttached();
  await tab.getByLabel('Budget', { exact: true }).fill('300');
  await tab.getByRole('button', { name: 'Save' }).click();
  await expect(tab.getByRole('heading', { level: 1, name: 'Spring launch', exact: true })).toBeVisible();
  await ada.fillsIn({ Name: 'Spring launch, Berlin' });
  if (ada.scripted) await ada.presses('Save');
  else await watch.answers(page, 422, () => ada.presses('Save'));
  await expect(page.getByRole('alert')).toContainText('Ada Lindqvist changed it meanwhile, it is version 2 now: Budget €250.00 a day → €300.00 a day.');
  await expect(ada.field('Name')).toHaveValue('Spring launch, Berlin');
  // What was left alone says what the other made of it.
  await expect(ada.field('Budget')).toHaveValue('300.00');
  await isAccessibleTo(ada);
  await ada.presses('Save');
  await expect(page.getByRole('heading', { level: 1, name: 'Spring launch, Berlin' })).toBeVisible();
  await expect(versions(page)).toHaveCount(3);
  await expect(facts(page)).toContainText('€300.00 a day');
});

test('the list is searched, filtered and sorted by its address', async ({ ada, page }) => {
  await registers(ada, uk);
  await creates(ada, 'Spring launch');
  await creates(ada, 'Été in Leeds', uk.name);
  await ada.opens(campaigns);
  const names = table(page).getByRole('rowheader').getByRole('link');
  await expect(names).toHaveText(['Été in Leeds', 'Spring launch']);
  // Cards have no heads that could sort them.
  const order = page.getByLabel('Order');
  if (await order.isVisible()) {
    await order.selectOption('Name, Z to A');
    await page.getByRole('button', { name: 'Search' }).click();
  } else {
    const byName = table(page).getByRole('link', { name: 'Campaign', exact: true });
    await byName.click();
    await expect(page).toHaveURL(/[?]sort=name$/);
    await expect(byName.locator('xpath=ancestor::th')).toHaveAttribute('aria-sort', 'ascending');
    await byName.click();
  }
  await expect(page).toHaveURL(/sort=-name/);
  await expect(names).toHaveText(['Spring launch', 'Été in Leeds']);
  await ada.isSettled();
  await page.getByRole('searchbox', { name: 'Search campaigns' }).fill('ete');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/q=ete/);
  await expect(names).toHaveText(['Été in Leeds']);
  await ada.opens(campaigns);
  await page.getByLabel('Ad account', { exact: true }).selectOption('Halcyon EU');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/ad_account=/);
  await expect(names).toHaveText(['Spring launch']);
  await page.getByRole('group', { name: 'Status' }).getByRole('link', { name: 'Paused 0' }).click();
  await expect(page.getByText('No campaign is like this.')).toBeVisible();
  await isAccessibleTo(ada);
});

test('a Standard Member sees the campaigns of the ad accounts they reach, and no others', async ({ ada, enter, page, watch }) => {
  await registers(ada, uk);
  await creates(ada, 'Spring launch');
  await creates(ada, 'Fair in Leeds', uk.name);
  const secret = page.url();
  await ada.opens(`/b/${halcyon.slug}/partners`);
  await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency', modules: ['Campaigns'] });
  const dialog = ada.addDialog();
  await dialog.getByLabel('Add an Asset or group').fill(eu.name);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByLabel('Role')).toBeVisible();
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(`/b/${halcyon.slug}`);
  await expect(partner.page.getByText('See campaigns, and as Operator propose changes that an Admin approves')).toBeVisible();
  await partner.opens(campaigns);
  await expectRow(table(partner.page), { Campaign: /^Spring launch/ });
  await expect(table(partner.page).getByRole('row')).toHaveCount(2);
  await expect(partner.page.getByText('1 campaign', { exact: true })).toBeVisible();
  await expect(partner.page.getByText(uk.name)).toHaveCount(0);
  await expect(partner.page.getByRole('link', { name: 'Create campaign' })).toHaveCount(0);
  await isAccessibleTo(partner);
  await table(partner.page).getByRole('link', { name: 'Spring launch' }).click();
  await expect(facts(partner.page)).toContainText('€250.00 a day');
  await expect(partner.page.getByRole('main').getByRole('link', { name: 'Edit' })).toHaveCount(0);
  await watch.answers(partner.page, 404, () => partner.page.goto(secret));
  await expect(partner.page.getByRole('heading', { name: 'There is no such campaign' })).toBeVisible();
  await isAccessibleTo(partner);

  // So sees an Admin who looks.
  await ada.opens(`/b/${halcyon.slug}/partners`);
  await ada.opensPartner(mina.name);
  await page.getByRole('link', { name: `View as ${mina.name}` }).click();
  await page.getByRole('navigation', { name: 'Their pages' }).getByRole('link', { name: 'Campaigns' }).click();
  const viewed = page.getByRole('region', { name: /as Mina Okafor sees it$/ });
  await expectRow(table(page), { Campaign: /^Spring launch/, Budget: '€250.00 a day' });
  await expect(table(page).getByRole('row')).toHaveCount(2);
  await expect(viewed.getByRole('link')).toHaveCount(0);
  await ada.isSettled();
  await isAccessibleTo(ada);

  // Their page follows what becomes of it.
  await partner.opens(campaigns);
  await ada.opens(campaigns);
  await table(page).getByRole('link', { name: 'Spring launch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Spring launch' })).toBeVisible();
  await opensEdit(ada, 'Spring launch');
  await page.getByLabel('Status').selectOption('Paused');
  await ada.presses('Save');
  await expect(versions(page)).toHaveCount(2);
  if (!partner.scripted) await partner.page.reload();
  await expectRow(table(partner.page), { Campaign: /^Spring launch/, Status: 'Paused' });
});

test('an ad account with campaigns stays on the list until they are deleted', async ({ ada, page, watch }) => {
  await creates(ada, 'Spring launch');
  await ada.opens(assets);
  await page.getByRole('table', { name: 'Assets' }).getByRole('link', { name: eu.name }).click();
  await page.getByText('Remove', { exact: true }).click();
  await watch.answers(page, 422, () => page.getByRole('button', { name: `Remove ${eu.name}` }).click());
  await expect(page.getByRole('alert')).toContainText('There is a campaign on it. Delete it first.');

  await ada.opens(campaigns);
  await table(page).getByRole('link', { name: 'Spring launch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Spring launch' })).toBeVisible();
  await ada.isSettled();
  await page.getByText('Delete', { exact: true }).click();
  await isAccessibleTo(ada);
  await page.getByRole('button', { name: 'Delete Spring launch' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved, as a new version.' })).toBeVisible();
  await expect(versions(page).first()).toContainText('Status Active → Deleted');
  await expect(page.getByRole('main').getByRole('link', { name: 'Edit' })).toHaveCount(0);
  await ada.opens(assets);
  await page.getByRole('table', { name: 'Assets' }).getByRole('link', { name: eu.name }).click();
  await page.getByText('Remove', { exact: true }).click();
  await page.getByRole('button', { name: `Remove ${eu.name}` }).click();
  await expect(page).toHaveURL(assets);
  await expect(page.getByText('No Asset is registered yet')).toBeVisible();
});

test('a search while another status is on its way stays in that status', { tag: '@script' }, async ({ ada, page }) => {
  await creates(ada, 'Spring launch');
  await ada.opens(campaigns);
  const held: Route[] = [];
  await page.route('**/campaigns/list', (route) => void held.push(route));
  await page.getByRole('group', { name: 'Status' }).getByRole('link', { name: /^Paused/ }).click();
  await expect.poll(() => held.length).toBe(1);
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('No campaign is like this.')).toBeVisible();
  await expect(page).toHaveURL(/status=paused/);
});
