// The list of partners by keyboard alone.

import { halcyon, leo, mina } from '../support/cast';
import { expect, test } from '../support/house';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: leo.email });
  await ada.invites({ contact: mina.email });
  await ada.opens(list);
});

test('keys lead to the search, from name to name, and tick', { tag: '@script' }, async ({ ada, page }) => {
  const search = page.getByRole('searchbox');
  const name = (of: string) => ada.partnersTable().getByRole('link', { name: of, exact: true });
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('a/b');
  await expect(search).toHaveValue('a/b');
  // The list follows what is typed, and a row that has the focus would be drawn anew.
  await expect(name(leo.email)).toHaveCount(0);
  await search.fill('');
  await expect(name(leo.email)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(name(leo.email)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(name(leo.email), 'there is none above').toBeFocused();
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowDown');
  await expect(name(mina.email)).toBeFocused();
  await page.keyboard.press(' ');
  const bar = page.getByRole('form', { name: 'Chosen partners' });
  await expect(bar).toContainText('2 chosen.');
  await page.keyboard.press(' ');
  await expect(bar).toContainText('1 chosen.');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: mina.email })).toBeVisible();
});

test('keys choose several, edit one, and lead on', { tag: '@script' }, async ({ ada, page }) => {
  const name = (of: string) => ada.partnersTable().getByRole('link', { name: of, exact: true });
  const bar = page.getByRole('form', { name: 'Chosen partners' });
  await name(leo.email).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(name(mina.email)).toBeFocused();
  await expect(bar).toContainText('2 chosen.');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(bar).toContainText('2 chosen.');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await page.keyboard.press('n');
  await expect(ada.addDialog()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ada.addDialog()).toBeHidden();
  await name(mina.email).focus();
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await ada.isSettled();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();
  await ada.isSettled();
  // Not with another key between.
  for (const key of ['g', 'x', 'p']) await page.keyboard.press(key);
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(ada.partners()).toBeVisible();
});

test('Help tells the keys, and turns them off', { tag: '@script' }, async ({ ada, page }) => {
  await page.keyboard.press('?');
  await expect(page).toHaveURL(/\/help#keys$/);
  const keys = page.getByRole('region', { name: 'Keys' });
  await expect(keys).toContainText('G, then P');
  await ada.isSettled();
  const switched = keys.getByRole('checkbox', { name: 'Use these keys in this browser' });
  await switched.uncheck();
  await ada.opens(list);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).not.toBeFocused();
  await page.keyboard.press('n');
  await expect(ada.addDialog()).toBeHidden();
  await ada.partnersTable().getByRole('link', { name: mina.email, exact: true }).focus();
  const clicks = await page.evaluateHandle(() => {
    const heard: string[] = [];
    document.addEventListener('click', (event) => heard.push((event.target as Element).outerHTML), true);
    return heard;
  });
  await page.keyboard.press('e');
  expect(await clicks.jsonValue()).toEqual([]);
  await ada.opens(`/b/${halcyon.slug}/help`);
  await expect(switched).not.toBeChecked();
  await switched.check();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(ada.partners()).toBeVisible();
});

test('all of a page are chosen at once', { tag: '@script' }, async ({ page }) => {
  const all = page.getByRole('checkbox', { name: 'Choose all of this page' });
  const bar = page.getByRole('form', { name: 'Chosen partners' });
  await all.check();
  await expect(bar).toContainText('2 chosen.');
  await bar.getByRole('button', { name: 'Clear' }).click();
  await expect(bar).toBeHidden();
  await expect(all).not.toBeChecked();
});
