// What somebody finds who looks into their own access, and what they can do about it themselves.

import { registers } from '../support/assets';
import { creates, leave, opensCampaign } from '../support/campaigns';
import { halcyon, mina } from '../support/cast';
import { confirms, finding, isAccessibleTo, looksInto } from '../support/diagnosis';
import { expect, test } from '../support/house';
import { operates } from '../support/operator';

const center = `/b/${halcyon.slug}`;

test('what ended or was taken is asked for again, and an empty group says whom to tell', async ({ ada, enter, house, page }) => {
  await ada.foundsHalcyon();
  await registers(ada, { kind: 'Ad account', name: 'Halcyon EU', advertiser: '701244980031' });
  await registers(ada, { kind: 'Pixel', name: 'Web pixel', group: 'Web' });
  await ada.opens(`${center}/partners`);
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await leave(ada, partner);
  await operates(house, mina, 'Halcyon EU');
  await looksInto(ada, mina.name, 'Assets are not showing up');
  await page.getByRole('link', { name: 'Web (Asset group)' }).click();
  await confirms(ada);
  await leave(ada);
  await house.isRewritten(`
    UPDATE asset_grants SET ends_at = 1790000000000000 WHERE asset_id IS NOT NULL;
    DELETE FROM asset_group_assets;`);
  await partner.opens(`${center}/help/my/assets`);
  const ended = finding(partner.page, 'Your access to an Asset has ended');
  await expect(ended).toContainText(/Certain\. The last day is over\..*Halcyon EU.*until 21 September 2026/s);
  await expect(finding(partner.page, 'The Asset group Web is empty')).toContainText('Tell an Admin what is missing there.');
  await isAccessibleTo(partner);
  await ended.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(ended).toContainText('You asked for Halcyon EU (Ad account) as Analyst on');
  await ada.opens(center);
  await page.getByRole('region', { name: 'What needs you' }).getByRole('link', { name: 'Answer' }).click();
  await page.getByRole('button', { name: 'Grant exactly this' }).click();
  await expect(page.getByRole('status')).toHaveText('Granted, and nothing else.');
  await partner.opens(`${center}/help/my/assets`);
  await expect(ended).toHaveCount(0);

  await ada.opens(page.url().replace(/[?#].*/, '').replace(/$/, '/edit'));
  await confirms(ada, () => page.getByRole('group', { name: 'Halcyon EU', exact: true }).getByLabel('Role').selectOption('Take away'));
  await partner.opens(`${center}/help/my/assets`);
  const taken = finding(partner.page, 'Halcyon EU is not part of your access any more');
  await expect(taken).toContainText('Ada Lindqvist took it out on');
  await expect(taken.getByRole('button', { name: 'Ask for exactly this' })).toBeVisible();
});

test('what keeps their changes from being saved leads to their ad account and to what waits', async ({ ada, enter, house }) => {
  await ada.foundsHalcyon();
  await registers(ada, { kind: 'Ad account', name: 'Halcyon EU', advertiser: '701244980031' });
  await creates(ada, 'Spring launch');
  await ada.opens(`${center}/partners`);
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await leave(ada, partner);
  await operates(house, mina, 'Halcyon EU');
  await opensCampaign(partner, 'Spring launch');
  await partner.page.getByRole('link', { name: 'Propose a change' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Propose a change to Spring launch' })).toBeVisible();
  await partner.isSettled();
  await partner.fillsIn({ Budget: '300' });
  await partner.presses('Propose');
  await expect(partner.page.getByText('Proposed. Nothing has changed yet')).toBeVisible();
  await partner.opens(`${center}/help/my/changes`);
  const waits = finding(partner.page, 'A change of yours waits for an Admin');
  await expect(waits).toContainText('It is about Spring launch, proposed just now. It is kept: nothing is lost.');
  await waits.getByRole('link', { name: 'See what waits' }).click();
  await expect(partner.page.getByRole('main')).toContainText('Spring launch');
  await leave(ada, partner);
  await house.isRewritten(`UPDATE partners SET link_state = 'suspended' WHERE contact = '${mina.email}'`);
  await partner.opens(`${center}/help/my/changes`);
  const suspended = finding(partner.page, 'Your own ad account is Suspended');
  await expect(suspended).toContainText('Certain. Your ad account is Suspended.');
  await isAccessibleTo(partner);
  await suspended.getByRole('link', { name: 'Your ad account' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Your ad account' })).toBeVisible();
});
