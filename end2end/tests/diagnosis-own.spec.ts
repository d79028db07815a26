// What somebody finds who looks into their own access, and what they can do about it themselves.

import type { Actor } from '../support/actor';
import { assets, registers } from '../support/assets';
import { creates, leave, proposes } from '../support/campaigns';
import { halcyon, mina } from '../support/cast';
import { eu } from '../support/center';
import { confirms, finding, isAccessibleTo } from '../support/diagnosis';
import { expect, test } from '../support/house';
import { operates } from '../support/operator';

const center = `/b/${halcyon.slug}`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await registers(ada, eu);
});

async function opensMina(ada: Actor): Promise<void> {
  await ada.opens(`${center}/partners`);
  await ada.opensPartner(mina.name);
  await ada.isSettled();
}

/** The one thing that is asked for. */
async function grants(ada: Actor): Promise<void> {
  await opensMina(ada);
  await ada.page.getByRole('button', { name: 'Grant exactly this' }).click();
  await expect(ada.page.getByRole('status')).toHaveText('Granted: what the request takes, and nothing else.');
  await ada.isSettled();
}

async function links(partner: Actor, advertiser: string, button: string): Promise<void> {
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Your ad account' })).toBeVisible();
  await partner.isSettled();
  await partner.fillsIn({ 'Advertiser ID': advertiser });
  await partner.presses(button);
  await expect(partner.page.getByRole('region', { name: 'Linked' })).toContainText('In review');
}

async function approves({ page }: Actor): Promise<void> {
  await page.getByRole('region', { name: `${mina.name} linked an ad account` }).getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'State saved.' })).toBeVisible();
}

test('what ended or was taken is asked for again, and an empty group says whom to tell', async ({ ada, enter, house, page }) => {
  await registers(ada, { kind: 'Pixel', name: 'Web pixel', group: 'Web' });
  await ada.opens(`${center}/partners`);
  const dialog = await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency', modules: ['Campaigns'] });
  for (const given of ['Halcyon EU', 'Web']) {
    await dialog.getByLabel('Add an Asset or group').fill(given);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog.getByRole('group', { name: given, exact: true })).toBeVisible();
  }
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
  const partner = await enter(mina);
  await partner.joins();
  const changesWeb = async (region: string, button: string): Promise<void> => {
    await ada.opens(`${assets}/groups`);
    await page.getByRole('link', { name: 'Web', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Web' })).toBeVisible();
    await ada.isSettled();
    await page.getByRole('region', { name: region, exact: true }).getByRole('checkbox', { name: /Web pixel/ }).check();
    await ada.presses(button);
    await expect(page).toHaveTitle(/^Check the changes/);
    await ada.isSettled();
    await ada.presses('Confirm');
    await expect(page.getByRole('status')).toContainText('Changed what is in it.');
  };
  await changesWeb('In it', 'Take out what is ticked');
  await leave(ada, partner);
  await house.isRewritten('UPDATE asset_grants SET ends_at = 1790000000000000 WHERE asset_id IS NOT NULL');
  const looks = () => partner.opens(`${center}/help/my/assets`);
  await looks();
  const ended = finding(partner.page, 'Your access to an Asset has ended');
  const empty = finding(partner.page, 'The Asset group Web is empty');
  const left = finding(partner.page, 'Web pixel left the Asset group Web');
  await expect(ended).toContainText(/Certain\. The last day is over\..*Halcyon EU.*until 21 September 2026/s);
  await expect(empty).toContainText('Tell an Admin what is missing there.');
  await expect(left).toContainText('Ada Lindqvist took it out on');
  await isAccessibleTo(partner);
  await ended.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(ended).toContainText('You asked for Halcyon EU (Ad account) as Analyst on');
  await grants(ada);
  await changesWeb('Put in', 'Put in what is ticked');
  await looks();
  await expect(partner.page.getByRole('region', { name: 'Checked and fine' })).toContainText('Nothing that you were given has ended');
  await expect(ended.or(empty).or(left)).toHaveCount(0);

  await opensMina(ada);
  await page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await confirms(ada, () => page.getByRole('group', { name: 'Halcyon EU', exact: true }).getByLabel('Role').selectOption('Take away'));
  await expect(page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
  await looks();
  const taken = finding(partner.page, 'Halcyon EU is not part of your access any more');
  await expect(taken).toContainText('Ada Lindqvist took it out on');
  await taken.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(taken).toContainText('You asked for Halcyon EU (Ad account) as Analyst on');
  await grants(ada);
  await looks();
  await expect(partner.page.getByRole('region', { name: 'Checked and fine' })).toContainText('Nothing was taken from you');
  await expect(taken).toHaveCount(0);
});

test('what their changes lack from the start is asked for, or linked by themselves', async ({ ada, enter }) => {
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.joins();
  const looks = () => partner.opens(`${center}/help/my/changes`);
  await looks();
  const module = finding(partner.page, 'The Module Campaigns is missing');
  const none = finding(partner.page, 'You have linked no ad account of your own');
  await module.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(module).toContainText('You asked for the Module Campaigns on');
  await partner.isSettled();
  await none.getByRole('link', { name: 'Your ad account' }).click();
  await links(partner, '701244989999', 'Link ad account');
  await looks();
  await expect(none).toHaveCount(0);
  const review = finding(partner.page, 'Your own ad account is In review');
  await expect(review).toContainText('Certain.');
  await grants(ada);
  await approves(ada);
  await looks();
  await expect(partner.page.getByText('1 cause found in 5 checks.')).toBeVisible();
  await expect(module.or(review)).toHaveCount(0);
});

test('what keeps their changes from being saved leads to their ad account and to what waits', async ({ ada, enter, house, page }) => {
  await creates(ada, 'Spring launch');
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await leave(ada, partner);
  await operates(house, mina, 'Halcyon EU');
  await proposes(partner, 'Spring launch', '300');
  const looks = () => partner.opens(`${center}/help/my/changes`);
  await looks();
  const waits = finding(partner.page, 'A change of yours waits for an Admin');
  await expect(waits).toContainText('It is about Spring launch, proposed just now. It is kept: nothing is lost.');
  await waits.getByRole('link', { name: 'See what waits' }).click();
  await partner.presses('Withdraw');
  await expect(partner.page.getByRole('status')).toContainText('Proposal withdrawn.');

  await leave(partner);
  await house.isRewritten('UPDATE asset_grants SET ends_at = 1790000000000000');
  await opensMina(ada);
  const account = page.getByRole('region', { name: 'Who' });
  await account.getByLabel('State of the ad account').selectOption('Suspended');
  await account.getByRole('button', { name: 'Save state' }).click();
  await expect(account).toContainText('· Suspended');
  await looks();
  await expect(waits).toHaveCount(0);
  const over = finding(partner.page, 'Your access to the ad account has ended');
  const suspended = finding(partner.page, 'Your own ad account is Suspended');
  await expect(suspended).toContainText('Certain. Your ad account is Suspended.');
  await isAccessibleTo(partner);
  await over.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(over).toContainText('You asked for Halcyon EU (Ad account) as Operator on');
  await partner.isSettled();
  await suspended.getByRole('link', { name: 'Your ad account' }).click();
  await links(partner, '701244981111', 'Link another');
  await grants(ada);
  await approves(ada);
  await looks();
  await expect(partner.page.getByText('No cause found in 5 checks.')).toBeVisible();
  await expect(over.or(suspended)).toHaveCount(0);
});
