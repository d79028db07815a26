// Where a partner is logged in, and the end of a session in one Business Center.

import type { Locator, Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

/** That somebody is here is written down beside their request, not before its answer. */
async function showsSessions(page: Page, count: number): Promise<Locator> {
  const sessions = page.getByRole('region', { name: 'Open sessions' }).getByRole('listitem');
  await expect(async () => {
    await page.reload();
    await expect(sessions).toHaveCount(count, { timeout: 500 });
  }).toPass();
  return sessions;
}

async function opensTheirPage({ page }: Actor, name: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('an Admin ends a session of somebody here, and a log-in opens it again', async ({ ada, enter, page, watch }) => {
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(`/b/${halcyon.slug}`);
  await ada.opens(list);
  await opensTheirPage(ada, mina.name);
  const sessions = await showsSessions(page, 1);
  await expect(sessions.first()).toContainText('127.0.0.1 · just now');
  await sessions.first().getByRole('button', { name: /^End the session / }).click();
  await expect(page.getByRole('status')).toHaveText('Session ended. That browser is out until they log in again.');
  await expect(page.getByRole('region', { name: 'Open sessions' })).toHaveCount(0);
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.first()).toContainText('ended the session');

  const theirs = partner.page;
  if (partner.scripted) await expect(theirs.locator('.banner')).toContainText('You are logged out.');
  await watch.answers(theirs, 401, () => theirs.goto(`/b/${halcyon.slug}/members`));
  await expect(theirs.getByRole('main')).toContainText('An Admin ended the session of this browser here. You still have access');
  await theirs.getByLabel('Email').fill(mina.email);
  await theirs.getByLabel('Password').fill(mina.password);
  await theirs.getByRole('button', { name: 'Log in' }).click();
  await expect(theirs).toHaveURL(`/b/${halcyon.slug}/members`);
  await showsSessions(page, 1);
});

test('one’s own session is named, and not ended here', async ({ ada, page }) => {
  await ada.opens(`/b/${halcyon.slug}/members`);
  await opensTheirPage(ada, 'Ada Lindqvist');
  const sessions = await showsSessions(page, 1);
  await expect(sessions.first()).toContainText('this browser');
  await expect(sessions.getByRole('button')).toHaveCount(0);
});
