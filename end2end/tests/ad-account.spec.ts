// The ad account of their own that a partner links: an Admin looks at it, and until it is Approved no change is saved.

import type { Locator } from '@playwright/test';
import type { Actor } from '../support/actor';
import { registers } from '../support/assets';
import { halcyon, mina, omar } from '../support/cast';
import { expect, test } from '../support/house';
import { isAccessible, withScripts } from '../support/watch';

const start = `/b/${halcyon.slug}`;
const list = `${start}/partners`;
const own = `${start}/ad-account`;
const one = { typed: '701244980031', spelt: '7012 4498 0031' };
const other = { typed: ' 7012 5520 0031 ', spelt: '7012 5520 0031' };

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
});

async function joins(ada: Actor, enter: (person: typeof mina) => Promise<Actor>): Promise<Actor> {
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  return partner;
}

async function links(partner: Actor, { typed }: typeof one): Promise<void> {
  await partner.opens(own);
  await partner.fillsIn({ 'Advertiser ID': typed });
  const again = (await partner.page.getByRole('region', { name: 'Linked' }).count()) > 0;
  await partner.presses(again ? 'Link another' : 'Link ad account');
  await expect(partner.page.getByRole('status').filter({ hasText: 'Linked. An Admin looks at it' })).toBeVisible();
  await partner.isSettled();
}

async function opensPageOf(admin: Actor, name: string): Promise<void> {
  await admin.opens(list);
  await admin.partnersTable().getByRole('link', { name }).click();
  await expect(admin.page.getByRole('heading', { level: 1, name })).toBeVisible();
  await admin.isSettled();
}

/** Asks whether Mina may change campaigns of the Asset. */
async function isTold(admin: Actor, words: string): Promise<void> {
  const may = admin.page.getByRole('region', { name: /^May / });
  await may.getByLabel('Action').selectOption('create and change campaigns');
  await may.getByLabel('Asset').fill('Halcyon EU');
  await may.getByRole('button', { name: 'Ask' }).click();
  await admin.page.waitForURL(/[?]may=/);
  await admin.isSettled();
  await expect(may.getByRole('status')).toContainText(words);
}

async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}

const note = ({ page }: Actor): Locator => page.getByRole('region', { name: 'Your changes can’t be saved yet' });
const linked = ({ page }: Actor): Locator => page.getByRole('region', { name: 'Linked' });
const review = ({ page }: Actor): Locator => page.getByRole('region', { name: `${mina.name} linked an ad account` });
const who = ({ page }: Actor): Locator => page.getByRole('region', { name: 'Who' });

test('a partner links their own, an Admin approves it, and the open page of the partner follows', async ({ ada, enter, mail, page }) => {
  await registers(ada, { kind: 'Ad account', name: 'Halcyon EU', advertiser: '701244980077' });
  await ada.opens(list);
  await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency', modules: ['Campaigns'] });
  const dialog = ada.addDialog();
  await dialog.getByLabel('Add an Asset or group').fill('Halcyon EU');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByLabel('Role').selectOption('Operator: see and propose');
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(start);

  await opensPageOf(ada, mina.name);
  await expect(who(ada)).toContainText('Ad accountNone linked');
  await isTold(ada, `No, not yet. Halcyon EU: ${mina.name} can’t save changes to campaigns or content until an active ad account of their own is linked.`);
  await expect(note(partner)).toContainText('until an active ad account of your own is linked. Under Your ad account you link one.');
  await isAccessibleTo(partner);
  await note(partner).getByRole('link', { name: 'Link an ad account' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Your ad account' })).toBeVisible();
  await partner.isSettled();
  await isAccessibleTo(partner);
  await links(partner, one);
  await expect(linked(partner)).toContainText(`Advertiser ID${one.spelt}`);
  await expect(linked(partner)).toContainText(/In review\s*An Admin looks at it/);

  const letter = await mail.to(ada.person.email).subject(/^Mina Okafor linked an ad account$/);
  expect(letter.text).toContain(one.spelt);
  // It stands on the first page, too.
  await ada.opens(start);
  await expect(review(ada)).toContainText(one.spelt);
  await isAccessibleTo(ada);
  await ada.opens(letter.link(`See ${mina.name}`));
  await expect(who(ada)).toContainText(`Ad account${one.spelt} · In review`);
  await isTold(ada, `The ad account of ${mina.name} is In review. Changes can be saved once an Admin sets it to Approved.`);
  await isAccessibleTo(ada);
  await review(ada).getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'State saved. Their own page shows it.' })).toBeVisible();
  await expect(review(ada)).toHaveCount(0);
  await expect(who(ada)).toContainText(`Ad account${one.spelt} · Approved`);
  await ada.isSettled();
  await isTold(ada, 'Yes, with approval.');
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.first()).toContainText(`set the state of the ad account: ${one.spelt} · In review → ${one.spelt} · Approved`);

  if (!partner.scripted) await partner.page.reload();
  await expect(linked(partner)).toContainText(/Approved\s*It is active/);
  await expect(linked(partner)).toContainText(`Set by${ada.person.name}`);
  const told = await mail.to(mina.email).subject(/^Your ad account in Halcyon Skincare: Approved$/);
  expect(new URL(told.link('Your ad account')).pathname).toBe(own);
  await partner.opens(start);
  await expect(partner.page.getByText(`${one.spelt} is Approved.`)).toBeVisible();
  await expect(note(partner)).toHaveCount(0);
  await ada.opens(`${start}/audit`);
  await expect(page.getByRole('main')).toContainText('linked an ad account');
  await expect(page.getByRole('main')).toContainText('set the state of an ad account');
});

