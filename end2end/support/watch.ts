// What goes wrong in a browser without anybody looking: a test in which it happens fails.

import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, type ConsoleMessage, expect, type Page, type Response } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

export class Watch {
  private readonly faults: string[] = [];
  /** Addresses whose refusal a test asked for: Chromium writes a line about each to the console. */
  private readonly refused = new Set<string>();

  constructor(private readonly scripted: boolean) {}

  over(context: BrowserContext): void {
    context.on('console', (message) => this.hear(message));
    context.on('weberror', (error) => this.faults.push(`page error: ${error.error().stack ?? error.error().message}`));
    context.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${response.status()} from ${response.url()}`);
    });
  }

  /** Does something that loads a document, there or in a window that it opens, which must come with this status. */
  async answers(there: Page | BrowserContext, status: number, action: () => Promise<unknown>): Promise<Response> {
    return this.isAnswered(there, status, (response) => response.request().isNavigationRequest(), action);
  }

  /** Does something for which the page asks at this address, and gets an answer of this status. */
  async answersCall(page: Page, path: string, status: number, action: () => Promise<unknown>): Promise<Response> {
    return this.isAnswered(page, status, (response) => new URL(response.url()).pathname === path, action);
  }

  private async isAnswered(
    there: Page | BrowserContext,
    status: number,
    meant: (response: Response) => boolean,
    action: () => Promise<unknown>,
  ): Promise<Response> {
    const context = 'context' in there ? there.context() : there;
    const answer = context.waitForEvent('response', (response) => meant(response) && !isRedirect(response));
    // Before the console can speak of it.
    const noted = answer.then((response) => {
      if (response.status() === status) this.refused.add(response.url());
      return response;
    });
    const [response] = await Promise.all([noted, action()]);
    expect(response.status(), `status of ${response.url()}`).toBe(status);
    return response;
  }

  /** Nothing went wrong up to now. */
  saysNothing(): void {
    const expected = (fault: string) =>
      this.isAskedFor(fault) || this.isForScripts(fault) || isStreamCutOff(fault) || isFocusKept(fault);
    const heard = this.faults.filter((fault) => !expected(fault));
    expect(heard, 'what went wrong in the browser').toEqual([]);
  }

  private hear(message: ConsoleMessage): void {
    this.faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  }

  /**
   * A browser that runs no scripts still fetches what the page announces for them. Nothing says when it has them all, so
   * that may be cut off by a Keyholder that a test stops.
   */
  private isForScripts(fault: string): boolean {
    if (this.scripted) return false;
    const unused = /^console warning: The resource \S+\.(js|wasm) was preloaded .* but not used/;
    const cutOff = /^console error: Failed to load resource: net::ERR_CONNECTION_(RESET|REFUSED) \(\S+\/pkg\/\S+\.(js|wasm)\)$/;
    return unused.test(fault) || cutOff.test(fault);
  }

  private isAskedFor(fault: string): boolean {
    const [, address] = /^console error: Failed to load resource: .* 4\d\d .*\((\S+)\)$/.exec(fault) ?? [];
    return address !== undefined && this.refused.has(address);
  }
}

/** A page that was refused leads to what is wrong with it; whoever types into a field before it does keeps their place. */
function isFocusKept(fault: string): boolean {
  return fault.startsWith('console info: Autofocus processing was blocked because a document already has a focused element.');
}

/**
 * A page that stands open while Keyholder stops tries to be told again, and Chromium writes a line about each try: nobody
 * answers, or what is just stopping says so.
 */
function isStreamCutOff(fault: string): boolean {
  const stream = /^(?:console error: Failed to load resource: (?:net::ERR_\w+|.* 503 .*) \(|503 from )\S+\/b\/[\w-]+\/live\)?$/;
  return stream.test(fault);
}

function isRedirect(response: Response): boolean {
  return response.status() >= 300 && response.status() < 400;
}

/** The page as it stands can be used by everybody. */
export async function isAccessible(page: Page): Promise<void> {
  await passes(page, (checker) => checker.withTags(WCAG));
}

/** What the page says can be read, in the colours that it comes to have. */
export async function hasContrast(page: Page): Promise<void> {
  // A cancelled transition is done as well.
  await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
  await passes(page, (checker) => checker.withRules(['color-contrast']));
}

async function passes(page: Page, rules: (checker: AxeBuilder) => AxeBuilder): Promise<void> {
  // Its newer way opens a page more for frames of other origins, of which there are none.
  const checker = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await rules(checker).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map(({ html }) => html) }));
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/**
 * The page as it stands, once more in a browser that runs scripts, since the checker is one. Scripts of the page itself
 * stay out of it.
 */
export async function withScripts(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the browser is gone');
  const html = await page.content();
  const context = await browser.newContext({ javaScriptEnabled: true });
  const copy = await context.newPage();
  const headers = { 'content-security-policy': "script-src 'none'" };
  await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', headers, body: html }));
  await copy.goto(page.url());
  return copy;
}
