// Assets, registered where a test has other matters, and the form where it is about that.

import type { Page } from '@playwright/test';
import type { Actor } from './actor';
import { halcyon } from './cast';
import type { Asset } from './center';

export const assets = `/b/${halcyon.slug}/assets`;

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
  await (await ada.center()).registers(asset);
}