test('a bad id stays typed with what is wrong beside it, and the same one again changes nothing', async ({ ada, enter, watch }) => {
  const partner = await joins(ada, enter);
  await partner.opens(own);
  await partner.fillsIn({ 'Advertiser ID': '7012-4498' });
  await partner.isRefusedOn('Link ad account');
  await expect(partner.page).toHaveTitle(/^Error: Your ad account/);
  await partner.isToldBeside('Advertiser ID', /An advertiser ID has digits only/);
  await expect(partner.field('Advertiser ID')).toHaveValue('7012-4498');
  await isAccessibleTo(partner);
  await partner.isSettled();
  await partner.fillsIn({ 'Advertiser ID': one.typed });
  await partner.presses('Link ad account');
  await expect(linked(partner)).toContainText('In review');
  await partner.isSettled();
  await partner.fillsIn({ 'Advertiser ID': one.spelt });
  await watch.answers(partner.page, 409, () => partner.presses('Link another'));
  await expect(partner.page.getByRole('alert')).toContainText('This ad account is linked already, and is In review. Nothing was changed.');
  await expect(partner.field('Advertiser ID')).toHaveValue(one.spelt);
  await isAccessibleTo(partner);
});

test('an Admin sets another state, and the partner links another one, or none', async ({ ada, enter, mail, page, watch }) => {
  const partner = await joins(ada, enter);
  await links(partner, one);
  await opensPageOf(ada, mina.name);
  await review(ada).getByRole('link', { name: 'Another state' }).click();
  await expect(page).toHaveURL(/#ad-account$/);
  await who(ada).getByLabel('State of the ad account').selectOption('Suspended');
  await who(ada).getByRole('button', { name: 'Save state' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'State saved. Their own page shows it.' })).toBeVisible();
  await expect(who(ada)).toContainText(`${one.spelt} · Suspended`);
  await mail.to(mina.email).subject(/^Your ad account in Halcyon Skincare: Suspended$/);
  await partner.opens(start);
  await expect(note(partner)).toContainText('Your ad account is Suspended.');
  await note(partner).getByRole('link', { name: 'Your ad account' }).click();
  await expect(linked(partner)).toContainText(/Suspended\s*It does not count for now/);
  await links(partner, other);
  await expect(linked(partner)).toContainText(other.spelt);

  // A page that shows what was replaced meanwhile approves nothing; one that is live shows what there is.
  await opensPageOf(ada, mina.name);
  await expect(review(ada)).toContainText(other.spelt);
  await links(partner, one);
  if (ada.scripted) {
    await expect(review(ada)).toContainText(one.spelt);
  } else {
    await watch.answers(page, 409, () => review(ada).getByRole('button', { name: 'Approve' }).click());
    await expect(page.getByRole('main')).toContainText('They linked another one meanwhile.');
    await isAccessibleTo(ada);
    await page.getByRole('link', { name: 'Go back' }).click();
  }
  await expect(who(ada)).toContainText(`${one.spelt} · In review`);
  await review(ada).getByRole('button', { name: 'Approve' }).click();
  await expect(who(ada)).toContainText(`${one.spelt} · Approved`);

  await partner.opens(own);
  await partner.page.getByText('Unlink', { exact: true }).click();
  await expect(partner.page.getByText('until you link another one and an Admin approves it')).toBeVisible();
  await isAccessibleTo(partner);
  await partner.presses(`Unlink ${one.spelt}`);
  await expect(partner.page.getByText('You have linked none.')).toBeVisible();
  await expect(linked(partner)).toHaveCount(0);
  await opensPageOf(ada, mina.name);
  await expect(who(ada)).toContainText('Ad accountNone linked');
});

