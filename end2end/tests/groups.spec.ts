// Asset groups: what belongs together is put together, renamed, and taken off the list.

import type { Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { assets, registers } from '../support/assets';
import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';
import { isAccessible, withScripts } from '../support/watch';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await registers(ada, { kind: 'Pixel', name: 'Web pixel', group: 'Spring' });
  await registers(ada, { kind: 'Shop', name: 'Halcyon Shop' });
});

async function opensSpring({ page }: Actor): Promise<void> {
  await page.goto(assets);
  await page.getByRole('main').getByRole('link', { name: 'Groups' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Asset groups' })).toBeVisible();
  await page.getByRole('link', { name: 'Spring' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Spring' })).toBeVisible();
}

/** Mina, who has the group Spring. */
async function minaHasSpring(ada: Actor, enter: (person: typeof mina) => Promise<Actor>): Promise<Actor> {
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  const partner = await enter(mina);
  await partner.joins();
  const { page } = ada;
  await ada.opens(list);
  const row = ada.partnersTable().getByRole('row').filter({ hasText: mina.name });
  await row.getByRole('link', { name: 'Edit' }).click();
  await ada.isSettled();
  await page.getByLabel('Add an Asset or group').fill('Spring');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('group', { name: 'Spring', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'See what changes' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page).toHaveURL(list);
  return partner;
}

const ticks = (page: Page, region: string) => page.getByRole('region', { name: region, exact: true }).getByRole('checkbox');

test('what is put into a group is reached by whoever has it, and told on their page', async ({ ada, enter, page }) => {
  const partner = await minaHasSpring(ada, enter);
  await opensSpring(ada);
  await expect(page.getByRole('main')).toContainText('1 Asset · 1 partner');
  await expect(page.getByRole('region', { name: 'Who has it' })).toContainText(mina.name);
  await ticks(page, 'Put in').first().check();
  await page.getByRole('button', { name: 'Put in what is ticked' }).click();
  // Whom it is about is told before it counts.
  await expect(page).toHaveTitle(`Check the changes · Spring · ${halcyon.name} · Keyholder`);
  await expect(page.getByRole('main')).toContainText(`At once ${mina.name} reaches what you put in.`);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText(/^Halcyon Shop ?Shop$/);
  await isAccessible(ada.scripted ? page : await withScripts(page));
  await ada.isSettled();
  await page.getByRole('link', { name: 'Leave as it is' }).click();
  await expect(page.getByRole('main')).toContainText('1 Asset · 1 partner');
  await ada.isSettled();
  await page.getByRole('searchbox').fill('shop');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/q=shop/);
  await ada.isSettled();
  await ticks(page, 'Put in').first().check();
  await page.getByRole('button', { name: 'Put in what is ticked' }).click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText(/^Halcyon Shop ?Shop$/);
  await ada.isSettled();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('status')).toHaveText('Changed what is in it. It counts from the next click of whoever has it.');
  await expect(page.getByRole('main')).toContainText('2 Assets · 1 partner');
  await expect(page.getByRole('region', { name: 'Put in', exact: true })).toContainText('Every Asset is in it.');
  await partner.page.goto(`/b/${halcyon.slug}/assets`);
  await expectRow(partner.page.getByRole('table'), { Asset: 'Halcyon Shop', Why: 'Spring' });

  await page.getByRole('region', { name: 'In it' }).getByRole('checkbox', { name: /Web pixel/ }).check();
  await page.getByRole('button', { name: 'Take out what is ticked' }).click();
  await expect(page.getByRole('main')).toContainText(`At once ${mina.name} loses what you take out`);
  await ada.isSettled();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('main')).toContainText('1 Asset · 1 partner');
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, 'Can reach': /^Analytics · 1 Asset$/ });
  await page.goBack();
  await page.getByRole('region', { name: 'Who has it' }).getByRole('link', { name: mina.name }).click();
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.nth(0)).toContainText('changed what is in the Asset group Spring: Web pixel taken out');
  await expect(history.nth(1)).toContainText('changed what is in the Asset group Spring: Halcyon Shop put in');
});

