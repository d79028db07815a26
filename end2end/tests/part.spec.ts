// Pages whose code is a part of its own: whoever goes on before it has come gets where they wanted to.

import type { Page, Route } from '@playwright/test';
import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';

const list = `/b/${halcyon.slug}/partners`;

/** Keeps the code of a page back until it is let through. */
async function keepsBack(page: Page, part: RegExp): Promise<{ asked: Promise<void>; letThrough: () => Promise<void> }> {
  const kept: Route[] = [];
  let ask = () => {};
  const asked = new Promise<void>((resolve) => (ask = resolve));
  await page.route(part, (route) => {
    kept.push(route);
    ask();
  });
  const letThrough = async () => {
    await page.unroute(part);
    // One that the browser gave up meanwhile can't go on.
    await Promise.all(kept.map((route) => route.continue().catch(() => {})));
  };
  return { asked, letThrough };
}

const partnerPages = /split_partner_pages/;
const centerPages = /split_center_pages/;

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test('a link below the page that is on its way', { tag: '@script' }, async ({ ada, enter, page }) => {
  await ada.invites({ contact: mina.email });
  await (await enter(mina)).joins();
  await ada.opens(list);
  const part = await keepsBack(page, partnerPages);
  const row = ada.partnersTable().getByRole('row').filter({ hasText: mina.name });
  await row.getByRole('link', { name: mina.name }).click();
  await part.asked;
  await row.getByRole('link', { name: 'Revoke Access' }).click();
  await part.letThrough();
  await expect(page.getByRole('dialog', { name: 'Revoke Access' })).toBeVisible();
  await expect(page).toHaveURL(/\/partners\/[^/]+\/revoke/);
});

test('another page than the one that is on its way', { tag: '@script' }, async ({ ada, page }) => {
  await ada.opens(list);
  const part = await keepsBack(page, centerPages);
  await page.getByRole('link', { name: 'Audit log' }).click();
  await part.asked;
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
  await part.letThrough();
  await ada.isSettled();
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
});

test('back, while a page is on its way', { tag: '@script' }, async ({ ada, page }) => {
  await ada.opens(`/b/${halcyon.slug}/help`);
  await page.getByRole('link', { name: 'Partners', exact: true }).click();
  await expect(ada.partners()).toBeVisible();
  const part = await keepsBack(page, centerPages);
  await page.getByRole('link', { name: 'Audit log' }).click();
  await part.asked;
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeVisible();
  await part.letThrough();
  await expect(page).toHaveURL(`/b/${halcyon.slug}/help`);
  await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeVisible();
});

test('a link of a page that is not live yet', { tag: '@script' }, async ({ ada, page }) => {
  const part = await keepsBack(page, centerPages);
  await page.goto(`/b/${halcyon.slug}/audit`, { waitUntil: 'commit' });
  await part.asked;
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
  await part.letThrough();
  await ada.isSettled();
  await expect(page).toHaveURL(`/b/${halcyon.slug}/members`);
});
