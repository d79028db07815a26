// Where a test plays: a Keyholder of its own with real mail, and people who come to it with a browser.
//
// Each test has its own, so that everybody may be called as in every other test, no limit is used up by a neighbour,
// and any of them runs alone. At the end the house is looked over: nothing went wrong in any browser, the page that
// stands is accessible, nothing was logged as an error, and it stops in time when asked.

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, test as base } from '@playwright/test';
import { Actor } from './actor';
import { MAILDIR, TOKEN } from './bounce';
import type { Database } from 'sql.js';
import { ada, type Person } from './cast';
import { rewrites } from './database';
import { freeAddress, Keyholder } from './keyholder';
import { MailServer } from './mail';
import { type SmsFormat, SmsGateway } from './sms';
import { daysPass } from './time';
import { isAccessible, Watch } from './watch';

/** `test.use({ signUp: 'open' })`. */
export interface Choices {
  signUp: 'first' | 'open';
  /** Which SMS gateway there is, for British numbers. */
  sms: 'none' | SmsFormat;
  /** Whether the mail server reports what came back, into a folder and by HTTP. */
  reports: boolean;
}

export interface House {
  url: string;
  /** `http://` aside. */
  address: string;
  /** The folder that it was started in; its data is below. */
  folder: string;
  /** What it was started with: its commands find the same house by it. */
  env: Record<string, string>;
  keyholder: Keyholder;
  /** Lets so many days pass for whoever is invited; Keyholder stops for that, and is started again. */
  daysPass: (days: number) => Promise<void>;
  /** Whoever runs it takes its mail server away, or gives it back; it stops for that. */
  hasMailServer: (has: boolean) => Promise<void>;
  /** Somebody writes into its database, while it stops for that. */
  isRewritten: (statements: string) => Promise<void>;
}

interface Fixtures {
  house: House;
  mail: MailServer;
  /** Takes SMS where `sms` says that there are any. */
  gateway: SmsGateway;
  watch: Watch;
  /** Ada, in the browser of the test, not signed up. */
  ada: Actor;
  /** Somebody else, in a browser of their own. */
  enter: (person: Person) => Promise<Actor>;
  lookedOver: void;
}

export const test = base.extend<Choices & Fixtures>({
  signUp: ['first', { option: true }],

  mail: async ({}, use) => {
    const mail = await MailServer.open();
    await use(mail);
    await mail.close();
  },

  sms: ['none', { option: true }],

  reports: [false, { option: true }],

  gateway: async ({ sms }, use) => {
    const gateway = await SmsGateway.open(sms === 'twilio' ? 'twilio' : 'json');
    await use(gateway);
    await gateway.close();
  },

  house: async ({ signUp, sms, reports, mail, gateway }, use, testInfo) => {
    const folder = await mkdtemp(join(tmpdir(), 'keyholder-'));
    const address = await freeAddress();
    const data = join(folder, 'data');
    const withSms: Record<string, string> =
      sms === 'none' ? {} : { SMS_URL: gateway.url, KEYHOLDER_SMS_COUNTRIES: 'GB' };
    const maildir = join(folder, MAILDIR);
    if (reports) await mkdir(join(maildir, 'new'), { recursive: true });
    const withReports: Record<string, string> =
      reports ? { KEYHOLDER_BOUNCES: maildir, KEYHOLDER_BOUNCES_TOKEN: TOKEN } : {};
    const env: Record<string, string> = {
      KEYHOLDER_LISTEN: address,
      KEYHOLDER_DATA: data,
      KEYHOLDER_SIGN_UP: signUp,
      SMTP_URL: mail.url,
      ...withSms,
      ...withReports,
    };
    const start = () => Keyholder.start({ folder, env });
    let log = '';
    const stop = async ({ keyholder }: House) => {
      const { code, milliseconds } = await keyholder.stop();
      log += keyholder.log;
      expect(code, 'exit code after SIGTERM').toBe(0);
      expect(milliseconds, 'milliseconds it took to stop').toBeLessThan(2000);
    };
    const stopsFor = async (change: (database: Database) => void) => {
      await stop(house);
      await rewrites(join(data, 'keyholder.db'), change);
      house.keyholder = await start();
    };
    const house: House = {
      url: `http://${address}`,
      address,
      folder,
      env,
      keyholder: await start(),
      hasMailServer: async (has) => {
        await stop(house);
        if (has) env.SMTP_URL = mail.url;
        else delete env.SMTP_URL;
        house.keyholder = await start();
      },
      daysPass: (days) => stopsFor(daysPass(days)),
      isRewritten: (statements) => stopsFor((database) => database.exec(statements)),
    };
    await use(house);
    try {
      await stop(house);
    } finally {
      await testInfo.attach('keyholder.log', { body: log, contentType: 'text/plain' });
      await rm(folder, { recursive: true });
    }
    // What Leptos says of a page that is drawn without its own context comes without a level.
    expect(log, 'what was logged').not.toMatch(/\bERROR\b|panicked|ServerMetaContext/);
  },

  baseURL: async ({ house }, use) => use(house.url),

  watch: async ({ javaScriptEnabled }, use) => use(new Watch(javaScriptEnabled ?? true)),

  context: async ({ context, watch }, use) => {
    watch.over(context);
    await use(context);
  },

  ada: async ({ page, mail, watch, javaScriptEnabled, house }, use) => {
    await use(new Actor(ada, page, mail, watch, javaScriptEnabled ?? true, house.address));
  },

  enter: async ({ browser, mail, watch, javaScriptEnabled, house }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person) => {
      // With all options of the project.
      const context = await browser.newContext();
      contexts.push(context);
      watch.over(context);
      return new Actor(person, await context.newPage(), mail, watch, javaScriptEnabled ?? true, house.address);
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  lookedOver: [
    async ({ page, watch, javaScriptEnabled }, use, testInfo) => {
      await use();
      if (testInfo.status !== testInfo.expectedStatus) return;
      watch.saysNothing();
      // Without scripts it is the page that becomes live, and the checker is a script.
      if (page.url() !== 'about:blank' && javaScriptEnabled) await isAccessible(page);
    },
    { auto: true },
  ],
});

export { expect };
