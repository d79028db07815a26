// What Admins do with Assets, on their page.

import { expect, type Page } from '@playwright/test';
import type { Actor } from './actor';
import { halcyon } from './cast';

export const assets = `/b/${halcyon.slug}/assets`;

export interface Asset {
  kind: string;
  name: string;
  advertiser?: string;
  group?: string;
}

export async function fillsIn(page: Page, { kind, name, advertiser, group }: Asset): Promise<void> {
  await page.getByLabel('Kind', { exact: true }).selectOption(kind);
  await page.getByLabel('Name', { exact: true }).fill(name);
  if (advertiser) {
    await page.getByLabel('Advertiser ID').fill(advertiser);
    await page.getByLabel('Currency').selectOption('EUR');
    await page.getByLabel('UTC offset').selectOption('UTC+01:00');
  }
  if (group) await page.getByLabel('New group').fill(group);
}

export async function registers(ada: Actor, asset: Asset): Promise<void> {
  await ada.opens(`${assets}/new`);
  await fillsIn(ada.page, asset);
  await ada.presses('Register Asset');
  await expect(ada.page).toHaveURL(assets);
}
