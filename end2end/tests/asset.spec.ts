// Assets are registered, found, changed and taken off the list.

import type { Page, Route } from '@playwright/test';
import { assets, fillsIn, registers } from '../support/assets';
import { halcyon, mina, omar } from '../support/cast';
import { eu } from '../support/center';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

const table = (page: Page) => page.getByRole('table', { name: 'Assets' });

test('an Asset is registered, and stands in the list with what it is and whose', async ({ ada, page }) => {
  await ada.opens(`/b/${halcyon.slug}`);
  const menu = page.getByRole('button', { name: 'Menu' });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No Asset is registered yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Register Asset' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Register Asset' })).toBeVisible();
  await ada.isSettled();
  // What is asked for follows the kind, with script and without.
  await expect(page.getByLabel('Advertiser ID')).toBeHidden();
  await fillsIn(page, { kind: 'Ad account', name: 'Halcyon EU', advertiser: '7012 4498 0031', group: 'Northlight accounts' });
  await ada.presses('Register Asset');
  await expect(page.getByRole('status')).toHaveText('Registered. Every Admin sees it; no partner does yet.');
  await expectRow(table(page), {
    Asset: 'Halcyon EU',
    What: 'Ad account 7012 4498 0031, EUR, UTC+01:00',
    Owner: 'This Business Center',
    Groups: 'Northlight accounts',
  });
  await ada.opens(`${assets}/new`);
  await page.getByLabel('Kind', { exact: true }).selectOption('Audience');
  await page.getByLabel('Name', { exact: true }).fill('Lookalike 3 % DACH');
  await page.getByLabel('Ad account', { exact: true }).selectOption('Halcyon EU');
  await page.getByRole('radio', { name: /^Somebody else/ }).check();
  await page.getByLabel('Their name').fill('Halcyon Holding');
  await page.getByRole('checkbox', { name: 'Northlight accounts' }).check();
  await ada.presses('Register Asset');
  await expectRow(table(page), { Asset: 'Lookalike 3 % DACH', What: 'Audience of Halcyon EU', Owner: 'Halcyon Holding' });
});

test('what is wrong stands beside its field, and what was typed stays', async ({ ada, page, watch }) => {
  await registers(ada, eu);
  await ada.opens(`${assets}/new`);
  const refused = async () => {
    if (ada.scripted) await ada.presses('Register Asset');
    else await watch.answers(page, 422, () => ada.presses('Register Asset'));
    await expect(page.getByRole('alert')).toBeVisible();
  };
  await refused();
  await expect(page.getByLabel('Kind', { exact: true })).toHaveAccessibleDescription(/Choose what it is/);
  await fillsIn(page, { kind: 'Ad account', name: 'halcyon eu', advertiser: '7012-4498' });
  await refused();
  await expect(page.getByLabel('Advertiser ID')).toHaveAccessibleDescription(/digits only/);
  await expect(page.getByLabel('Advertiser ID')).toHaveValue('7012-4498');
  await expect(page.getByLabel('Currency')).toHaveValue('EUR');
  await page.getByLabel('Advertiser ID').fill('701244980032');
  await refused();
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/There is an ad account of this name/);
  await page.getByLabel('Name', { exact: true }).fill('Halcyon US');
  await page.getByRole('radio', { name: /^A partner/ }).check();
  await page.getByLabel('Their address').fill(mina.email);
  await refused();
  await expect(page.getByLabel('Their address')).toHaveAccessibleDescription(/Nobody here has this address/);
  await expect(page.getByRole('radio', { name: /^A partner/ })).toBeChecked();
  await page.getByRole('radio', { name: /^This Business Center/ }).check();
  await ada.presses('Register Asset');
  await expect(table(page).getByRole('row')).toHaveCount(3);
});

test('Assets are searched by name and advertiser ID, and listed by kind and group', async ({ ada, page }) => {
  await registers(ada, { ...eu, group: 'Northlight accounts' });
  await registers(ada, { kind: 'Pixel', name: 'Web pixel' });
  const rows = table(page).getByRole('row');
  await ada.opens(assets);
  await expect(rows).toHaveCount(3);
  await page.getByRole('searchbox', { name: 'Search Assets' }).fill('7012 4498');
  await ada.presses('Search');
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/q=7012/);
  await ada.opens(assets);
  await page.getByRole('group', { name: 'Kind' }).getByRole('link', { name: 'Pixel' }).click();
  await expect(page).toHaveURL(/kind=pixel/);
  await expectRow(table(page), { Asset: 'Web pixel' });
  await expect(rows).toHaveCount(2);
  await ada.opens(`${assets}?group=northlight%20ACCOUNTS`);
  await expectRow(table(page), { Asset: 'Halcyon EU' });
  await ada.opens(`${assets}?q=nothing`);
  await page.getByRole('link', { name: 'Show all Assets' }).click();
  await expect(rows).toHaveCount(3);
});

