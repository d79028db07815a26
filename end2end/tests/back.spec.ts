// What is done from the list comes back to it, as it stood.

import type { Locator } from '@playwright/test';
import type { Actor } from '../support/actor';
import { halcyon, leo, mina, omar } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;
const active = `${list}?state=active&sort=-name`;

test.beforeEach(async ({ ada, enter }) => {
  await ada.foundsHalcyon();
  for (const person of [mina, omar]) {
    await ada.invites({ contact: person.email, modules: ['Analytics'] });
    const partner = await enter(person);
    await partner.joins();
  }
  await ada.opens(active);
});

function row(ada: Actor, name: string): Locator {
  return ada.partnersTable().getByRole('row').filter({ hasText: name });
}

/** The list as it was, and the focus on the row that was left. */
async function isBackAt(ada: Actor, name: string): Promise<void> {
  await expect(ada.page).toHaveURL(active);
  if (ada.scripted) await expect(row(ada, name).getByRole('link', { name, exact: true })).toBeFocused();
  else await expect(row(ada, name)).toBeVisible();
}

test('an edit, or nothing', async ({ ada, page }) => {
  await row(ada, mina.name).getByRole('link', { name: 'Edit' }).click();
  await ada.isSettled();
  await page.getByRole('link', { name: 'Leave as it is' }).click();
  await isBackAt(ada, mina.name);
  await ada.isSettled();
  await row(ada, mina.name).getByRole('link', { name: 'Edit' }).click();
  await ada.isSettled();
  await page.getByRole('checkbox', { name: /^Content/ }).check();
  await ada.presses('See what changes');
  await expect(page.getByRole('heading', { level: 1, name: 'Check the changes' })).toBeVisible();
  await ada.presses('Confirm');
  await isBackAt(ada, mina.name);
  await expect(page.getByRole('status')).toHaveText('Access changed. It counts from their next click.');
  await expectRow(ada.partnersTable(), { Partner: mina.name, 'Can reach': 'Analytics, Content' });
});

test('a revoke, or nothing', async ({ ada, page }) => {
  const dialog = page.getByRole('dialog', { name: 'Revoke Access' });
  await row(ada, omar.name).getByRole('link', { name: 'Revoke Access' }).click();
  await ada.isSettled();
  await dialog.getByRole('link', { name: 'Keep access' }).click();
  await isBackAt(ada, omar.name);
  await ada.isSettled();
  await row(ada, omar.name).getByRole('link', { name: 'Revoke Access' }).click();
  await ada.isSettled();
  await dialog.getByRole('link', { name: 'Close' }).click();
  await isBackAt(ada, omar.name);
  await ada.isSettled();
  await row(ada, omar.name).getByRole('link', { name: 'Revoke Access' }).click();
  await ada.isSettled();
  await dialog.getByRole('button', { name: 'Revoke Access' }).click();
  await expect(page).toHaveURL(active);
  await expect(page.getByRole('status')).toHaveText('Access revoked. From now on they can’t reach anything here.');
  await expect(row(ada, omar.name)).toHaveCount(0);
  await expect(row(ada, mina.name)).toBeVisible();
});

test('inviting again stands before the list as it is', async ({ ada, page }) => {
  await ada.invites({ contact: leo.email });
  const cancelled = `${list}?state=cancelled`;
  await ada.opens(list);
  await page.getByLabel(`More for ${leo.email}`).click();
  await row(ada, leo.email).getByRole('button', { name: 'Cancel Invite' }).click();
  await ada.opens(cancelled);
  await row(ada, leo.email).getByRole('link', { name: 'Invite again' }).click();
  await ada.isSettled();
  await ada.addDialog().getByRole('link', { name: 'Close' }).first().click();
  await expect(page).toHaveURL(cancelled);
  await expect(row(ada, leo.email)).toBeVisible();
});

test('an address of another site is no way back', async ({ ada, page }) => {
  const theirs = (await row(ada, mina.name).getByRole('link', { name: mina.name, exact: true }).getAttribute('href')) ?? '';
  for (const away of ['https://win.example/', '//win.example/', '/b/other/partners', `${list}-of-others`]) {
    await ada.opens(`${theirs}/edit?back=${encodeURIComponent(away)}`);
    await expect(page.getByRole('link', { name: 'Leave as it is' })).toHaveAttribute('href', theirs);
  }
});
