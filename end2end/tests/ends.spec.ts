// Access that ends: whoever has it sees so, asks to extend it, and an Admin moves the end or keeps it.

import type { Actor } from '../support/actor';
import { assets, registers } from '../support/assets';
import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';
import { isAccessible, withScripts } from '../support/watch';

const list = `/b/${halcyon.slug}/partners`;
const start = `/b/${halcyon.slug}`;
const lastDay = { iso: '2100-01-31', words: '31 January 2100' };
const later = { iso: '2100-03-31', words: '31 March 2100' };

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
});

async function minaIsIn(ada: Actor, enter: (person: typeof mina) => Promise<Actor>): Promise<Actor> {
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  const partner = await enter(mina);
  await partner.joins();
  await ada.opens(list);
  return partner;
}

async function opensEdit(admin: Actor): Promise<void> {
  await admin.opens(list);
  await admin.opensPartner(mina.name);
  await admin.page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await admin.isSettled();
}

async function endsOn(admin: Actor, day: string): Promise<void> {
  await admin.page.getByLabel('Access ends').fill(day);
  await admin.presses('See what changes');
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Check the changes' })).toBeVisible();
  await admin.presses('Confirm');
  await expect(admin.page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
}

async function opensTheirPage(admin: Actor): Promise<void> {
  await admin.opens(list);
  await admin.opensPartner(mina.name);
  await admin.isSettled();
}

async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}

test('a Member sees when their access ends, asks to extend it, and the Admin does', async ({ ada, enter, mail, page }) => {
  const partner = await minaIsIn(ada, enter);
  await expect(partner.page.getByRole('button', { name: 'Ask to extend' })).toHaveCount(0);
  await opensEdit(ada);
  await endsOn(ada, lastDay.iso);
  await partner.opens(start);
  await expect(partner.page.getByRole('heading', { name: `Your access ends on ${lastDay.words}` })).toBeVisible();
  await isAccessibleTo(partner);
  await partner.page.getByLabel('What do you need it for?').fill('The spring launch.');
  await partner.presses('Ask to extend');
  await expect(partner.page).toHaveURL(start);
  await expect(partner.page.getByText('You have asked to extend it')).toBeVisible();
  await expect(partner.page.getByRole('button', { name: 'Ask to extend' })).toHaveCount(0);

  const letter = await mail.to(ada.person.email).subject(/asks to extend/);
  expect(letter.text).toContain('The spring launch.');
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, State: new RegExp(`Active.*Asked to extend. Until ${lastDay.words}`) });
  await opensTheirPage(ada);
  const request = page.getByRole('region', { name: `${mina.name} asks to extend their access` });
  await expect(request).toContainText('The spring launch.');
  await isAccessibleTo(ada);
  await expect(request.getByRole('link', { name: 'Extend…' })).toBeVisible();
  // It stands on the first page, too.
  await ada.opens(start);
  await expect(request).toContainText('The spring launch.');
  await expect(request).toContainText(`The whole access: until the end of ${lastDay.words}`);
  await isAccessibleTo(ada);
  await request.getByRole('link', { name: 'Extend…' }).click();
  await expect(page.getByLabel('Access ends')).toHaveValue(lastDay.iso);
  await expect(page.getByText('They ask for more time: move this day')).toBeVisible();
  await ada.isSettled();
  if (ada.scripted) await expect(page.getByLabel('Access ends')).toBeFocused();
  await endsOn(ada, later.iso);
  await expect(request).toHaveCount(0);
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.nth(1)).toContainText('asked to extend the access: “The spring launch.”');
  await partner.opens(start);
  await expect(partner.page.getByRole('heading', { name: `Your access ends on ${later.words}` })).toBeVisible();
  await expect(partner.page.getByRole('button', { name: 'Ask to extend' })).toBeVisible();
});

