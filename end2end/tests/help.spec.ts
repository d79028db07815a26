// Help: the same guide for whoever is in and whoever is not.

import { halcyon } from '../support/cast';
import { expect, test } from '../support/house';

const problems = [
  'A partner can’t log in',
  'Access level is incorrect',
  'Assets are not showing up',
  'Changes not saving',
];

test('whoever is not logged in finds the four problems and TikTok’s own support', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Help', exact: true }).click();
  await expect(page).toHaveURL('/help');
  for (const problem of problems) await expect(page.getByRole('heading', { name: problem })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Support articles' })).toHaveAttribute('href', 'https://ads.tiktok.com/help/');
});

test('inside a Business Center it stands in the navigation', async ({ ada, page }) => {
  await ada.foundsHalcyon();
  const menu = page.getByRole('button', { name: 'Menu' });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('navigation').getByRole('link', { name: 'Help' }).click();
  await expect(page).toHaveURL(`/b/${halcyon.slug}/help`);
  await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
  for (const problem of problems) await expect(page.getByRole('heading', { name: problem })).toBeVisible();
});
