// The list of partners: its order, its counts, and the search while typing.

import type { Route } from '@playwright/test';
import { halcyon, leo, mina, omar } from '../support/cast';
import { leave } from '../support/campaigns';
import { expect, test } from '../support/house';
import { rows } from '../support/table';
import type { Actor } from '../support/actor';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email, organisation: 'Bright Agency', modules: ['Analytics', 'Campaigns'] });
  await ada.invites({ contact: leo.email, kind: 'Influencer', modules: ['Content'] });
  await ada.invites({ contact: omar.email, kind: 'Employee', level: 'Admin' });
});

/** What a call for the list asks for. */
const searched = (call?: Route) => new URLSearchParams(call?.request().postData() ?? '').get('asked[search]');

/** In this order. */
async function shows(ada: Actor, ...contacts: string[]): Promise<void> {
  const partners = async () => (await rows(ada.partnersTable())).map((row) => row['Partner']);
  await expect.poll(partners).toEqual(contacts.map((contact) => expect.stringContaining(contact)));
}

test('the head of a column orders the list, and a second click turns it round', async ({ ada, page }) => {
  // Where every column has room: cards have no heads.
  await page.setViewportSize({ width: 1700, height: 900 });
  await ada.opens(list);
  const head = (name: string) => ada.partnersTable().getByRole('columnheader', { name });
  await shows(ada, leo.email, mina.email, omar.email);
  await expect(head('Partner')).toHaveAttribute('aria-sort', 'ascending');
  await expect(head('Can reach')).not.toHaveAttribute('aria-sort', /./);

  await head('Can reach').getByRole('link').click();
  await expect(page).toHaveURL(`${list}?sort=-reach`);
  await shows(ada, omar.email, mina.email, leo.email);
  await expect(head('Can reach')).toHaveAttribute('aria-sort', 'descending');
  await head('Can reach').getByRole('link').click();
  await expect(page).toHaveURL(`${list}?sort=reach`);
  await shows(ada, leo.email, mina.email, omar.email);
  await page.goBack();
  await shows(ada, omar.email, mina.email, leo.email);

  for (const column of ['Partner', 'Kind', 'Access level', 'State', 'Last activity']) {
    const sorted = head(column);
    await sorted.getByRole('link').click();
    await expect(sorted).toHaveAttribute('aria-sort', /ascending|descending/);
    await expect(ada.partnersTable().locator('[aria-sort]')).toHaveCount(1);
  }
});

test('the order is a choice of the filter, too', async ({ ada, page }) => {
  await ada.opens(list);
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('Order').selectOption('Name, Z to A');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/sort=-name/);
  await shows(ada, omar.email, mina.email, leo.email);
});

test('each choice says how many it would show', async ({ ada, page }) => {
  const chip = (name: string) => page.getByRole('group', { name: 'State' }).getByRole('link', { name });
  await ada.opens(list);
  await expect(chip('All')).toHaveText('All 3');
  await expect(chip('Invited')).toHaveText('Invited 3');
  await expect(chip('Active')).toHaveText('Active 0');
  await expect(page.getByText('1 to 3 of 3')).toBeVisible();

  await ada.opens(`${list}?level=standard`);
  await expect(chip('All')).toHaveText('All 2');
  await chip('Active').click();
  await expect(page).toHaveURL(/state=active/);
  await expect(page.getByText('Nobody here fits all of this.')).toBeVisible();
  await expect(chip('All')).toHaveText('All 2');
  await expect(chip('Invited')).toHaveText('Invited 2');
});

test('whose access ends soon, and whose invitation was not delivered, is found from the first page', async ({ ada, enter, house, page }) => {
  const partner = await enter(mina);
  await partner.joins();
  await leave(ada, partner);
  await house.isRewritten(`
    UPDATE partners SET ends_at = (strftime('%s', 'now') + 20 * 86400) * 1000000 WHERE contact = '${mina.email}';
    UPDATE outbox SET state = 'failed' WHERE id = (SELECT mail_id FROM partners WHERE contact = '${leo.email}');`);
  const need = (what: string) => page.getByRole('region', { name: 'What needs you' }).getByRole('listitem').filter({ hasText: what });
  const chip = (name: string) => page.getByRole('group', { name: 'State' }).getByRole('link', { name });
  await ada.opens(`/b/${halcyon.slug}`);
  await need('1Access ends within 30 days').getByRole('link', { name: 'Look at it' }).click();
  await shows(ada, mina.email);
  await expect(chip('Ends within 30 days 1')).toHaveAttribute('aria-current', 'true');
  await chip('Ends within 30 days').click();
  await shows(ada, leo.email, mina.email, omar.email);
  await ada.opens(`/b/${halcyon.slug}`);
  await need('1Invitation could not be delivered').getByRole('link', { name: 'Find out why' }).click();
  await shows(ada, leo.email);
  await expect(chip('Not delivered 1')).toHaveAttribute('aria-current', 'true');
});

test('the people of an organisation, and those who were given an Asset, are found by its name', async ({ ada, page }) => {
  await ada.opens(list);
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('Organisation').fill('bright agency');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/organisation=bright/);
  await shows(ada, mina.email);
  await expect(page.getByText('Filter · 1')).toBeVisible();

  await ada.opens(`${list}?asset=${encodeURIComponent('Web pixel (Pixel)')}`);
  await expect(page.getByText('Admins reach every Asset without being given one')).toBeVisible();
  await expect(page.getByText('Nobody here fits all of this.')).toBeVisible();
});

