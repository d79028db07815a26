// Every link of every page leads somewhere.

import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import type { Actor } from '../support/actor';

/** Where links may lead away from us (DOMAIN 7). */
const ELSEWHERE = ['https://www.tiktok.com/', 'https://ads.tiktok.com/'];

test('every link of every page leads to a page', { tag: '@script' }, async ({ ada, enter, mail }) => {
  test.setTimeout(240_000);
  await ada.page.goto('/');
  await clicksThrough(ada, ['/']);

  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email });
  await clicksThrough(ada, [`/b/${halcyon.slug}`]);

  const partner = await enter(mina);
  await partner.page.goto((await mail.to(mina.email).subject(/invites you/)).link('Accept Invite'));
  await clicksThrough(partner, ['/invite']);
  await partner.page.goto('/invite');
  await partner.fillsIn({ Name: mina.name });
  await partner.page.getByLabel('Password').first().fill(mina.password);
  await partner.presses('Create account and accept');
  await clicksThrough(partner, [`/b/${halcyon.slug}`]);
});

/** Clicks each link, where it is met first, of each page that can be reached by links. */
async function clicksThrough(actor: Actor, start: string[]): Promise<void> {
  const { page } = actor;
  const pages = new Set(start);
  const clicked = new Set<string>();
  for (const address of pages) {
    await opens(actor, address);
    for (const href of await hrefs(actor)) {
      const url = new URL(href, page.url());
      if (url.origin !== new URL(page.url()).origin) {
        expect(ELSEWHERE.some((site) => href.startsWith(site)), `${address} leads to ${href}`).toBe(true);
        continue;
      }
      if (clicked.has(url.href)) continue;
      clicked.add(url.href);
      if (new URL(page.url()).pathname + new URL(page.url()).search !== address) await opens(actor, address);
      await page.locator(`a[href="${href}"]`).filter({ visible: true }).first().click();
      // Whoever is logged in is led on from the log-in page.
      const place = url.pathname === '/login' ? '/(login)?' : escaped(url.pathname);
      await expect(page, `${address} leads to ${href}`).toHaveURL(new RegExp(`${place}(\\?|#|$)`));
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await expect(page.getByRole('heading', { name: /^There is no such/ }), `${address} leads to ${href}`).toHaveCount(0);
      const here = new URL(page.url());
      // The list in another order or state has the same links.
      if (![...pages].some((known) => known.split('?')[0] === here.pathname)) pages.add(here.pathname + here.search);
    }
  }
}

async function opens(actor: Actor, address: string): Promise<void> {
  await actor.page.goto(address);
  if (address.startsWith('/b/')) await actor.isSettled();
}

async function hrefs(actor: Actor): Promise<string[]> {
  // What is downloaded leads to no page: it has tests of its own.
  const visible = actor.page.locator('a[href]:not([download])').filter({ visible: true });
  const all = await visible.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set(all)].filter((href) => href !== '#main');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
