// Campaigns of Halcyon EU, and what is proposed for them.

import { expect } from '@playwright/test';
import type { Actor } from './actor';
import { halcyon } from './cast';

const campaigns = `/b/${halcyon.slug}/campaigns`;

export async function creates(ada: Actor, name: string): Promise<void> {
  await (await ada.center()).creates(name);
}

export async function opensCampaign(who: Actor, name: string): Promise<void> {
  await who.opens(campaigns);
  await who.page.getByRole('table', { name: 'Campaigns' }).getByRole('link', { name }).click();
  await expect(who.page.getByRole('heading', { level: 1, name })).toBeVisible();
  await who.isSettled();
}

/** Another budget, by an Operator. */
export async function proposes(who: Actor, name: string, budget: string): Promise<void> {
  await opensCampaign(who, name);
  await who.page.getByRole('link', { name: 'Propose a change' }).click();
  await expect(who.page.getByRole('heading', { level: 1, name: `Propose a change to ${name}` })).toBeVisible();
  await who.isSettled();
  await who.fillsIn({ Budget: budget });
  await who.presses('Propose');
  await expect(who.page.getByText('Proposed. Nothing has changed yet')).toBeVisible();
}

/** While Keyholder stops nobody may ask for anything. */
export async function leave(...all: Actor[]): Promise<void> {
  for (const { page } of all) await page.goto('about:blank');
}
