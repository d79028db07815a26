// **View as**: what a partner sees, for an Admin to look at, before the invitation is sent and any time later.

import { assets, registers } from '../support/assets';
import { ada as founder, halcyon, leo, mina, omar } from '../support/cast';
import { eu } from '../support/center';
import { expect, test } from '../support/house';
import { expectRow, rows } from '../support/table';
import type { Actor } from '../support/actor';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await registers(ada, { ...eu, group: 'Northlight' });
  await registers(ada, { kind: 'TikTok account', name: '@halcyon' });
  await ada.opens(list);
});

/** Add Partners with Mina, filled in and not sent. */
async function offersMina(ada: Actor): Promise<void> {
  await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency', modules: ['Analytics'] });
  await ada.addDialog().getByLabel('Add an Asset or group').fill('Northlight');
  await ada.addDialog().getByRole('button', { name: 'Add', exact: true }).click();
  await expect(ada.addDialog().getByLabel('Role')).toBeVisible();
  await ada.addDialog().getByLabel('Last day').fill('2100-01-31');
}

async function viewsAs(ada: Actor, name: string): Promise<void> {
  await ada.opens(list);
  await ada.partnersTable().getByRole('link', { name }).click();
  await ada.page.getByRole('link', { name: `View as ${name}` }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name: `View as ${name}` })).toBeVisible();
  await ada.isSettled();
}

test('before it is sent, an Admin looks at what the partner will see', async ({ ada, page }) => {
  await offersMina(ada);
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    ada.addDialog().getByRole('button', { name: 'View as' }).click(),
  ]);
  await expect(window.getByRole('heading', { level: 1, name: `View as ${mina.email}` })).toBeVisible();
  await expect(window.getByText('See the figures of Assets that are granted')).toBeVisible();
  await expectRow(window.getByRole('table', { name: 'Assets shared with you' }), {
    Asset: /^Halcyon EU ?Ad account 7012 4498 0031$/,
    'You can': /^Analyst ?see its figures ?Not part of your access: Campaigns, Billing/,
    Why: 'In the group Northlight, until the end of 31 January 2100',
  });
  const ends = window.getByRole('region', { name: 'Part of your access ends' });
  await expect(ends).toContainText('Northlight as Analyst, on 31 January 2100');
  await expect(window.getByRole('button')).toHaveCount(0);
  await window.close();
  // Nothing was sent, and the form stands.
  await expect(ada.addDialog().getByLabel('Email or phone number')).toHaveValue(mina.email);
  await ada.opens(list);
  await expect(page.getByText(mina.email)).toHaveCount(0);
});

test('what can’t be sent can’t be seen, and the window says why', async ({ ada, page, watch }) => {
  await ada.opensAddPartners();
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    watch.answers(page.context(), 422, () => ada.addDialog().getByRole('button', { name: 'View as' }).click()),
  ]);
  await expect(window.getByRole('heading', { name: 'Nothing to see yet' })).toBeVisible();
  await window.close();
});

test('an Admin sees each page as the partner sees it, and changes nothing there', async ({ ada, enter, page }) => {
  await offersMina(ada);
  await ada.addDialog().getByRole('button', { name: 'Send Invite' }).click();
  await expect(ada.addDialog()).toBeHidden();
  await viewsAs(ada, mina.email);
  await expect(page.getByText(`${mina.email} has not accepted the invitation yet. This is what they would see.`)).toBeVisible();

  const partner = await enter(mina);
  await partner.joins();
  await viewsAs(ada, mina.name);
  const seen = page.getByRole('region', { name: /as Mina Okafor sees it$/ });
  await expect(seen).toContainText(`Welcome, ${mina.name}`);
  const ends = (actor: Actor) => actor.page.getByRole('region', { name: 'Part of your access ends' });
  await expect(ends(ada)).toContainText('Northlight as Analyst, on 31 January 2100');
  await expect(ends(ada)).toContainText('Here they can ask to extend it.');
  const lines = (actor: Actor) => actor.page.locator('.summary li').allTextContents();
  await partner.opens(`/b/${halcyon.slug}`);
  await expect(ends(partner)).toContainText('Northlight as Analyst, on 31 January 2100');
  expect(await lines(ada)).toEqual(await lines(partner));

  const tabs = page.getByRole('navigation', { name: 'Their pages' });
  await tabs.getByRole('link', { name: 'Assets' }).click();
  await expect(page).toHaveURL(/view[?]page=assets$/);
  await partner.opens(assets);
  const shared = (actor: Actor) => actor.page.getByRole('table', { name: 'Assets shared with you' });
  await expect(shared(ada)).toBeVisible();
  expect(await rows(shared(ada))).toEqual(await rows(shared(partner)));

  await tabs.getByRole('link', { name: 'Campaigns' }).click();
  await expect(seen).toContainText('Campaigns is not part of your access. Ask an Admin to add it.');

  await tabs.getByRole('link', { name: 'Members' }).click();
  await partner.opens(`/b/${halcyon.slug}/members`);
  const members = (actor: Actor) => actor.page.getByRole('table', { name: 'Members' });
  await expect(members(ada)).toBeVisible();
  expect(await rows(members(ada))).toEqual(await rows(members(partner)));
  await expect(seen.getByRole('link')).toHaveCount(0);
  await expect(seen.getByRole('button')).toHaveCount(0);
  await expect(page.getByText(founder.email)).toHaveCount(0);
});

test('nobody but an Admin looks, and only at partners of theirs', async ({ ada, enter, page, watch }) => {
  await ada.invites({ contact: omar.email, kind: 'Employee', level: 'Admin' });
  await ada.invites({ contact: leo.email, kind: 'Influencer' });
  await ada.opens(list);
  await ada.opensPartner(leo.email);
  await page.getByRole('link', { name: `View as ${leo.email}` }).click();
  await page.waitForURL(/view$/);
  const address = page.url();
  await viewsAs(ada, omar.email);
  await page.getByRole('navigation', { name: 'Their pages' }).getByRole('link', { name: 'Assets' }).click();
  await expect(page.getByText('Every Asset, as you see it under Assets')).toBeVisible();
  const partner = await enter(leo);
  await partner.joins();
  await watch.answers(partner.page, 403, () => partner.page.goto(address));
  await expect(partner.page.getByText('Only an Admin can change what a partner has.')).toBeVisible();
  const nobody = address.replace(/partners\/[^/]+/, 'partners/0197c5b0-0000-7000-8000-000000000001');
  await watch.answers(page, 404, () => page.goto(nobody));
});
