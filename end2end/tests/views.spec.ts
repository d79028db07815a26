// Saved views: lists of partners that an Admin keeps by name.

import { halcyon, leo, mina } from '../support/cast';
import { expect, test } from '../support/house';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: leo.email, kind: 'Influencer' });
  await ada.invites({ contact: mina.email, kind: 'Agency' });
});

test('a list is kept by a name, found again, and removed', async ({ ada, page, watch }) => {
  await ada.opens(`${list}?state=invited&kind=influencer&sort=-last`);
  await page.getByRole('main').getByRole('link', { name: 'Views' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Views' })).toBeVisible();
  await ada.isSettled();
  const keep = page.getByRole('region', { name: 'Keep the list you came from' });
  await expect(keep).toContainText('Invited · Influencer');
  await watch.answers(page, 422, () => keep.getByRole('button', { name: 'Save view' }).click());
  await expect(page).toHaveTitle(/^Error: Views/);
  await expect(keep.getByLabel('Name')).toHaveAccessibleDescription(/Type the name of the view/);
  await expect(keep, 'the list is still that').toContainText('Invited · Influencer');
  await ada.isSettled();
  await keep.getByLabel('Name').fill('Waiting influencers');
  await keep.getByRole('button', { name: 'Save view' }).click();
  await expect(page).toHaveURL(`${list}?state=invited&kind=influencer&sort=-last`);
  await expect(page.getByRole('status')).toHaveText('View saved. You find it under Views.');

  await ada.opens(list);
  await page.getByRole('main').getByRole('link', { name: 'Views' }).click();
  await page.getByRole('link', { name: 'Waiting influencers' }).click();
  await expect(page).toHaveURL(`${list}?state=invited&kind=influencer&sort=-last`);
  await expect(ada.partnersTable()).toContainText(leo.email);
  await expect(ada.partnersTable()).not.toContainText(mina.email);

  await page.goto(`${list}/views`);
  await expect(keep).toContainText('All partners');
  await page.getByRole('button', { name: 'Remove the view Waiting influencers' }).click();
  await expect(page.getByRole('status')).toHaveText('View removed.');
  await expect(page.getByRole('region', { name: 'Kept' })).toContainText('None yet.');
});
