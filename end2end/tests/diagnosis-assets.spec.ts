// Why somebody sees no Asset any more, or can’t save a change: what is over, what was removed, and what an Admin looks at.

import type { Actor } from '../support/actor';
import { assets, registers } from '../support/assets';
import { leave } from '../support/campaigns';
import { halcyon, mina, type Person } from '../support/cast';
import { eu } from '../support/center';
import { confirms, finding, isLookingInto, looksInto } from '../support/diagnosis';
import { expect, test } from '../support/house';
import { operates } from '../support/operator';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await registers(ada, eu);
  await ada.opens(list);
});

async function minaIsIn(ada: Actor, enter: (person: Person) => Promise<Actor>): Promise<Actor> {
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await leave(ada, partner);
  return partner;
}

test('what is over comes back with another last day', async ({ ada, enter, house, page }) => {
  await minaIsIn(ada, enter);
  await operates(house, mina, 'Halcyon EU');
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

test('what was taken off the list is registered anew, and given', async ({ ada, enter, house, page }) => {
  await minaIsIn(ada, enter);
  await operates(house, mina, 'Halcyon EU');
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
  await registers(ada, eu);
  await looksInto(ada, mina.name, 'Assets are not showing up');
  await page.getByRole('link', { name: 'Halcyon EU (Ad account)' }).click();
  await confirms(ada);
  await isLookingInto(ada, mina.name, 'Assets are not showing up');
  await expect(gone).toHaveCount(0);
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
});

test('an ad account of their own that is In review is approved where the finding leads', async ({ ada, enter, page }) => {
  const partner = await minaIsIn(ada, enter);
  await looksInto(ada, mina.name, 'Changes not saving');
  const missing = finding(page, 'No ad account is shared with them');
  const none = finding(page, 'They have linked no ad account of their own');
  await expect(none).toContainText('Certain.');
  await missing.getByRole('link', { name: 'Edit' }).click();
  await confirms(ada, async () => {
    await page.getByLabel('Add an Asset or group').fill('Halcyon EU');
    await ada.presses('Add');
    await page.getByRole('group', { name: 'Halcyon EU', exact: true }).getByLabel('Role').selectOption('operator');
  });
  await isLookingInto(ada, mina.name, 'Changes not saving');
  await expect(missing).toHaveCount(0);
  await partner.opens(`/b/${halcyon.slug}/ad-account`);
  await partner.fillsIn({ 'Advertiser ID': '701244989999' });
  await partner.presses('Link ad account');
  await expect(partner.page.getByRole('region', { name: 'Linked' })).toContainText('In review');

  await looksInto(ada, mina.name, 'Changes not saving');
  await expect(none).toHaveCount(0);
  const review = finding(page, 'Their own ad account is In review');
  await expect(review).toContainText('Changes can be saved once an Admin sets it to Approved.');
  await review.getByRole('link', { name: 'Look at their ad account' }).click();
  await page.getByRole('region', { name: `${mina.name} linked an ad account` }).getByRole('button', { name: 'Approve' }).click();
  const account = page.getByRole('region', { name: 'Who' });
  const sets = async (state: string): Promise<void> => {
    await ada.isSettled();
    await account.getByLabel('State of the ad account').selectOption(state);
    await account.getByRole('button', { name: 'Save state' }).click();
    await expect(account).toContainText(`· ${state}`);
  };
  await expect(account).toContainText('· Approved');
  await sets('Suspended');
  await looksInto(ada, mina.name, 'Changes not saving');
  await expect(review).toHaveCount(0);
  const suspended = finding(page, 'Their own ad account is Suspended');
  await suspended.getByRole('link', { name: 'Look at their ad account' }).click();
  await sets('Approved');
  await looksInto(ada, mina.name, 'Changes not saving');
  await expect(suspended).toHaveCount(0);
  await expect(page.getByText('No cause found in 5 checks.')).toBeVisible();
});

test('whoever is not in yet is led from each problem to why, and once they are in it is gone from each', async ({ ada, enter, mail, page }) => {
  const problems = ['Access level is incorrect', 'Assets are not showing up', 'Changes not saving'] as const;
  const notIn = finding(page, 'They are not in');
  const looksIntoEach = async (called: string, looks: () => Promise<unknown>): Promise<void> => {
    await looksInto(ada, called);
    for (const problem of problems) {
      await page.getByRole('navigation', { name: 'Problem' }).getByRole('link', { name: problem }).click();
      await isLookingInto(ada, called, problem);
      await looks();
    }
  };
  await ada.invites({ contact: mina.email });
  await mail.to(mina.email).subject(/invites you/);
  await looksIntoEach(mina.email, () => expect(notIn).toContainText('Certain.'));
  await notIn.getByRole('link', { name: 'Find out why' }).click();
  await isLookingInto(ada, mina.email);
  const open = finding(page, 'The invitation was not accepted yet');
  // The mail is there before it is noted that it was taken.
  await expect(async () => {
    await ada.opens(page.url());
    await expect(open).toContainText('Its link was never opened', { timeout: 1000 });
  }).toPass();
  await open.getByRole('button', { name: 'Resend Invite' }).click();
  await expect.poll(() => mail.all(mina.email).length).toBe(2);
  const partner = await enter(mina);
  await partner.joins();
  await leave(partner);
  await looksIntoEach(mina.name, () => expect(notIn).toHaveCount(0));
  await page.getByRole('navigation', { name: 'Problem' }).getByRole('link', { name: 'Can’t log in' }).click();
  await isLookingInto(ada, mina.name);
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
});

test('of a Module that has no page here it is said that it shows nothing yet', async ({ ada, enter, house, page }) => {
  await registers(ada, { kind: 'TikTok account', name: '@halcyon' });
  const partner = await minaIsIn(ada, enter);
  await operates(house, mina, '@halcyon', 'analyst');
  const words = 'No such Module has a page here yet: what is granted of it shows once it does.';
  await looksInto(ada, mina.name, 'Assets are not showing up');
  await expect(finding(page, 'The Module Analytics or Content is missing')).toContainText(words);
  await partner.opens(`/b/${halcyon.slug}/help/my/assets`);
  await expect(finding(partner.page, 'The Module Analytics or Content is missing')).toContainText(words);
});