test('what is wrong with a name stands beside it, and nothing ticked is said', async ({ ada, page, watch }) => {
  await registers(ada, { kind: 'Catalog', name: 'Feed', group: 'Winter' });
  await opensSpring(ada);
  await page.getByLabel('Name', { exact: true }).fill('winter');
  await watch.answers(page, 422, () => page.getByRole('button', { name: 'Save the name' }).click());
  await expect(page).toHaveTitle(/^Error: Spring/);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('winter');
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/an Asset group of this name here already/);
  await ada.isSettled();
  await watch.answers(page, 422, () => page.getByRole('button', { name: 'Put in what is ticked' }).click());
  await expect(page.getByRole('alert')).toContainText('Choose at least one Asset');
  await ada.isSettled();
  await page.getByLabel('Name', { exact: true }).fill('Summer');
  await page.getByRole('button', { name: 'Save the name' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Summer' })).toBeVisible();
  await page.goto(`/b/${halcyon.slug}/audit`);
  await expectRow(page.getByRole('table'), { What: 'renamed an Asset group Summer', 'Before → after': 'Spring' });
});

test('a group is removed, and whoever had it loses what it led to', async ({ ada, enter, page }) => {
  const partner = await minaHasSpring(ada, enter);
  await opensSpring(ada);
  await page.getByRole('group').getByText('Remove', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Remove it' })).toContainText(`At once ${mina.name} loses what they have no other way to.`);
  await page.getByRole('button', { name: 'Remove Spring' }).click();
  await expect(page).toHaveURL(`${assets}/groups`);
  await expect(page.getByRole('status')).toHaveText('Group removed. Its Assets stay on the list.');
  await expect(page.getByRole('main')).toContainText('There is no Asset group yet.');
  await partner.page.goto(`/b/${halcyon.slug}/assets`);
  await expect(partner.page.getByRole('table')).toHaveCount(0);
});

test('a group that there is not, and other Assets by search', async ({ ada, page, watch }) => {
  await opensSpring(ada);
  await page.getByRole('searchbox').fill('pixel');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('region', { name: 'Put in', exact: true })).toContainText('No other Asset is like this.');
  await watch.answers(page, 404, () => page.goto(`${assets}/groups/0199c000-0000-7000-8000-000000000000`));
  await expect(page.getByRole('heading', { name: 'There is no such Asset group' })).toBeVisible();
});

test('a group is made by its name, and its page asks what is in it', async ({ ada, page, watch }) => {
  await ada.opens(`${assets}/groups`);
  const name = page.getByLabel('Name of a new group');
  await name.fill('spring');
  await watch.answers(page, 422, () => ada.presses('New group'));
  await expect(page).toHaveTitle(/^Error: Asset groups/);
  await expect(name).toHaveValue('spring');
  await expect(name).toHaveAccessibleDescription(/an Asset group of this name here already/);
  await isAccessible(ada.scripted ? page : await withScripts(page));
  await ada.isSettled();
  await name.fill('Autumn');
  await ada.presses('New group');
  await expect(page).toHaveURL(/assets\/groups\/[0-9a-f-]+$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Autumn' })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Group made. Put in what belongs together.');
  await expect(page.getByRole('region', { name: 'Put in', exact: true })).toContainText('Web pixel');
  await page.goto(`/b/${halcyon.slug}/audit`);
  await expectRow(page.getByRole('table'), { What: 'made an Asset group Autumn', 'Before → after': 'nothing in it yet' });
});

test('from its page a group is given to a partner, who is chosen in the list', async ({ ada, enter, page }) => {
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  await (await enter(mina)).joins();
  await opensSpring(ada);
  await page.getByRole('link', { name: 'Give it to a partner' }).click();
  await expect(page.getByRole('main')).toContainText('To give “Spring (Asset group)”, choose Edit beside a partner');
  await ada.isSettled();
  // It goes with the list, however that is looked at.
  await page.getByRole('link', { name: /^Active/ }).click();
  await expect(page).toHaveURL(/state=active&add_asset=Spring/);
  const edit = ada.partnersTable().getByRole('row').filter({ hasText: mina.name }).getByRole('link', { name: 'Edit' });
  // The address comes before the list that is asked for; until then the old one stands there.
  await expect(edit).toHaveAttribute('href', /state%3Dactive/);
  await edit.click();
  await expect(page.getByRole('group', { name: 'Spring', exact: true })).toBeVisible();
  await ada.isSettled();
  await ada.presses('See what changes');
  await expect(page.getByRole('main')).toContainText('Spring');
  await ada.presses('Confirm');
  // To the next one, who may get it, too.
  await expect(page).toHaveURL(/state=active&add_asset=Spring/);
  await expect(page.getByRole('main')).toContainText('To give “Spring (Asset group)”, choose Edit beside a partner');
  await expectRow(ada.partnersTable(), { Partner: mina.name, 'Can reach': /^Analytics · 1 Asset$/ });
});

test('from its page an Asset is given to somebody who is invited with it', async ({ ada, page }) => {
  await page.goto(assets);
  await page.getByRole('link', { name: 'Halcyon Shop' }).click();
  await page.getByRole('link', { name: 'Invite somebody with it' }).click();
  const dialog = ada.addDialog();
  await expect(dialog.getByRole('group', { name: 'Halcyon Shop', exact: true })).toBeVisible();
  await ada.isSettled();
  // What it shows without a Module is said before anything is sent.
  const unopened = dialog.getByText('An Analyst sees that it is there and no more until the Module Assets is ticked, too.');
  await expect(unopened).toBeVisible();
  const opens = dialog.getByRole('checkbox', { name: /^Assets/ });
  await opens.check();
  await expect(unopened).toBeHidden();
  await opens.uncheck();
  await expect(unopened).toBeVisible();
  await dialog.getByLabel('Email or phone number').fill(mina.email);
  await dialog.getByLabel('Partner kind').selectOption('Agency');
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(page).toHaveURL(list);
  await expectRow(ada.partnersTable(), { Partner: mina.email, 'Can reach': /^1 Asset$/ });
});
