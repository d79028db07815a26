// What goes wrong in a browser without anybody looking: a test in which it happens fails.

import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, type ConsoleMessage, expect, type Page, type Response } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

export class Watch {
  private readonly faults: string[] = [];
  /** Addresses whose refusal a test asked for: Chromium writes a line about each to the console. */
  private readonly refused = new Set<string>();

  over(context: BrowserContext): void {
    context.on('console', (message) => this.hear(message));
    context.on('weberror', (error) => this.faults.push(`page error: ${error.error().stack ?? error.error().message}`));
    context.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${response.status()} from ${response.url()}`);
    });
  }

  /** Does something that loads a document, which must come with this status. */
  async answers(page: Page, status: number, action: () => Promise<unknown>): Promise<Response> {
    const document = page.waitForResponse(
      (response) => response.request().isNavigationRequest() && !isRedirect(response),
    );
    // Before the console can speak of it.
    const noted = document.then((response) => {
      if (response.status() === status) this.refused.add(response.url());
      return response;
    });
    const [response] = await Promise.all([noted, action()]);
    expect(response.status(), `status of ${response.url()}`).toBe(status);
    return response;
  }

  /** Nothing went wrong up to now. */
  saysNothing(): void {
    const heard = this.faults.filter((fault) => !this.isAskedFor(fault));
    expect(heard, 'what went wrong in the browser').toEqual([]);
  }

  private hear(message: ConsoleMessage): void {
    this.faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  }

  private isAskedFor(fault: string): boolean {
    const [, address] = /^console error: Failed to load resource: .* 4\d\d .*\((\S+)\)$/.exec(fault) ?? [];
    return address !== undefined && this.refused.has(address);
  }
}

function isRedirect(response: Response): boolean {
  return response.status() >= 300 && response.status() < 400;
}

/** The page as it stands can be used by everybody. */
export async function isAccessible(page: Page): Promise<void> {
  // The checker is a script itself. Where the browser runs none it may from here on, which changes nothing in a page
  // that stands already.
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
  // `legacy`: in this page alone, and not by opening another one. There are no frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(WCAG).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map(({ html }) => html) }));
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}