test('an Admin keeps the end and says why; a bad sentence stays to be mended', async ({ ada, enter, mail, page, watch }) => {
  const partner = await minaIsIn(ada, enter);
  await opensEdit(ada);
  await endsOn(ada, lastDay.iso);
  await partner.opens(start);
  await partner.page.getByLabel('What do you need it for?').fill('See https://mina.example/why');
  await watch.answers(partner.page, 422, () => partner.presses('Ask to extend'));
  await expect(partner.page).toHaveTitle(/^Error: Ask to extend/);
  await expect(partner.page.getByLabel('What do you need it for?')).toHaveAccessibleDescription(/A note can’t hold a link/);
  await expect(partner.page.getByLabel('What do you need it for?')).toHaveValue('See https://mina.example/why');
  await isAccessibleTo(partner);
  await partner.isSettled();
  await partner.page.getByLabel('What do you need it for?').fill('');
  await partner.presses('Ask to extend');
  await expect(partner.page.getByText('You have asked to extend it')).toBeVisible();

  await opensTheirPage(ada);
  const request = page.getByRole('region', { name: `${mina.name} asks to extend their access` });
  await request.getByLabel('Your answer').fill('www.no.example');
  await watch.answers(page, 422, () => request.getByRole('button', { name: 'Keep the end' }).click());
  await expect(request.getByLabel('Your answer')).toHaveValue('www.no.example');
  await expect(request.getByLabel('Your answer')).toHaveAccessibleDescription(/A note can’t hold a link/);
  await ada.isSettled();
  if (ada.scripted) {
    // The page follows a change, and what was refused stands.
    const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
    const before = await history.count();
    const other = await page.context().newPage();
    await other.goto(`${page.url().replace('/keep-end', '/edit')}`);
    await expect(other.locator('html[data-hydrated]')).toBeAttached();
    await other.getByRole('checkbox', { name: /^Billing/ }).check();
    await other.getByRole('button', { name: 'See what changes' }).click();
    await other.getByRole('button', { name: 'Confirm' }).click();
    await expect(other).toHaveURL(/partners\/[^/]+$/);
    await other.close();
    await expect(history).toHaveCount(before + 1);
    await expect(request.getByLabel('Your answer')).toHaveValue('www.no.example');
    await expect(request.getByLabel('Your answer')).toHaveAccessibleDescription(/A note can’t hold a link/);
  }
  await request.getByLabel('Your answer').fill('The budget ends, too.');
  await request.getByRole('button', { name: 'Keep the end' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The end stays.' })).toBeVisible();
  await expect(request).toHaveCount(0);
  const letter = await mail.to(mina.email).subject(/The end of your access/);
  expect(letter.text).toContain('The budget ends, too.');
  await ada.opens(`/b/${halcyon.slug}/audit`);
  await expect(page.getByRole('main')).toContainText('kept the end of access');
});

test('the first page has both answers, and no longer once one is given', async ({ ada, enter, mail, page }) => {
  const partner = await minaIsIn(ada, enter);
  await opensEdit(ada);
  await endsOn(ada, lastDay.iso);
  await partner.opens(start);
  await partner.presses('Ask to extend');
  await expect(partner.page.getByText('You have asked to extend it')).toBeVisible();
  await ada.opens(start);
  const request = page.getByRole('region', { name: `${mina.name} asks to extend their access` });
  await request.getByRole('button', { name: 'Keep the end' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The end stays.' })).toBeVisible();
  await mail.to(mina.email).subject(/The end of your access/);
  await ada.opens(start);
  await expect(page.getByRole('heading', { level: 1, name: /^Welcome/ })).toBeVisible();
  await expect(request).toHaveCount(0);
});

test('access ends on the same day for whoever reads in another zone', async ({ ada, enter, page }) => {
  await minaIsIn(ada, enter);
  await opensEdit(ada);
  await endsOn(ada, lastDay.iso);
  // Where it is the next day already when it ends.
  await page.request.post('/account/time-zone', { form: { zone: 'Asia/Tokyo' } });
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, State: `Until ${lastDay.words}` });
  await opensTheirPage(ada);
  const facts = page.getByRole('region', { name: 'Who' });
  await expect(facts).toContainText(`Access ends${lastDay.words}`);
  const history = page.getByRole('region', { name: 'How it came to this' });
  await expect(history.getByRole('listitem').first()).toContainText(`No end date → ${lastDay.words}`);
});

test('an Asset that ends is reason enough to ask, where one sees it', async ({ ada, enter, page }) => {
  await registers(ada, { kind: 'Pixel', name: 'Web pixel' });
  await ada.opens(list);
  const partner = await minaIsIn(ada, enter);
  await opensEdit(ada);
  await page.getByLabel('Add an Asset or group').fill('Web pixel');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const row = page.getByRole('group', { name: 'Assets', exact: true }).getByRole('group', { name: 'Web pixel' });
  await row.getByLabel('Last day').fill(lastDay.iso);
  await ada.presses('See what changes');
  await ada.presses('Confirm');
  await expect(page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
  await partner.opens(assets);
  const ends = partner.page.getByRole('region', { name: 'Part of your access ends' });
  await expect(ends).toContainText(`Web pixel as Analyst, on ${lastDay.words}`);
  await isAccessibleTo(partner);
  await ends.getByRole('button', { name: 'Ask to extend' }).click();
  await expect(partner.page.getByText('You have asked to extend it')).toBeVisible();
});

test('whoever’s access ended by the clock asks to extend it, and is invited again', async ({ ada, enter, house, mail, page, watch }) => {
  const partner = await minaIsIn(ada, enter);
  await house.isRewritten(`UPDATE partners SET ends_at = 1790000000000000 WHERE contact = '${mina.email}'`);
  await partner.page.goto('/');
  await expect(partner.page.getByRole('heading', { name: `Your access to ${halcyon.name} has ended` })).toBeVisible();
  await isAccessibleTo(partner);
  await partner.page.getByLabel('What do you need it for?').fill('I am back.');
  await watch.answers(partner.page, 403, () => partner.page.getByRole('button', { name: 'Ask to extend' }).click());
  await expect(partner.page).toHaveURL(start);
  await expect(partner.page.getByRole('status')).toContainText('know that you want more time');
  await isAccessibleTo(partner);
  await mail.to(ada.person.email).subject(/asks to extend/);
  await opensTheirPage(ada);
  const request = page.getByRole('region', { name: `${mina.name} asks to extend their access` });
  await expect(request).toContainText('I am back.');
  await request.getByRole('link', { name: 'Invite again' }).click();
  await expect(ada.addDialog().getByLabel('Email or phone number')).toHaveValue(mina.email);
});

test('who was told by mail that access ends finds there how to ask', async ({ ada, enter, house, mail }) => {
  const partner = await minaIsIn(ada, enter);
  // Set long ago, and over within a day.
  const soon = (Date.now() + 60 * 60 * 1000) * 1000;
  await house.isRewritten(
    `UPDATE partners SET ends_at = ${soon}, state_at = 1790000000000000 WHERE contact = '${mina.email}'`,
  );
  const letter = await mail.to(mina.email).subject(/^Your access to Halcyon Skincare ends on /);
  const toAda = await mail.to(ada.person.email).subject(/^The access of Mina Okafor ends on /);
  await partner.opens(letter.link('Ask to extend'));
  await partner.presses('Ask to extend');
  await expect(partner.page.getByText('You have asked to extend it')).toBeVisible();
  await ada.opens(toAda.link(`See ${mina.name}`));
  await expect(ada.page.getByRole('region', { name: `${mina.name} asks to extend their access` })).toBeVisible();
});
