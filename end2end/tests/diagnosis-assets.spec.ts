// Why somebody sees no Asset any more, or can’t save a change: what is over, what was removed, and what an Admin looks at.

import { assets, registers } from '../support/assets';
import { leave } from '../support/campaigns';
import { halcyon, mina } from '../support/cast';
import { confirms, finding, isLookingInto, looksInto } from '../support/diagnosis';
import { expect, test } from '../support/house';
import { operates } from '../support/operator';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada, enter, house }) => {
  await ada.foundsHalcyon();
  await registers(ada, { kind: 'Ad account', name: 'Halcyon EU', advertiser: '701244980031' });
  await ada.opens(list);
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.joins();
  await leave(ada, partner);
  await operates(house, mina, 'Halcyon EU');
});

test('what is over comes back with another last day', async ({ ada, house, page }) => {
  await house.isRewritten('UPDATE asset_grants SET ends_at = 1790000000000000');
  await looksInto(ada, mina.name, 'Assets are not showing up');
  const ended = finding(page, 'Their access to an Asset has ended');
  await expect(ended).toContainText(/Certain\. The last day is over\..*Halcyon EU.*until 21 September 2026/s);
  await looksInto(ada, mina.name, 'Changes not saving');
  const over = finding(page, 'Their access to the ad account has ended');
  await expect(over).toContainText('Certain. The access of Mina Okafor to this Asset ended on 21 September 2026.');
  await over.getByRole('link', { name: 'Edit' }).click();
  const account = page.getByRole('group', { name: 'Halcyon EU', exact: true });
  await confirms(ada, () => account.getByLabel('Last day').fill('2099-01-31'));
  await isLookingInto(ada, mina.name, 'Changes not saving');
  await expect(over).toHaveCount(0);
  await looksInto(ada, mina.name, 'Assets are not showing up');
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
});

test('what was taken off the list is registered anew, and given', async ({ ada, page }) => {
  await ada.opens(assets);
  await page.getByRole('table', { name: 'Assets' }).getByRole('link', { name: 'Halcyon EU' }).click();
  await page.getByText('Remove', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove Halcyon EU' }).click();
  await expect(page).toHaveURL(assets);
  await registers(ada, { kind: 'Pixel', name: 'Web pixel' });
  await looksInto(ada, mina.name, 'Assets are not showing up');
  const gone = finding(page, 'Halcyon EU is not here any more');
  await expect(gone).toContainText('Almost certain. Ada Lindqvist took it off the list on');
  await gone.getByRole('link', { name: 'Register Asset' }).click();
  await expect(page.getByRole('heading', { name: 'Register Asset' })).toBeVisible();
  await registers(ada, { kind: 'Ad account', name: 'Halcyon EU', advertiser: '701244980031' });
  await looksInto(ada, mina.name, 'Assets are not showing up');
  await page.getByRole('link', { name: 'Halcyon EU (Ad account)' }).click();
  await confirms(ada);
  await isLookingInto(ada, mina.name, 'Assets are not showing up');
  await expect(gone).toHaveCount(0);
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
});

test('an ad account of their own that is In review is approved where the finding leads', async ({ ada, house, page }) => {
  await house.isRewritten(`UPDATE partners SET link_state = 'in_review' WHERE contact = '${mina.email}'`);
  await looksInto(ada, mina.name, 'Changes not saving');
  const waits = finding(page, 'Their own ad account is In review');
  await expect(waits).toContainText('Changes can be saved once an Admin sets it to Approved.');
  await waits.getByRole('link', { name: 'Look at their ad account' }).click();
  await page.getByRole('region', { name: `${mina.name} linked an ad account` }).getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'State saved.' })).toBeVisible();
  await looksInto(ada, mina.name, 'Changes not saving');
  await expect(waits).toHaveCount(0);
  await expect(page.getByText('No cause found in 5 checks.')).toBeVisible();
});