test.describe('live', { tag: '@script' }, () => {
  test('the list follows what is typed, and one step back leaves the search', async ({ ada, page }) => {
    await ada.opens(`/b/${halcyon.slug}/members`);
    await ada.opens(`${list}?level=standard`);
    await shows(ada, leo.email, mina.email);
    const search = page.getByLabel('Search partners');
    await search.pressSequentially('bright');
    await expect(page).toHaveURL(`${list}?q=bright&level=standard`);
    await shows(ada, mina.email);
    await expect(search).toBeFocused();
    await search.pressSequentially(' agency');
    await expect(page).toHaveURL(`${list}?q=bright%20agency&level=standard`);
    await expect(search).toHaveValue('bright agency');
    await expect(search).toBeFocused();
    await shows(ada, mina.email);

    await page.getByRole('link', { name: /^Expired/ }).click();
    await expect(page).toHaveURL(/state=expired/);
    await page.goBack();
    await expect(page).toHaveURL(`${list}?q=bright%20agency&level=standard`);
    await expect(search).toHaveValue('bright agency');
    await page.goBack();
    await expect(page).toHaveURL(`/b/${halcyon.slug}/members`);
  });

  test('while an answer is under way nothing more is asked, and then what is typed by then', async ({ ada, page }) => {
    // The page that invited still hears of the last Invitation, and asks for the list once more then.
    await ada.opens(list);
    const asked: Route[] = [];
    await page.route('**/partners/list', (route) => void asked.push(route));
    const search = page.getByLabel('Search partners');
    await search.press('l');
    await expect.poll(() => asked.length).toBe(1);
    expect(searched(asked[0])).toBe('l');
    await search.pressSequentially('eo');
    await shows(ada, leo.email, mina.email, omar.email);
    await asked[0]?.continue();
    await expect.poll(() => asked.length).toBe(2);
    expect(searched(asked[1])).toBe('leo');
    await asked[1]?.continue();
    await shows(ada, leo.email);
    await expect(search).toHaveValue('leo');
    expect(asked.length).toBe(2);
  });

  test('names that come while the list is asked for anew stand in the filter', async ({ ada, page }) => {
    await ada.opens(list);
    const held: { names: Route[]; list: Route[] } = { names: [], list: [] };
    await page.route('**/partners/names', (route) => void held.names.push(route));
    await page.getByText('Filter', { exact: true }).click();
    await expect.poll(() => held.names.length).toBe(1);
    await page.route('**/partners/list', (route) => void held.list.push(route));
    await page.getByLabel('Search partners').fill('leo');
    await expect.poll(() => held.list.length).toBe(1);
    await held.names[0]?.continue();
    await expect(page.locator('#organisation-names option')).toHaveCount(1);
    await held.list[0]?.continue();
    await shows(ada, leo.email);
  });

  test('a search while another state is on its way stays in that state', async ({ ada, page }) => {
    await ada.opens(list);
    const held: Route[] = [];
    await page.route('**/partners/list', (route) => void held.push(route));
    await page.getByRole('link', { name: /^Expired/ }).click();
    await expect.poll(() => held.length).toBe(1);
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByText('Nobody in this state here.')).toBeVisible();
    await expect(page).toHaveURL(/state=expired/);
  });

  test('the search says what the address asks for, whoever wrote it', async ({ ada, page }) => {
    await ada.opens(list);
    const search = page.getByLabel('Search partners');
    await search.fill('nobody at all');
    await expect(page).toHaveURL(/q=nobody/);
    await page.getByRole('link', { name: 'Show all partners' }).click();
    await expect(page).toHaveURL(list);
    await expect(search).toHaveValue('');
    await shows(ada, leo.email, mina.email, omar.email);
  });

  test('the filter suggests names once it is opened', async ({ ada, page }) => {
    await ada.opens(list);
    await expect(page.locator('#organisation-names option')).toHaveCount(0);
    await page.getByText('Filter', { exact: true }).click();
    await expect(page.locator('#organisation-names option')).toHaveCount(1);
    await expect(page.locator('#organisation-names option')).toHaveAttribute('value', 'Bright Agency');
  });
});

test('a single Admin is told to have two, once somebody else is in, until there are two', async ({ ada, enter, page }) => {
  const said = page.getByText('You are the only Admin here.');
  await ada.opens(list);
  await expect(ada.partnersTable()).toBeVisible();
  await expect(said).toHaveCount(0);
  const partner = await enter(mina);
  await partner.joins();
  if (!ada.scripted) await ada.opens(list);
  await expect(said).toBeVisible();

  await ada.opens(`/b/${halcyon.slug}`);
  await expect(said).toBeVisible();
  await page.getByText('Choose a second Admin').click();
  await page.getByRole('link', { name: `Make ${mina.name} an Admin` }).click();
  await expect(page).toHaveURL(/\/edit\?level=admin$/);
  await ada.isSettled();
  await ada.presses('See what changes');

  const start = await page.context().newPage();
  await start.goto(`/b/${halcyon.slug}`);
  await expect(start.getByText('You are the only Admin here.')).toBeVisible();
  if (ada.scripted) await expect(start.locator('html[data-hydrated]')).toBeAttached();
  await ada.presses('Confirm');
  await expect(page).toHaveURL(/\/partners\/[^/?]+$/);
  if (!ada.scripted) await start.reload();
  await expect(start.getByText('You are the only Admin here.')).toHaveCount(0);
  await start.close();
  await ada.opens(list);
  await expect(said).toHaveCount(0);
  await expect(partner.page.getByText('You are the only Admin here.')).toHaveCount(0);
});
