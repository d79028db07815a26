// The list of partners, filtered: all of it stands in the address.

import { readFile } from 'node:fs/promises';
import { halcyon, leo, mina, omar } from '../support/cast';
import { expect, test } from '../support/house';
import { rows } from '../support/table';
import type { Actor } from '../support/actor';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email, organisation: 'Bright Agency', modules: ['Analytics', 'Campaigns'] });
  await ada.invites({ contact: leo.email, kind: 'Influencer', modules: ['Content'] });
  await ada.invites({ contact: omar.email, kind: 'Employee', level: 'Admin' });
  await ada.opens(list);
});

async function shows(ada: Actor, ...contacts: string[]): Promise<void> {
  const partners = async () => (await rows(ada.partnersTable())).map((row) => row['Partner']);
  await expect.poll(async () => (await partners()).sort()).toEqual(
    contacts.sort().map((contact) => expect.stringContaining(contact)),
  );
}

test('a filter is chosen, stands in the address and goes with the search', async ({ ada, page }) => {
  await page.getByText('Filter', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Agency', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Influencer', exact: true }).check();
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/q=&kind=agency&kind=influencer/);
  await shows(ada, mina.email, leo.email);
  await expect(page.getByText('Filter · 2')).toBeVisible();

  await page.getByLabel('Search partners').fill('bright');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/q=bright.*kind=agency&kind=influencer/);
  await shows(ada, mina.email);
  await page.getByRole('link', { name: /^Active/ }).click();
  await expect(page).toHaveURL(/q=bright&state=active&kind=agency&kind=influencer/);
  await expect(page.getByText('Nobody here fits all of this.')).toBeVisible();
  await page.goBack();
  await shows(ada, mina.email);

  await ada.opens(`${list}?module=content`);
  await shows(ada, leo.email, omar.email);
  await ada.opens(`${list}?level=admin`);
  await shows(ada, omar.email);
  await page.getByRole('link', { name: 'Nothing granted' }).click();
  await expect(page).toHaveURL(`${list}?level=admin&granted=nothing`);
  await expect(page.getByText('Nobody here fits all of this.')).toBeVisible();
  await page.getByRole('link', { name: 'Nothing granted' }).click();
  await expect(page).toHaveURL(`${list}?level=admin`);
  await shows(ada, omar.email);
});

test('the list is taken away as it is shown, in its order', async ({ ada, page }) => {
  await ada.opens(`${list}?kind=agency&kind=influencer&q=example&sort=-name`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`partners-${halcyon.slug}.csv`);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
  expect(lines[0]).toBe('name,address,organisation,kind,access level,can reach,state,state since or until,last here');
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(new RegExp(`^,${mina.email},Bright Agency,Agency,Standard,"Analytics, Campaigns",Invited,[^,]+Z,$`)),
    expect.stringMatching(new RegExp(`^,${leo.email},,Influencer,Standard,Content,Invited,[^,]+Z,$`)),
  ]);
});
