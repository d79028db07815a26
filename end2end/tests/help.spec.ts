// Help: the same guide for whoever is in and whoever is not.

import type { Page } from '@playwright/test';
import { halcyon, leo, mina } from '../support/cast';
import { expect, test } from '../support/house';

const problems = [
  'A partner can’t log in',
  'Access level is incorrect',
  'Assets are not showing up',
  'Changes not saving',
];
const inside = `/b/${halcyon.slug}/help`;

const main = (page: Page) => page.getByRole('main');

async function searches(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search the guide' }).fill(words);
  await page.getByRole('button', { name: 'Search' }).click();
}

test('whoever is not logged in finds the four problems, an article about each, and TikTok’s own support', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Help', exact: true }).click();
  await expect(page).toHaveURL('/help');
  await expect(page.getByRole('link', { name: 'Support articles' })).toHaveAttribute('href', 'https://ads.tiktok.com/help/');
  for (const problem of problems) {
    await page.goto('/help');
    await page.getByRole('link', { name: problem }).click();
    await expect(page.getByRole('heading', { level: 1, name: problem })).toBeVisible();
    const guide = page.getByRole('navigation', { name: 'The guide' });
    await expect(guide.locator('[aria-current="page"]')).toHaveText(problem);
  }
});

test('inside a Business Center it stands in the navigation, and its articles lead to each other', async ({ ada, page, watch }) => {
  await ada.foundsHalcyon();
  await ada.opens(`/b/${halcyon.slug}/partners`);
  const menu = page.getByRole('button', { name: 'Menu' });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('navigation').getByRole('link', { name: 'Help' }).click();
  await expect(page).toHaveURL(inside);
  await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
  for (const problem of problems) await expect(page.getByRole('link', { name: problem, exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'How inviting works' }).click();
  await expect(page).toHaveURL(`${inside}/guide/inviting`);
  await expect(page.getByRole('heading', { level: 1, name: 'How inviting works' })).toBeVisible();
  await expect(main(page).getByRole('listitem').filter({ hasText: 'Choose Send Invite.' })).toBeVisible();
  // By a link that stands in the text.
  await page.locator('.guide').getByRole('link', { name: 'How accepting works' }).click();
  await expect(page).toHaveURL(`${inside}/guide/accepting`);
  await expect(page.getByRole('heading', { level: 1, name: 'How accepting works' })).toBeVisible();
  await expect(main(page)).toContainText('Opening it changes nothing.');
  await watch.answers(page, 404, () => page.goto(`${inside}/guide/no-such-article`));
  await expect(page.getByRole('heading', { level: 1, name: 'There is no such page of Help' })).toBeVisible();
});

test('an article that there is not is a page that there is not', async ({ page, watch }) => {
  await watch.answers(page, 404, () => page.goto('/help/no-such-article'));
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('the guide is searched, inside and outside', async ({ ada, page }) => {
  await ada.foundsHalcyon();
  for (const [index, articles] of [['/help', '/help'], [inside, `${inside}/guide`]] as const) {
    await page.goto(index);
    await searches(page, 'time zone');
    await expect(page).toHaveURL(`${index}?q=time+zone`);
    await expect(page.getByRole('heading', { level: 2, name: /^\d+ articles found$/ })).toBeVisible();
    await expect(page).toHaveTitle(/^\d+ articles found · Help/);
    await expect(page.getByRole('searchbox')).toHaveValue('time zone');
    const hits = main(page).locator('.hits').getByRole('listitem');
    await expect(hits.first().getByRole('link')).toHaveText('What the settings change');
    await expect(hits.first().locator('mark').first()).toHaveText('time');
    await hits.first().getByRole('link').click();
    await expect(page).toHaveURL(`${articles}/settings#zone`);
    await expect(page.getByRole('heading', { level: 1, name: 'What the settings change' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: 'Time zone' })).toBeInViewport();
  }
});

test('where nothing is found it says what to do next', async ({ ada, page }) => {
  await ada.foundsHalcyon();
  for (const index of ['/help', inside]) {
    await page.goto(index);
    await searches(page, 'zeppelin');
    await expect(page.getByRole('heading', { level: 2, name: 'Nothing found' })).toBeVisible();
    await expect(main(page)).toContainText('Try fewer of them, or a name as it stands on the screen.');
    // The articles stand below.
    await expect(page.getByRole('link', { name: 'How inviting works' })).toBeVisible();
    await page.getByRole('link', { name: 'Show all articles' }).click();
    await expect(page).toHaveURL(index);
    await expect(page.getByRole('heading', { name: 'Nothing found' })).toHaveCount(0);
  }
});

test('what is searched for stands in the field alone, and is never HTML', async ({ ada, page }) => {
  await ada.foundsHalcyon();
  const words = 'invite <img src=x onerror=alert(1)> pay-at-evil-bank';
  for (const index of ['/help', inside]) {
    await page.goto(`${index}?q=${encodeURIComponent(words)}`);
    await expect(page.getByRole('searchbox')).toHaveValue(words);
    await expect(page.locator('img')).toHaveCount(0);
    await expect(main(page)).not.toContainText('evil-bank');
    expect(await page.title()).not.toContain('evil-bank');
  }
});

test('a page leads to its article', async ({ ada, page }) => {
  await ada.foundsHalcyon();
  for (const [place, article] of [
    ['', 'What each access level opens'],
    ['/partners', 'How access is changed'],
    ['/assets', 'How Assets are shared'],
    ['/campaigns/standing', 'How approval works'],
    ['/settings', 'What the settings change'],
  ] as const) {
    await ada.opens(`/b/${halcyon.slug}${place}`);
    await main(page).getByRole('link', { name: article }).click();
    await expect(page.getByRole('heading', { level: 1, name: article })).toBeVisible();
    await expect(page.locator('.guide')).toBeVisible();
    // Here it is.
    await expect(page.locator('.guide-link')).toHaveCount(0);
  }
});

test('a dialog leads to its article beside it, and what was typed stays', async ({ ada, page }) => {
  await ada.foundsHalcyon();
  await ada.opens(`/b/${halcyon.slug}/partners`);
  const dialog = await ada.opensAddPartners();
  await ada.isSettled();
  await dialog.getByLabel('Email or phone number').fill(leo.email);
  const [beside] = await Promise.all([
    page.waitForEvent('popup'),
    dialog.getByRole('link', { name: 'How inviting works' }).click(),
  ]);
  await expect(beside.getByRole('heading', { level: 1, name: 'How inviting works' })).toBeVisible();
  await beside.close();
  await expect(dialog.getByLabel('Email or phone number')).toHaveValue(leo.email);
});

test('whoever stands outside is led to what helps there', async ({ ada, enter, mail }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email });
  const { page } = await enter(mina);
  await page.goto('/login');
  await page.getByRole('link', { name: 'What else it can be' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A partner can’t log in' })).toBeVisible();
  await page.goto((await mail.to(mina.email).subject(/invites you/)).link('Accept Invite'));
  await page.getByRole('link', { name: 'How accepting works' }).click();
  await expect(page).toHaveURL('/help/accepting');
  await expect(page.getByRole('heading', { level: 1, name: 'How accepting works' })).toBeVisible();
});