test('a change is saved and written down, and nothing is overwritten unseen', async ({ ada, enter, page, watch }) => {
  await ada.invites({ contact: omar.email, level: 'Admin' });
  const other = await enter(omar);
  await other.joins();
  await registers(ada, { kind: 'Pixel', name: 'Web pixel' });
  for (const admin of [other, ada]) {
    await admin.opens(assets);
    await table(admin.page).getByRole('link', { name: 'Web pixel' }).click();
    await expect(admin.page.getByRole('heading', { level: 1, name: 'Web pixel' })).toBeVisible();
    await admin.isSettled();
  }
  await page.getByLabel('Name', { exact: true }).fill('Shop pixel');
  await page.getByLabel('New group').fill('Web');
  await ada.presses('Save');
  await expect(page.getByRole('status')).toHaveText('Saved.');
  await expectRow(table(page), { Asset: 'Shop pixel', Groups: 'Web' });

  await other.page.getByLabel('Name', { exact: true }).fill('Pixel of the web');
  const save = () => other.presses('Save');
  if (other.scripted) await save();
  else await watch.answers(other.page, 422, save);
  await expect(other.page.getByRole('alert')).toContainText('changed this meanwhile: name Web pixel → Shop pixel');
  await expect(other.page.getByLabel('Name', { exact: true })).toHaveValue('Pixel of the web');
  await save();
  await expectRow(table(other.page), { Asset: 'Pixel of the web' });
  await ada.opens(`/b/${halcyon.slug}/audit?what=assets`);
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(4);
  await expect(page.getByRole('table')).toContainText('changed an Asset Pixel of the web');
});

test('an Asset is taken off the list, but not while others are part of it', async ({ ada, page, watch }) => {
  await registers(ada, eu);
  await ada.opens(`${assets}/new`);
  await fillsIn(page, { kind: 'Creative', name: 'Spring video' });
  await page.getByLabel('Ad account', { exact: true }).selectOption('Halcyon EU');
  await ada.presses('Register Asset');
  const removes = async (name: string) => {
    await table(page).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.getByText('Remove', { exact: true }).click();
  };
  await removes('Halcyon EU');
  await watch.answers(page, 422, () => ada.presses('Remove Halcyon EU'));
  await expect(page.getByRole('alert')).toContainText('One audience or creative is part of it. Remove it first.');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Halcyon EU');
  for (const name of ['Spring video', 'Halcyon EU']) {
    await ada.opens(assets);
    await removes(name);
    await ada.presses(`Remove ${name}`);
    await expect(page.getByRole('status')).toContainText('Removed from the list.');
  }
  await expect(page.getByRole('heading', { name: 'No Asset is registered yet' })).toBeVisible();
});

test('the list of Assets is for Admins, and nobody sees those of others', async ({ ada, enter, page, watch }) => {
  await ada.invites({ contact: mina.email });
  await registers(ada, { kind: 'Pixel', name: 'Web pixel' });
  await ada.opens(assets);
  const href = await table(page).getByRole('link', { name: 'Web pixel' }).getAttribute('href');
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(assets);
  await expect(partner.page.getByRole('heading', { name: 'No Asset is shared with you yet' })).toBeVisible();
  for (const address of [`${assets}/new`, href ?? '']) {
    await watch.answers(partner.page, 403, () => partner.page.goto(address));
    await expect(partner.page.getByText('Only an Admin can register Assets.')).toBeVisible();
  }
  for (const address of [`${assets}/01936f2a-7c1e-7b3a-9d51-0c2f4a6b8e90`, `${assets}/x`]) {
    await watch.answers(page, 404, () => page.goto(address));
    await expect(page.getByRole('heading', { name: 'There is no such Asset' })).toBeVisible();
  }
});

test('where none is registered yet, the forms of access say so and lead to it', async ({ ada, page }) => {
  const list = `/b/${halcyon.slug}/partners`;
  await ada.invites({ contact: mina.email });
  await ada.opens(list);
  await ada.opensPartner(mina.email);
  await page.getByRole('main').getByRole('link', { name: 'Edit' }).click();
  const none = page.getByRole('group', { name: 'Assets', exact: true });
  await expect(none).toContainText('No Asset is registered here yet');
  await expect(page.getByLabel('Add an Asset or group')).toHaveCount(0);
  await ada.opens(`${list}/new`);
  await expect(ada.addDialog().getByRole('group', { name: 'Assets', exact: true })).toContainText('No Asset is registered here yet');
  await none.getByRole('link', { name: 'Register Asset' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Register Asset' })).toBeVisible();
});

test('where none is registered yet, a group has nothing to put in, and leads to it', async ({ ada, page }) => {
  await ada.opens(`${assets}/groups`);
  await page.getByLabel('Name of a new group').fill('Spring');
  await ada.presses('New group');
  const none = page.getByRole('region', { name: 'Put in', exact: true });
  await expect(none).toContainText('No Asset is registered yet.');
  await expect(none.getByRole('searchbox')).toHaveCount(0);
  await none.getByRole('link', { name: 'Register Asset' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Register Asset' })).toBeVisible();
});

test('a search while another kind is on its way stays in that kind', { tag: '@script' }, async ({ ada, page }) => {
  await registers(ada, eu);
  await ada.opens(assets);
  const held: Route[] = [];
  await page.route('**/assets/list', (route) => void held.push(route));
  await page.getByRole('group', { name: 'Kind' }).getByRole('link', { name: 'Pixel' }).click();
  await expect.poll(() => held.length).toBe(1);
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('No Asset is like this.')).toBeVisible();
  await expect(page).toHaveURL(/kind=pixel/);
});
