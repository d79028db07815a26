// How an Admin looks into what is wrong with somebody's access.

import { expect, type Locator, type Page } from '@playwright/test';
import type { Actor } from './actor';
import { halcyon } from './cast';
import { isAccessible, withScripts } from './watch';

const list = `/b/${halcyon.slug}/partners`;

const headings = {
  'Can’t log in': (called: string) => `${called} can’t log in`,
  'Access level is incorrect': (called: string) => `The access level of ${called} is incorrect`,
  'Assets are not showing up': (called: string) => `${called} does not see all Assets`,
  'Changes not saving': (called: string) => `Changes of ${called} are not saved`,
};

export const finding = (page: Page, name: string): Locator => page.getByRole('article', { name });

/** From their page to what is found about them. */
export async function looksInto(ada: Actor, called: string, problem: keyof typeof headings = 'Can’t log in'): Promise<void> {
  await ada.opens(list);
  await ada.opensPartner(called);
  await ada.page.getByRole('region', { name: 'Something not right?' }).getByRole('link', { name: problem }).click();
  await isLookingInto(ada, called, problem);
}

export async function isLookingInto(ada: Actor, called: string, problem: keyof typeof headings = 'Can’t log in'): Promise<void> {
  await expect(ada.page.getByRole('heading', { level: 1, name: headings[problem](called) })).toBeVisible();
  await ada.isSettled();
}

/** In the form of what they have. */
export async function confirms(ada: Actor, change: () => Promise<unknown> = async () => {}): Promise<void> {
  await expect(ada.page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await ada.isSettled();
  await change();
  await ada.presses('See what changes');
  await ada.presses('Confirm');
}

export async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}
