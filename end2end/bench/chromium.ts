// How long somebody waits in a browser: from what they do to what is painted.

import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { House } from './house';

const TIMES = 50;

declare global {
  interface Window {
    /** Told by the page: milliseconds from the key or click to the frame that shows what came of it. */
    took: (milliseconds: number) => void;
    measure: (event: 'keydown' | 'click', seen: string, gone: boolean) => void;
  }
}

/** A page of somebody with that cookie, in a browser that is so many times slower than this machine. */
export async function opens(browser: Browser, house: House, path: string, slower = 1, cookie = house.cookie): Promise<Page> {
  const context = await browser.newContext();
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: house.url }]);
  const page = await context.newPage();
  await slow(context, page, slower);
  await page.addInitScript(() => {
    window.measure = (event, seen, gone) => {
      const shown = () => (document.querySelector(seen) === null) === gone;
      const painted = (began: number) => requestAnimationFrame(() => setTimeout(() => window.took(performance.now() - began)));
      document.addEventListener(
        event,
        ({ timeStamp }) => {
          const watch = new MutationObserver(() => {
            if (!shown()) return;
            watch.disconnect();
            painted(timeStamp);
          });
          watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        },
        { once: true, capture: true },
      );
    };
  });
  await page.goto(house.url + path);
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
  return page;
}

async function slow(context: BrowserContext, page: Page, rate: number): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}

interface Turn {
  event: 'keydown' | 'click';
  /** What the page then shows, or does not any more. */
  seen: string;
  gone?: boolean;
  deed: () => Promise<void>;
  after?: () => Promise<void>;
}

/** From the event that a deed makes to the frame in which its selector fits something, or nothing any more. */
async function times(page: Page, turns: (turn: number) => Turn | Promise<Turn>): Promise<number[]> {
  const took: number[] = [];
  let told: (milliseconds: number) => void = () => undefined;
  await page.exposeFunction('took', (milliseconds: number) => told(milliseconds));
  for (let turn = 0; turn < TIMES; turn += 1) {
    const { event, seen, gone = false, deed, after } = await turns(turn);
    const measured = new Promise<number>((resolve) => (told = resolve));
    await page.evaluate(([event, seen, gone]) => window.measure(event, seen, gone), [event, seen, gone] as const);
    await deed();
    took.push(await measured);
    await after?.();
  }
  return took;
}

/** A key in the search field of Partners, to the rows that fit it. */
export async function searching(page: Page): Promise<number[]> {
  await page.getByRole('searchbox').focus();
  // Nobody whose name begins the list has a "z".
  const all = await page.locator('tbody tr input[name=id]').first().getAttribute('id');
  return times(page, (turn) => ({
    event: 'keydown',
    seen: `#${all}`,
    gone: turn % 2 === 0,
    deed: () => page.keyboard.press(turn % 2 === 0 ? 'z' : 'Backspace'),
  }));
}

/** **Add Partners**, to its dialog. */
export async function opening(page: Page): Promise<number[]> {
  const add = page.getByRole('main').getByRole('link', { name: 'Add Partners' });
  const dialog = page.getByRole('dialog');
  return times(page, () => ({
    event: 'click',
    seen: 'dialog[open]',
    deed: () => add.click(),
    after: async () => {
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    },
  }));
}

/** **Confirm** of Edit, to their page with what they have now. */
export async function confirming(page: Page): Promise<number[]> {
  const main = page.getByRole('main');
  return times(page, async () => {
    await main.getByRole('link', { name: 'Edit', exact: true }).first().click();
    await page.getByRole('checkbox', { name: /^Billing/ }).click();
    await main.getByRole('button', { name: 'See what changes' }).click();
    const confirm = main.getByRole('button', { name: 'Confirm', exact: true });
    await confirm.waitFor();
    return { event: 'click', seen: '#h-history', deed: () => confirm.click() };
  });
}

/**
 * **Revoke Access** again, to the frame in which the page of whoever is revoked has turned away by itself. Both pages read
 * one clock.
 */
export async function turningAway(admin: Page, partner: Page): Promise<number> {
  const confirm = admin.getByRole('dialog').getByRole('button', { name: 'Revoke Access' });
  await confirm.waitFor();
  let told: (moment: number) => void = () => undefined;
  const turned = new Promise<number>((resolve) => (told = resolve));
  await partner.exposeFunction('took', (moment: number) => told(moment));
  await partner.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      if (!document.querySelector('h1')?.textContent?.endsWith('has ended')) return;
      requestAnimationFrame(() => setTimeout(() => window.took(performance.timeOrigin + performance.now())));
    });
  });
  const clicked = await confirm.evaluate((button) => {
    const moment = performance.timeOrigin + performance.now();
    (button as HTMLButtonElement).click();
    return moment;
  });
  return (await turned) - clicked;
}