test('the founder needs none, and an Admin who came by invitation gets theirs approved by another', async ({ ada, enter, page }) => {
  await ada.opens(own);
  await expect(page.getByText('You need none: whoever founded a Business Center')).toBeVisible();
  await expect(page.getByLabel('Advertiser ID')).toHaveCount(0);
  const inNavigation = ({ page }: Actor) =>
    page.getByRole('navigation', { name: halcyon.name, includeHidden: true }).getByRole('link', { name: 'Your ad account', includeHidden: true });
  await expect(inNavigation(ada)).toHaveCount(0);
  await ada.opens(start);
  await expect(note(ada)).toHaveCount(0);
  await ada.invites({ contact: omar.email, kind: 'Employee', level: 'Admin' });
  const admin = await enter(omar);
  await admin.joins();
  await admin.opens(start);
  await expect(note(admin)).toBeVisible();
  await expect(inNavigation(admin)).toHaveAttribute('href', own);
  await links(admin, one);
  await opensPageOf(admin, omar.name);
  await expect(who(admin)).toContainText('Another Admin sets its state.');
  await expect(admin.page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await expect(admin.page.getByRole('button', { name: 'Save state' })).toHaveCount(0);
  await admin.opens(start);
  await expect(admin.page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await ada.opens(start);
  const waiting = page.getByRole('region', { name: `${omar.name} linked an ad account` });
  await waiting.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'State saved.' })).toBeVisible();
  await admin.opens(own);
  await expect(linked(admin)).toContainText(/Approved\s*It is active/);
});

test('who linked the same one is named, as is the Asset that it is here, and View as shows what the partner sees', async ({ ada, enter, mail, page }) => {
  await registers(ada, { kind: 'Ad account', name: 'Halcyon EU', advertiser: one.typed });
  await ada.invites({ contact: omar.email, modules: ['Content'] });
  const first = await enter(omar);
  await first.joins();
  await links(first, one);
  await ada.opens(list);
  const partner = await joins(ada, enter);
  await links(partner, one);
  await opensPageOf(ada, mina.name);
  await expect(review(ada)).toContainText(`Also linked by ${omar.name}.`);
  await expect(who(ada)).toContainText(`Also linked by ${omar.name}`);
  await expect(partner.page.getByText(omar.name)).toHaveCount(0);
  await expect(review(ada)).toContainText('Registered here as Halcyon EU: is it their own, or yours?');
  await expect(who(ada)).toContainText('Registered here as Halcyon EU');
  expect((await mail.to(ada.person.email).subject(/^Mina Okafor linked an ad account$/)).text).toContain('Halcyon EU');
  await expect(partner.page.getByText('Halcyon EU')).toHaveCount(0);
  await page.getByRole('link', { name: `View as ${mina.name}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `View as ${mina.name}` })).toBeVisible();
  await expect(note(ada)).toContainText('Your ad account is In review.');
  await isAccessibleTo(ada);
  await page.getByRole('navigation', { name: 'Their pages' }).getByRole('link', { name: 'Your ad account' }).click();
  await expect(linked(ada)).toContainText(one.spelt);
  const seen = page.getByRole('region', { name: /as Mina Okafor sees it$/ });
  await expect(seen.getByRole('button')).toHaveCount(0);
  await expect(seen.getByRole('textbox')).toHaveCount(0);
  await isAccessibleTo(ada);
});
