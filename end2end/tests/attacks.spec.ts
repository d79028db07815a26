// What attackers try over HTTP, with the numbers of the known attacks behind it. What a test of the rules proves needs
// no second proof here: these are about addresses, headers, cookies and forms.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ada, halcyon, leo, mallory, mina, omar, type Person } from '../support/cast';
import { expect, type House, test } from '../support/house';
import { freeAddress, Keyholder } from '../support/keyholder';
import type { MailServer } from '../support/mail';
import { type Answer, Caller, type Fields, type Headers, leads } from '../support/raw';

const EVIL = 'evil.example';

/** A Business Center and its Admin, who calls without a browser. */
class Center {
  constructor(
    readonly admin: Caller,
    readonly slug: string,
    private readonly mail: MailServer,
  ) {}

  static async founded(house: House, mail: MailServer, person: Person, name: string): Promise<Center> {
    const admin = new Caller(house.address);
    await admin.signsUp(person);
    await admin.confirms(person, mail);
    const slug = name.toLowerCase().replaceAll(' ', '-');
    const answer = await admin.posts('/', { business_name: name, time_zone: 'Europe/Berlin' });
    expect(answer).toMatchObject(leads(`/b/${slug}/partners`));
    return new Center(admin, slug, mail);
  }

  get list(): string {
    return `/b/${this.slug}/partners`;
  }

  /** The path of the link in the mail. */
  async invites({ email }: Pick<Person, 'email'>, level: 'admin' | 'standard' = 'standard'): Promise<string> {
    const before = this.mail.all(email).length;
    const answer = await this.admin.posts(`${this.list}/new`, { contact: email, kind: 'agency', level });
    expect(answer).toMatchObject(leads(this.list));
    await expect.poll(() => this.mail.all(email).length).toBeGreaterThan(before);
    const letter = await this.mail.to(email).subject(/invites you/);
    return new URL(letter.link('Accept Invite')).pathname;
  }

  async partners(): Promise<PartnerItem[]> {
    const answer = await this.admin.calls('partners/list', { slug: this.slug, search: '' });
    expect(answer.status, answer.text).toBe(200);
    return (JSON.parse(answer.text) as { rows: PartnerItem[] }).rows;
  }

  async partner({ email, name }: Pick<Person, 'email' | 'name'>): Promise<PartnerItem> {
    const found = (await this.partners()).find((row) => row.contact === email || row.name === email);
    if (!found) throw new Error(`nobody in the list has ${email}, nor is it ${name}`);
    return found;
  }

  async cancels(person: Person): Promise<void> {
    const { id } = await this.partner(person);
    expect(await this.admin.posts(`${this.list}/${id}/cancel`)).toMatchObject(leads(this.list));
  }

  /** Everything that a request may not have changed, without what the clock changes by itself. */
  async stands(): Promise<unknown> {
    const { admin, slug } = this;
    const rows = (await this.partners()).map(({ last: _, about_state: __, ...row }) => row);
    const members = await admin.calls('members/list', { slug });
    const settings = await admin.calls('settings/ask', { slug });
    const account = await admin.sends('/account');
    const start = await admin.sends('/');
    for (const { status, text } of [members, settings, account, start]) expect(status, text).toBe(200);
    return { rows, members: members.text, settings: settings.text, account: account.text, start: start.text };
  }
}

interface PartnerItem {
  id: string;
  name: string;
  contact: string | null;
  kind: string;
  level: string;
  reach: string;
  state: string;
  last: unknown;
  about_state: unknown;
}

/** Somebody who has opened a link, as their browser would, with the id that the form shows. */
async function opens(house: House, link: string, caller = new Caller(house.address)): Promise<Opened> {
  expect(await caller.sends(link)).toMatchObject(leads('/invite'));
  return { caller, invitation: await shown(caller) };
}

interface Opened {
  caller: Caller;
  invitation: string;
}

async function shown(caller: Caller): Promise<string> {
  const [, id = ''] = /name="invitation" value="([^"]+)"/.exec((await caller.sends('/invite')).text) ?? [];
  expect(id, 'the id in the form').not.toBe('');
  return id;
}

/** **Create account and accept**. */
async function joins({ caller, invitation }: Opened, { name, password }: Person, more: Fields = {}): Promise<Answer> {
  return caller.posts('/invite/create', [...Object.entries({ invitation, name, password }), ...entries(more)]);
}

function entries(fields: Fields): [string, string][] {
  return Array.isArray(fields) ? fields : Object.entries(fields);
}

function heading({ text }: Answer): string {
  const [, words = ''] = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(text) ?? [];
  return words.replace(/<[^>]*>/g, '').trim();
}

test.describe('the way on', { tag: '@script' }, () => {
  const hosts = [
    `//${EVIL}`, `///${EVIL}`, `////${EVIL}`, `/\\${EVIL}`, `\\\\${EVIL}`, `\\/${EVIL}`, `/\\/${EVIL}`, `//\\${EVIL}`,
    `http://${EVIL}`, `https://${EVIL}`, `HTTPS://${EVIL}`, `http:${EVIL}`, `https:/${EVIL}`, `http:\\\\${EVIL}`,
    `https:///${EVIL}`, `ftp://${EVIL}`, `ws://${EVIL}`, `//${EVIL}/..`, `//${EVIL}:80`, `//user@${EVIL}`,
    `//127.0.0.1@${EVIL}`, `http://127.0.0.1@${EVIL}`, `//${EVIL}#/`, `//${EVIL}?/`, `//evil%2eexample`,
    '//evil。example', '//[::1]', '//2130706433', '//0x7f.1', '//xn--e1afmkfd.example', EVIL, `@${EVIL}`, `.${EVIL}`,
    `:80@${EVIL}`,
  ];
  const schemes = [
    'javascript:alert(1)', 'JavaScript:alert(1)', 'java\tscript:alert(1)', ' javascript:alert(1)',
    'javascript://%0aalert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:msgbox(1)', 'file:///etc/passwd',
    'mailto:mallory@vane.example', 'about:blank', 'blob:http://evil.example/1',
  ];
  const blanks = [
    ` //${EVIL}`, `\t//${EVIL}`, `/\t/${EVIL}`, `/\n/${EVIL}`, `/\r/${EVIL}`, `/\r\n/${EVIL}`, `/\0/${EVIL}`,
    `/ /${EVIL}`, `/\u2028/${EVIL}`, `/\u00a0/${EVIL}`, `/%0d%0aLocation:%20//${EVIL}`, `/\r\nSet-Cookie: session=evil`,
    `/a\r\n\r\n<script>alert(1)</script>`, `/／${EVIL}`, `／／${EVIL}`, `/${'a'.repeat(20_000)}`, '',
  ];
  const hostile = [...hosts, ...schemes, ...blanks];

  const staysInside = (house: House, address = '', of = '') => {
    expect(address, of).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
    expect(new URL(address, house.url).origin, of).toBe(house.url);
  };

  test('no address that stands in a form or a query leads out of the house (C-3)', async ({ house, mail }) => {
    expect(hostile.length).toBeGreaterThanOrEqual(60);
    const { admin, list } = await Center.founded(house, mail, ada, halcyon.name);
    // What is ours is followed, so that the rest is not refused for another reason.
    expect(await admin.sends('/login?next=/account')).toMatchObject(leads('/account'));
    const asked = await new Caller(house.address).sends('/login?next=/account');
    expect(asked.text).toContain('name="next" value="/account"');
    for (const next of hostile) {
      const query = String(new URLSearchParams({ next }));
      const of = JSON.stringify(next).slice(0, 80);
      // She is logged in, and sent on at once.
      const sentOn = await admin.sends(`/login?${query}`);
      expect(sentOn.status, of).toBe(303);
      staysInside(house, sentOn.headers.location, of);
      const form = await new Caller(house.address).sends(`/login?${query}`);
      const [, kept = '/'] = /name="next" value="([^"]*)"/.exec(form.text) ?? [];
      staysInside(house, kept, of);
      const loggedIn = await new Caller(house.address).posts('/login', {
        email: ada.email,
        password: ada.password,
        next,
      });
      expect(loggedIn.status, of).toBe(303);
      staysInside(house, loggedIn.headers.location, of);
      expect(loggedIn.headers['set-cookie']?.join(), of).not.toContain('evil');
      const time = await admin.posts('/account/time-zone', { zone: 'Europe/Berlin', next, back: next });
      staysInside(house, time.headers.location, of);
    }

    // A button in the list comes back to the list.
    await admin.posts(`${list}/new`, { contact: mina.email, kind: 'agency', level: 'standard' });
    const [row] = JSON.parse((await admin.calls('partners/list', { slug: halcyon.slug, search: '' })).text).rows;
    const cancel = `${list}/${row.id}/cancel`;
    const resend = `${list}/${row.id}/resend`;
    expect(await admin.posts(resend, { back: `${list}?q=mina` })).toMatchObject(leads(`${list}?q=mina`));
    expect(await admin.posts(cancel, { back: `//${EVIL}` })).toMatchObject(leads(list));
    for (const back of hostile) {
      const answer = await admin.posts(cancel, { back });
      if (answer.headers.location) expect(answer.headers.location).toBe(list);
      else expect(answer.text).not.toMatch(new RegExp(`href="[^"]*${EVIL}`));
    }
  });

  test('neither sign-up nor a new password leads to an address that was sent along (C-3)', async ({ house, mail }) => {
    const fields = {
      next: `//${EVIL}`,
      back: `//${EVIL}`,
      redirect: `//${EVIL}`,
      return_to: `https://${EVIL}`,
      url: `//${EVIL}`,
    };
    const query = String(new URLSearchParams(fields));
    const caller = new Caller(house.address, { referer: `https://${EVIL}/` });
    const { name, email, password } = ada;
    expect(await caller.posts(`/signup?${query}`, { name, email, password, ...fields })).toMatchObject(leads('/'));
    const confirm = await linkIn(mail, email, /Confirm your address/, 'Confirm address');
    expect(await caller.posts(`${confirm}?${query}`, fields)).toMatchObject(leads('/'));
    await caller.posts(`/forgotten?${query}`, { email, ...fields });
    const reset = await linkIn(mail, email, /password/i, 'Set a new password');
    expect(await caller.posts(`${reset}?${query}`, { password: leo.password, ...fields })).toMatchObject(leads('/'));
    expect(await caller.posts(`/logout?${query}`, fields)).toMatchObject(leads('/login'));
    expect(await caller.posts(`/account/password?${query}`, fields)).toMatchObject(
      leads(`/login?next=${encodeURIComponent(`/account/password?${query}`).replaceAll('%2F', '/')}`),
    );
  });

  test('where a call came from is never where its answer leads (C-42)', async ({ house, mail }) => {
    const { admin, slug } = await Center.founded(house, mail, ada, halcyon.name);
    // What a browser without script sends when a form posts to a server function.
    const headers = { accept: 'text/html', referer: `https://${EVIL}/trap` };
    const fields = { slug, time_zone: 'Europe/Berlin' };
    for (const caller of [admin, new Caller(house.address)]) {
      const { headers: answered } = await caller.posts('/api/settings/save', fields, headers);
      expect(answered.location ?? '', 'Location').not.toContain(EVIL);
    }
  });
});

async function linkIn(mail: MailServer, to: string, subject: RegExp, button: string): Promise<string> {
  return new URL((await mail.to(to).subject(subject)).link(button)).pathname;
}

test.describe('accounts', { tag: '@script' }, () => {
  test.describe('where anybody may sign up', () => {
    test.use({ signUp: 'open' });

    test('a name that is somebody’s address logs in nobody (C-5)', async ({ house, mail }) => {
      const victim = new Caller(house.address);
      await victim.signsUp(ada);
      await victim.confirms(ada, mail);
      const shadow = { ...mallory, name: ada.email };
      const other = new Caller(house.address);
      await other.signsUp(shadow);
      await other.confirms(shadow, mail);

      const logIn = async (email: string, password: string) => {
        const caller = new Caller(house.address);
        const { status } = await caller.logsIn({ email, password });
        return { status, signedIn: caller.isSignedIn() };
      };
      const refused = { status: 422, signedIn: false };
      expect(await logIn(ada.email, mallory.password), 'her address, the other’s password').toEqual(refused);
      expect(await logIn(ada.name, ada.password), 'her name').toEqual(refused);
      expect(await logIn(ada.email, ada.password)).toEqual({ status: 303, signedIn: true });
      expect(await logIn(mallory.email, mallory.password)).toEqual({ status: 303, signedIn: true });
    });

    test('whether an address has an account is told by no answer (C-7)', async ({ house, mail }) => {
      for (const person of [ada, omar]) {
        const caller = new Caller(house.address);
        await caller.signsUp(person);
        await caller.confirms(person, mail);
      }
      // Of one length, so that no header differs for that; and of two people, since each is mailed three times an hour.
      const forAda = [ada.email, 'eve@halcyon.example'];
      const forOmar = [omar.email, 'evan@halcyon.example'];

      const { name, password } = mallory;
      const extra = { next: `//${EVIL}`, invitation: 'none', time_zone: '\u0000', remember: 'perhaps' };
      const forms: [string, string[], Fields][] = [
        ['/login', forAda, { password: 'not what she chose' }], ['/login', forAda, { password: '' }],
        ['/login', forAda, { password: 'not what she chose', ...extra }], ['/forgotten', forAda, {}],
        ['/forgotten', forAda, extra], ['/signup', forOmar, { name, password }],
        ['/signup', forOmar, { name, password, ...extra }], ['/signup', forOmar, { name, password: 'short' }],
        ['/signup', forOmar, { name: ' ', password }],
      ];
      for (const [target, emails, fields] of forms) {
        const answers = [];
        for (const email of emails) {
          const caller = new Caller(house.address);
          const { status, headers, text } = await caller.posts(target, [...entries(fields), ['email', email]]);
          const { date: _, 'set-cookie': cookies = [], ...others } = headers;
          const cookie = cookies.map((line) => line.replace(/=[\w-]{43};/, '=…;'));
          // What stands behind the answer looks the same too.
          const start = caller.isSignedIn() ? (await caller.sends('/')).text : '';
          answers.push({
            status,
            others,
            cookie,
            text: text.replaceAll(email, '…'),
            start: start.replaceAll(email, '…'),
          });
        }
        expect(answers[1], `${target} ${JSON.stringify(fields)}`).toEqual(answers[0]);
      }
    });

    test('signing up with the invited address, without the link, joins nothing (C-22)', async ({ house, mail }) => {
      const center = await Center.founded(house, mail, ada, halcyon.name);
      const link = await center.invites(mina, 'admin');
      const claimer = new Caller(house.address);
      await claimer.signsUp({ ...mallory, email: mina.email });

      expect((await claimer.sends('/')).text).not.toContain(halcyon.name);
      for (const page of [`/b/${halcyon.slug}`, center.list]) expect((await claimer.sends(page)).status).toBe(404);
      const { invitation } = await opens(house, link);
      for (const button of ['accept', 'decline', 'create', 'login']) {
        const answer = await claimer.posts(`/invite/${button}`, {
          invitation,
          name: 'Mina',
          password: mallory.password,
        });
        expect([303, 400], button).toContain(answer.status);
        if (answer.status === 303) expect(answer.headers.location).toBe('/invite');
      }
      expect((await claimer.sends('/invite')).status).toBe(400);
      expect(await center.partner(mina)).toMatchObject({ state: 'invited' });

      // Her own way in is free, and the claim falls.
      expect(await joins(await opens(house, link), mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
      expect((await claimer.sends('/account')).headers.location).toBe('/login?next=/account');
    });
  });

  test('an account made through a link has the invited address, whatever was sent along (C-6)', async ({
    house,
    mail,
  }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const opened = await opens(house, await center.invites(mina));
    const { email } = mallory;
    const answer = await joins(opened, mina, {
      email,
      address: email,
      contact: email,
      username: email,
      'email[]': email,
    });
    expect(answer).toMatchObject(leads(`/b/${halcyon.slug}`));
    expect(await center.partner(mina)).toMatchObject({ name: mina.name, contact: mina.email, state: 'active' });
    const account = (await opened.caller.sends('/account')).text;
    expect(account).toContain(mina.email);
    expect(account).not.toContain(email);
    const stranger = new Caller(house.address);
    expect((await stranger.logsIn({ email, password: mina.password })).status).toBe(422);
    expect((await stranger.logsIn(mina)).status).toBe(303);
  });

  test('an owned address that is invited keeps its password and its sessions (C-11)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const first = await opens(house, await center.invites(omar));
    expect(await joins(first, omar)).toMatchObject(leads(`/b/${halcyon.slug}`));
    // As if he had left: he is invited a second time by another Business Center of hers.
    expect(await center.admin.posts('/', { business_name: 'Halcyon Labs' })).toMatchObject(
      leads('/b/halcyon-labs/partners'),
    );
    const labs = new Center(center.admin, 'halcyon-labs', mail);
    const second = await opens(house, await labs.invites(omar));

    const taken = await joins(second, { ...omar, password: mallory.password });
    expect(taken.status).toBe(409);
    expect(second.caller.isSignedIn()).toBe(false);
    expect(await labs.partner(omar)).toMatchObject({ state: 'invited' });
    expect((await first.caller.sends(`/b/${halcyon.slug}`)).status, 'his session lives').toBe(200);
    expect((await new Caller(house.address).logsIn({ ...omar, password: mallory.password })).status).toBe(422);
    expect((await new Caller(house.address).logsIn(omar)).status).toBe(303);
  });
});

test.describe('links', { tag: '@script' }, () => {
  test.describe('of two Business Centers', () => {
    test.use({ signUp: 'open' });

    test('a link opens its own Business Center only, in both directions (C-12)', async ({ house, mail }) => {
      const ours = await Center.founded(house, mail, ada, halcyon.name);
      const theirs = await Center.founded(house, mail, mallory, 'Vane Trading');
      // One person, so that nothing but the Business Center differs.
      const [our, their] = [await ours.invites(mina, 'admin'), await theirs.invites(mina, 'admin')];
      const [atOurs, atTheirs] = [await opens(house, our), await opens(house, their)];
      expect(atOurs.invitation).not.toBe(atTheirs.invitation);

      for (const [{ caller }, { invitation }] of [
        [atOurs, atTheirs],
        [atTheirs, atOurs],
      ] as [Opened, Opened][]) {
        const created = await joins({ caller, invitation }, mina);
        expect(created.status).toBe(409);
        expect(heading(created)).toBe('This page shows another invitation');
        expect(caller.isSignedIn()).toBe(false);
        for (const button of ['decline', 'login', 'code', 'report']) {
          const answer = await caller.posts(`/invite/${button}`, { invitation, own_password: mina.password });
          expect(answer.status, button).toBeGreaterThanOrEqual(400);
          expect(answer.status, button).toBeLessThan(500);
        }
      }
      for (const center of [ours, theirs]) expect(await center.partner(mina)).toMatchObject({ state: 'invited' });

      // Nor does a partner of one stand under the address of the other.
      for (const [own, other] of [
        [ours, theirs],
        [theirs, ours],
      ] as [Center, Center][]) {
        const { id } = await other.partner(mina);
        for (const button of ['resend', 'cancel', 'address', 'link']) {
          for (const { list } of [own, other]) {
            const answer = await own.admin.posts(`${list}/${id}/${button}`, { address: leo.email });
            expect(answer.status, `${list} ${button}`).toBe(404);
          }
        }
        expect(await other.partner(mina)).toMatchObject({ state: 'invited' });
      }
    });
  });

  test('whoever looks at a link before its owner uses nothing up and gets no session (C-14)', async ({
    ada: her,
    enter,
    house,
    mail,
  }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const link = await center.invites(mina);
    const lookers: Headers[] = [
      { 'user-agent': 'Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)' },
      { 'user-agent': 'Mozilla/5.0 (compatible; Barracuda Sentinel)', accept: '*/*' },
      { 'user-agent': 'SafeLinks', 'x-forwarded-for': '40.94.0.1' },
      { 'user-agent': 'GoogleImageProxy', via: '1.1 google' },
      { 'user-agent': 'Slackbot-LinkExpanding 1.0', range: 'bytes=0-32768' },
      { 'user-agent': 'WhatsApp/2.23', accept: 'image/*' }, { purpose: 'prefetch' },
      { 'sec-purpose': 'prefetch;prerender', 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
      { 'x-moz': 'prefetch', 'sec-fetch-site': 'cross-site' }, { 'user-agent': '' },
    ];
    for (const headers of lookers) {
      const caller = new Caller(house.address, headers);
      for (const method of ['HEAD', 'OPTIONS', 'GET', 'HEAD', 'GET']) {
        for (const target of [link, '/invite', '/invite/report']) {
          const { status } = await caller.sends(target, { method });
          expect(status, `${method} ${target} ${JSON.stringify(headers)}`).toBeLessThan(500);
        }
      }
      expect([...caller.cookies.keys()], JSON.stringify(headers)).toEqual(['invite']);
    }
    // One that runs every script of the page and fetches what it names.
    const sandbox = await enter(mallory);
    await sandbox.page.goto(link);
    await sandbox.page.waitForLoadState('networkidle');
    const cookies = await sandbox.page.context().cookies();
    expect(cookies.map(({ name }) => name)).toEqual(['invite']);

    expect(await center.partner(mina)).toMatchObject({ state: 'invited' });
    expect(mail.all(her.person.email).map(({ subject }) => subject)).toEqual(['Confirm your address']);
    expect(await joins(await opens(house, link), mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
  });

  test('a link with any one letter changed is unknown (C-1)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const link = await center.invites(mina, 'admin');
    const before = await center.stands();
    const start = '/invite/'.length;
    for (let place = start; place < link.length; place += 1) {
      const other = link[place] === 'A' ? 'B' : 'A';
      const flipped = link.slice(0, place) + other + link.slice(place + 1);
      const caller = new Caller(house.address);
      const answer = await caller.sends(flipped);
      expect([answer.status, heading(answer)], flipped).toEqual([404, 'No invitation has this link']);
      caller.cookies.set('invite', flipped.slice(start));
      const { id: invitation } = await center.partner(mina);
      expect((await joins({ caller, invitation }, mina)).status, flipped).toBeGreaterThanOrEqual(400);
      expect(caller.isSignedIn(), flipped).toBe(false);
    }
    expect(await center.stands()).toEqual(before);
  });

  test('each link works once (C-20)', async ({ house, mail }) => {
    const her = new Caller(house.address);
    await her.signsUp(ada);
    const confirm = await linkIn(mail, ada.email, /Confirm your address/, 'Confirm address');
    expect(await her.posts(confirm)).toMatchObject(leads('/'));
    const confirmedAgain = await her.posts(confirm);
    expect(confirmedAgain.status).toBe(410);
    expect(heading(confirmedAgain)).toBe('This link does nothing any more');

    await her.posts('/', { business_name: halcyon.name });
    const center = new Center(her, halcyon.slug, mail);
    const link = await center.invites(mina);
    const [one, two] = [await opens(house, link), await opens(house, link)];
    expect(await joins(one, mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
    const late = await joins(two, mallory);
    expect(late.status).toBe(410);
    expect(heading(late)).toBe('This link was already used');
    expect(two.caller.isSignedIn()).toBe(false);
    expect((await two.caller.sends(link)).status).toBe(410);
    expect(await center.partners()).toHaveLength(1);

    await new Caller(house.address).posts('/forgotten', { email: mina.email });
    const reset = await linkIn(mail, mina.email, /password/i, 'Set a new password');
    const first = new Caller(house.address);
    expect(await first.posts(reset, { password: leo.password })).toMatchObject(leads('/'));
    const replay = new Caller(house.address);
    const resetAgain = await replay.posts(reset, { password: mallory.password });
    expect(resetAgain.status).toBe(410);
    expect(heading(resetAgain)).toBe('This link does nothing any more');
    expect(replay.isSignedIn()).toBe(false);
    expect((await replay.logsIn({ ...mina, password: mallory.password })).status).toBe(422);
    expect((await replay.logsIn({ ...mina, password: leo.password })).status).toBe(303);
  });

  test('what a page shows and what its button does is one invitation (C-23)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const [links, nothing] = [
      [await center.invites(mina), await center.invites(leo, 'admin')] as const,
      await center.stands(),
    ];

    // Two tabs of one browser: the second link takes the cookie, the first tab still stands.
    const caller = new Caller(house.address);
    const tab = await opens(house, links[0], caller);
    const newer = await opens(house, links[1], caller);
    for (const [target, fields] of [
      ['/invite/create', { name: mina.name, password: mina.password }], ['/invite/decline', {}],
      ['/invite/report', { block: 'yes' }], ['/invite/code', {}],
    ] as [string, Record<string, string>][]) {
      const answer = await caller.posts(target, { invitation: tab.invitation, ...fields });
      expect(answer.status, target).toBe(409);
      expect(answer.text, target).toContain('href="/invite"');
    }

    // The id in the form is another one, or none that exists.
    const strange = [
      '00000000-0000-7000-8000-000000000000',
      center.slug,
      tab.invitation.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ];
    for (const invitation of strange) {
      const answer = await joins({ caller, invitation }, leo);
      expect([409, 422], invitation).toContain(answer.status);
    }

    // The cookie is another one, or none that was ever sent.
    const token = caller.cookies.get('invite') ?? '';
    for (const forged of [
      token.slice(0, -1), `${token}A`, token.split('').reverse().join(''), links[0].slice('/invite/'.length),
    ]) {
      caller.cookies.set('invite', forged);
      const answer = await joins(newer, leo);
      expect([400, 404, 409], forged).toContain(answer.status);
      caller.cookies.set('invite', token);
    }
    expect(caller.isSignedIn()).toBe(false);
    expect(await center.stands()).toEqual(nothing);

    // And accepting signs nobody in as somebody else: Ada's browser stays hers.
    await opens(house, links[0], center.admin);
    const asAda = await center.admin.posts('/invite/accept', { invitation: tab.invitation });
    expect(asAda.status).toBe(403);
    expect(await center.stands()).toEqual(nothing);
  });

  test('a link or form that is cut short, empty or too much gets a clear answer (C-24)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const link = await center.invites(mina);
    const before = await center.stands();
    const whole = link.slice('/invite/'.length);
    const tokens = [
      '', 'null', 'undefined', '[]', '{}', '0', '-1', '%00', '%20', '%2e%2e', '..%2f..', '%ff%fe', "'%20OR%201=1--",
      '*', '%25', whole.slice(0, -1), whole.slice(1), `${whole}A`, `${whole}%00`, `${whole}%20`, `${whole}=`,
      `${whole}/`, whole.toLowerCase(), 'A'.repeat(43), 'A'.repeat(7000),
    ];
    for (const token of tokens) {
      for (const place of ['invite', 'confirm', 'reset']) {
        for (const method of ['GET', 'POST']) {
          const caller = new Caller(house.address);
          const { status } = await caller.sends(`/${place}/${token}`, {
            method,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: method === 'POST' ? `password=${encodeURIComponent(mina.password)}` : '',
          });
          const of = `${method} /${place}/${token.slice(0, 60)}`;
          expect(status, of).toBeGreaterThanOrEqual(400);
          expect(status, of).toBeLessThan(500);
          expect([...caller.cookies.keys()], of).toEqual([]);
        }
      }
      const caller = new Caller(house.address);
      caller.cookies.set('invite', token);
      const held = await caller.sends('/invite');
      expect([400, 404], `cookie ${token.slice(0, 60)}`).toContain(held.status);
    }

    const { caller, invitation } = await opens(house, link);
    const { name, password } = mina;
    const forms: Fields[] = [
      {},
      { name, password },
      { invitation: '', name, password },
      { invitation: 'null', name, password },
      { invitation: '[]', name, password },
      { invitation: '\0', name, password },
      { 'invitation[]': invitation, name, password },
      { invitation: invitation.repeat(100), name, password },
      [
        ['invitation', invitation], ['invitation', invitation], ['name', name], ['password', password],
      ],
      { invitation, name: 'M'.repeat(10_000), password },
      { invitation, name: '\0', password },
      { invitation, name, password: '' },
      { invitation, name, password: 'p'.repeat(100_000) },
    ];
    for (const form of forms) {
      for (const button of ['create', 'login', 'decline', 'code', 'report', 'allow']) {
        // Declining needs nothing but the id, which some of these have.
        if (
          button !== 'create' &&
          entries(form).filter(([of, value]) => of === 'invitation' && value === invitation).length === 1
        )
          continue;
        const { status } = await caller.posts(`/invite/${button}`, form);
        const of = `${button} ${JSON.stringify(form).slice(0, 100)}`;
        expect(status, of).toBeGreaterThanOrEqual(400);
        expect(status, of).toBeLessThan(500);
      }
    }
    for (const body of ['%', '%ff=%fe', '=', '&&&', 'invitation', '{"invitation":null}', 'a=b&'.repeat(80_000)]) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const { status } = await caller.sends('/invite/create', { method: 'POST', headers, body });
      expect(status, body.slice(0, 60)).toBeGreaterThanOrEqual(400);
      expect(status, body.slice(0, 60)).toBeLessThan(500);
    }
    expect(caller.isSignedIn()).toBe(false);
    expect(await center.stands()).toEqual(before);
    expect(await joins({ caller, invitation }, mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
  });

  test('a call that lacks a field, or has one that is none, gets a clear answer (C-24)', async ({ house, mail }) => {
    const { admin, slug } = await Center.founded(house, mail, ada, halcyon.name);
    for (const endpoint of await endpoints()) {
      const forms: Fields[] = [
        {},
        { slug: '' },
        { slug: '\0' },
        { slug: 'null', id: '[]', after: '[]', again: '[]', state: '[]' },
        { 'slug[]': slug },
        [
          ['slug', slug],
          ['slug[a]', slug],
        ],
      ];
      for (const fields of forms) {
        const { status, text } = await admin.calls(endpoint, fields);
        const of = `${endpoint} ${JSON.stringify(fields)}`;
        expect.soft(status, `${of} ${text}`).toBeGreaterThanOrEqual(400);
        expect.soft(status, of).toBeLessThan(500);
        // Nor are the insides of the program told.
        expect.soft(text, of).not.toContain('deserializing');
      }
    }
  });
});

test.describe('forms', { tag: '@script' }, () => {
  /** What a form has no field for. */
  const extra = (other: string): [string, string][] => [
    ['business_id', other], ['center', other], ['center_id', other], ['role', 'admin'], ['is_admin', 'true'],
    ['access', 'admin'], ['grant', 'Admin'], ['status', 'active'], ['state', 'Active'], ['recorded', 'accepted'],
    ['accepted_at', '2020-01-01T00:00:00Z'], ['accepted_by', other], ['approved_by', other], ['admins', '0'],
    ['id', other], ['account', other], ['account_id', other], ['verified', 'true'], ['standing', 'Verified'],
    ['expires_at', '2099-01-01T00:00:00Z'], ['needs_code', 'false'], ['known', 'true'], ['__proto__', 'x'],
  ];

  test.use({ signUp: 'open' });

  test('a name of ten thousand characters is refused beside its field, and kept', async ({ house, mail }) => {
    const long = 'M'.repeat(10_000);
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const { caller, invitation } = await opens(house, await center.invites(mina));
    const refused = [
      await new Caller(house.address).posts('/signup', { name: long, email: leo.email, password: leo.password }),
      await joins({ caller, invitation }, { ...mina, name: long }),
      await center.admin.posts('/', { business_name: long, time_zone: 'UTC' }),
      await center.admin.posts(`${center.list}/new`, {
        contact: leo.email,
        kind: 'agency',
        level: 'standard',
        organisation: long,
      }),
    ];
    for (const { status, text } of refused) {
      expect(status).toBe(422);
      const [field = ''] = new RegExp(`<input[^>]*value="${long}"[^>]*>`).exec(text) ?? [];
      expect(field.replace(long, '…')).toContain('aria-invalid="true"');
      expect(text).toContain('A name has room for 100: shorten it.');
    }
    expect(await center.partner(mina)).toMatchObject({ state: 'invited' });
  });

  test('names of any script and emoji are taken, and set apart from the words around them', async ({ house, mail }) => {
    const person = { ...ada, name: 'مينا 👩🏽‍🎨 Okafor' };
    const center = await Center.founded(house, mail, person, halcyon.name);
    const { caller } = await opens(house, await center.invites(mina));
    expect((await caller.sends('/invite')).text).toContain(`<bdi>${person.name}</bdi>`);
    expect((await center.admin.sends('/')).text).toContain(person.name);
    expect(JSON.parse((await center.admin.calls('members/list', { slug: center.slug })).text).rows).toMatchObject([
      { name: person.name },
    ]);
  });

  test('a field that a form does not have changes nothing (C-30)', async ({ house, mail }) => {
    const theirs = await Center.founded(house, mail, mallory, 'Vane Trading');
    const untouched = await theirs.stands();
    const ours = await Center.founded(house, mail, ada, halcyon.name);
    const more = [...extra('vane-trading'), ['level', 'standard']] as [string, string][];

    // Both ways of inviting: neither is Admin nor active, nor anywhere else.
    const invited: [string, string][] = [['contact', mina.email], ['kind', 'client'], ...more];
    expect(await ours.admin.posts(`${ours.list}/new`, invited)).toMatchObject(leads(ours.list));
    const called = await ours.admin.calls('partners/invite', [
      ['slug', ours.slug], ['contact', leo.email], ['kind', 'client'], ...more,
    ]);
    expect(JSON.parse(called.text)).toBe('Sent');
    for (const person of [mina, leo]) {
      expect(await ours.partner(person)).toMatchObject({
        state: 'invited',
        level: 'standard',
        kind: 'Client',
        reach: 'Nothing yet',
      });
    }

    // Whoever joins gets what was offered.
    const opened = await opens(house, await linkIn(mail, mina.email, /invites you/, 'Accept Invite'));
    expect(
      await joins(opened, mina, [...extra('vane-trading'), ['level', 'admin'], ['modules[]', 'billing']]),
    ).toMatchObject(leads(`/b/${halcyon.slug}`));
    expect(await ours.partner(mina)).toMatchObject({ state: 'active', level: 'standard', reach: 'Nothing yet' });
    expect((await opened.caller.sends(ours.list)).status).toBe(403);
    expect(
      (
        await opened.caller.calls('partners/invite', [
          ['slug', ours.slug], ['contact', omar.email], ['kind', 'client'], ...more,
        ])
      ).status,
    ).toBe(403);

    // Nor do settings, an account or a new address.
    expect(
      JSON.parse(
        (
          await ours.admin.calls('settings/save', [
            ['slug', ours.slug],
            ['time_zone', 'Europe/Berlin'],
            ...extra('vane-trading'),
          ])
        ).text,
      ),
    ).toBe('Saved');
    const claimer = new Caller(house.address);
    const typed = { name: omar.name, email: omar.email, password: omar.password };
    expect(await claimer.posts('/signup', [...Object.entries(typed), ...extra('halcyon-skincare')])).toMatchObject(
      leads('/'),
    );
    expect((await claimer.sends('/')).text).toContain('Confirm your address');
    expect((await claimer.sends(`/b/${halcyon.slug}`)).status).toBe(404);
    const { id } = await ours.partner(leo);
    await ours.admin.posts(`${ours.list}/${id}/address`, [['address', 'leo@home.example'], ...more]);
    expect(await ours.partner({ ...leo, email: 'leo@home.example' })).toMatchObject({
      id,
      state: 'invited',
      level: 'standard',
    });
    expect(await ours.partners()).toHaveLength(2);
    expect(await theirs.stands()).toEqual(untouched);
  });

  test('a link that was mailed always begins with the address of the house (C-33)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const hosts: [string, Headers][] = [
      ['', { host: EVIL }],
      ['', { host: `${house.address}@${EVIL}` }],
      ['', { host: house.address, 'x-forwarded-host': EVIL, 'x-forwarded-proto': 'https', 'x-forwarded-port': '444' }],
      ['', { host: house.address, forwarded: `host=${EVIL};proto=https`, 'x-original-host': EVIL, 'x-host': EVIL }],
      [
        '',
        {
          host: house.address,
          'x-original-url': `http://${EVIL}/`,
          'x-rewrite-url': `http://${EVIL}/`,
          referer: `http://${EVIL}/`,
        },
      ],
      [`http://${EVIL}`, { host: EVIL }],
      [`http://${EVIL}`, { host: house.address }],
      [`https://${house.address}@${EVIL}`, { host: house.address }],
      ['', { host: [EVIL, house.address] }],
      ['', { host: [house.address, EVIL] }],
      ['', { host: '' }],
    ];
    let mails = 0;
    for (const [count, [prefix, headers]] of hosts.entries()) {
      const person = { name: 'Somebody', email: `somebody${count}@agency.example`, password: mina.password };
      const of = JSON.stringify([prefix, headers]);
      const visitor = new Caller(house.address, headers);
      const signed = await visitor.posts(`${prefix}/signup`, { ...person });
      expect(signed.status, of).toBeLessThan(500);
      expect(signed.headers.location ?? '/', of).toBe('/');
      const invited = await center.admin.posts(
        `${prefix}${center.list}/new`,
        { contact: `new${count}@agency.example`, kind: 'agency', level: 'standard' },
        headers,
      );
      expect(invited.status, of).toBeLessThan(500);
      expect(invited.headers.location ?? center.list, of).toBe(center.list);
      if (signed.status !== 303 || invited.status !== 303) continue;
      const confirm = await linkIn(mail, person.email, /Confirm your address/, 'Confirm address');
      expect(await new Caller(house.address).posts(confirm, { password: person.password })).toMatchObject(leads('/'));
      await visitor.posts(`${prefix}/forgotten`, { email: person.email });
      const letters = [
        await mail.to(person.email).subject(/Confirm your address/),
        await mail.to(person.email).subject(/password/i),
        await mail.to(`new${count}@agency.example`).subject(/invites you/),
      ];
      for (const { source, text, html } of letters) {
        mails += 1;
        const links = [...`${text} ${html}`.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([link]) => link);
        expect(links.length, of).toBeGreaterThan(0);
        for (const link of links) expect(link.startsWith(`${house.url}/`), `${link} ${of}`).toBe(true);
        expect(source, of).not.toContain(EVIL);
      }
    }
    expect(mails, 'mails that were looked at').toBeGreaterThanOrEqual(15);
    // Nor does a redirect name a host.
    const asked = await new Caller(house.address).sends(center.list, { headers: { host: EVIL } });
    expect(asked.headers.location).toBe(`/login?next=${center.list}`);
  });

  test('where strangers can come in, it does not start without its address (C-33)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyholder-'));
    const port = (await freeAddress()).split(':')[1];
    const { code, log } = await Keyholder.refuses({ folder, env: { KEYHOLDER_LISTEN: `0.0.0.0:${port}` } });
    await rm(folder, { recursive: true });
    expect(code).toBeGreaterThan(0);
    expect(log).toContain('KEYHOLDER_URL');
  });
});

test.describe('limits', { tag: '@script' }, () => {
  const claims = (address: string): Headers => ({
    'x-forwarded-for': address,
    forwarded: `for=${address}`,
    'x-real-ip': address,
    'x-client-ip': address,
    'cf-connecting-ip': address,
    'true-client-ip': address,
  });

  test('a client that invents another origin each time is limited all the same (C-34)', async ({ house, mail }) => {
    const her = new Caller(house.address);
    await her.signsUp(ada);
    await her.confirms(ada, mail);
    const wrong = { email: ada.email, password: 'not what she chose' };
    const statuses = [];
    for (let count = 0; count < 13; count += 1) {
      const answer = await new Caller(house.address).logsIn(wrong, claims(`203.0.113.${count}`));
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429, 429]);
    const right = await new Caller(house.address).logsIn(ada, claims('198.51.100.7'));
    expect(right.status, 'even the right password waits').toBe(429);
    expect(right.text).toMatch(/Try again after \d/);
    expect((await her.sends('/account')).status, 'whoever is in stays in').toBe(200);
  });

  test.describe('behind a proxy that is trusted', () => {
    let folder: string;
    let address: string;
    let keyholder: Keyholder;
    test.beforeEach(async ({ mail }) => {
      folder = await mkdtemp(join(tmpdir(), 'keyholder-'));
      address = await freeAddress();
      keyholder = await Keyholder.start({
        folder,
        env: { KEYHOLDER_LISTEN: address, KEYHOLDER_TRUSTED_PROXIES: '127.0.0.1', SMTP_URL: mail.url },
      });
    });
    test.afterEach(async () => {
      await keyholder.stop();
      await rm(folder, { recursive: true });
    });

    test('the client that the proxy saw is limited, and no other (C-34)', async ({ mail }) => {
      const her = new Caller(address, { 'x-forwarded-for': '192.0.2.10' });
      await her.signsUp(ada);
      await her.confirms(ada, mail);
      const wrong = { email: ada.email, password: 'not what she chose' };
      const statuses = [];
      for (let count = 0; count < 11; count += 1) {
        // What stands to the left of what the proxy wrote is invented.
        const caller = new Caller(address, { 'x-forwarded-for': `203.0.113.${count}, 198.51.100.7` });
        statuses.push((await caller.logsIn(wrong)).status);
      }
      expect(statuses).toEqual([...Array(10).fill(422), 429]);
      const other = new Caller(address, { 'x-forwarded-for': '198.51.100.7, 192.0.2.10' });
      expect((await other.logsIn(ada)).status, 'her own client').toBe(303);
    });

    test('whoever floods the invite page is told until when, and others go on', async () => {
      const flooding = new Caller(address, { 'x-forwarded-for': '198.51.100.7' });
      let posts = 0;
      let answer = await flooding.posts('/invite/decline', { invitation: 'x' });
      while (answer.status !== 429 && posts < 400) {
        expect([400, 422]).toContain(answer.status);
        posts += 1;
        answer = await flooding.posts('/invite/decline', { invitation: 'x' });
      }
      expect(answer.status).toBe(429);
      expect(posts).toBeGreaterThanOrEqual(120);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(heading(answer)).toBe('Too often');
      expect(answer.text).toMatch(/\d{1,2}:\d{2}/);
      // Looking is free, and so is everybody else.
      expect((await flooding.sends('/invite')).status).toBe(400);
      const other = new Caller(address, { 'x-forwarded-for': '192.0.2.10' });
      expect((await other.posts('/invite/decline', { invitation: 'x' })).status).not.toBe(429);
    });
  });
});

const APP = fileURLToPath(new URL('../../app/src/', import.meta.url));

async function sources(): Promise<string[]> {
  const files = (await readdir(APP, { recursive: true })).filter((file) => file.endsWith('.rs'));
  return Promise.all(files.map((file) => readFile(join(APP, file), 'utf8')));
}

/** Every server function, as the sources name it. */
async function endpoints(): Promise<string[]> {
  const found = (await sources()).flatMap((source) => [...source.matchAll(/#\[server\(endpoint = "([^"]+)"\)\]/g)]);
  const all = (await sources()).flatMap((source) => [...source.matchAll(/#\[server\((?!default)/g)]);
  expect(found.length, 'server functions whose address stands in the sources').toBe(all.length);
  return found.map(([, endpoint]) => endpoint ?? '').sort();
}

/** Every address that takes a post, as the sources name it. */
async function postRoutes(): Promise<string[]> {
  const constants = new Map(
    [...(await readFile(join(APP, 'path.rs'), 'utf8')).matchAll(/pub const (\w+): &str = "(\/[^"]*)"/g)].map(
      ([, name, value]) => [`path::${name}`, value ?? ''],
    ),
  );
  const found = [];
  let written = 0;
  for (const source of await sources()) {
    written += [...source.matchAll(/(?<![\w"])post\(/g)].length;
    for (const [, place = ''] of source.matchAll(/\.route\(\s*("[^"]+"|path::\w+),\s*(?:get\([\w:]+\)\.)?post\(/g)) {
      found.push(place.startsWith('"') ? place.slice(1, -1) : (constants.get(place) ?? place));
    }
  }
  expect(found.length, 'routes that take a post').toBe(written);
  return found.sort();
}

test.describe('other sites', { tag: '@script' }, () => {
  const foreign: Headers[] = [
    { 'sec-fetch-site': 'cross-site', origin: `https://${EVIL}` },
    { 'sec-fetch-site': 'same-site', origin: 'http://other.halcyon.example' },
    { 'sec-fetch-site': 'cross-site', origin: 'null' }, { 'sec-fetch-site': 'cross-site' },
    { origin: `https://${EVIL}` }, { origin: 'null' }, { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site', origin: `https://${EVIL}`, 'content-type': 'text/plain' },
    { origin: `https://${EVIL}`, 'content-type': 'multipart/form-data; boundary=x' },
  ];

  test('no other site can post a form or call a function (C-41)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const { admin, slug, list } = center;
    const link = await center.invites(mina);
    await center.invites(leo);
    const { id } = await center.partner(leo);
    await opens(house, link, admin);
    const { id: invitation } = await center.partner(mina);
    await admin.posts('/account/addresses', { new_address: 'ada@home.example', address_password: ada.password });
    const confirm = await linkIn(mail, 'ada@home.example', /Confirm/, 'Confirm address');
    await admin.posts('/forgotten', { email: ada.email });
    const reset = await linkIn(mail, ada.email, /password/i, 'Set a new password');
    await new Caller(house.address).logsIn(ada);
    const [, session = ''] = /name="session" value="([^"]+)"/.exec((await admin.sends('/account')).text) ?? [];
    expect(session, 'a session that can be ended').not.toBe('');

    const { email, password } = ada;
    const newcomer = { name: mallory.name, password: mallory.password };
    const offer = { contact: omar.email, kind: 'agency', level: 'admin' };
    // Each would do something if it came from a page of ours.
    const forms: Record<string, [target: string, fields: Record<string, string>]> = {
      '/': ['/', { business_name: 'Another', time_zone: 'UTC' }],
      '/login': ['/login', { email, password }],
      '/signup': ['/signup', { ...newcomer, email: mallory.email }],
      '/logout': ['/logout', {}],
      '/forgotten': ['/forgotten', { email }],
      '/reset/{token}': [reset, { password: mallory.password }],
      '/confirm/{token}': [confirm, { password }],
      '/account/password': ['/account/password', { present_password: password, new_password: mallory.password }],
      '/account/addresses': ['/account/addresses', { new_address: mallory.email, address_password: password }],
      '/account/addresses/confirm': ['/account/addresses/confirm', { address: 'ada@home.example' }],
      '/account/addresses/remove': [
        '/account/addresses/remove',
        { address: 'ada@home.example', remove_password: password },
      ],
      '/account/sessions/end': ['/account/sessions/end', { session }],
      '/account/time-zone': ['/account/time-zone', { zone: 'Asia/Tokyo' }],
      '/invite/{token}': [link, {}],
      '/invite/create': ['/invite/create', { invitation, ...newcomer }],
      '/invite/login': ['/invite/login', { invitation, email, own_password: password }],
      '/invite/accept': ['/invite/accept', { invitation }],
      '/invite/decline': ['/invite/decline', { invitation }],
      '/invite/switch': ['/invite/switch', {}],
      '/invite/code': ['/invite/code', { invitation }],
      '/invite/report': ['/invite/report', { invitation, block: 'yes' }],
      '/invite/allow': ['/invite/allow', { invitation }],
      '/b/{slug}/partners/new': [`${list}/new`, offer],
      '/b/{slug}/partners/new/mail': [`${list}/new/mail`, offer],
      '/b/{slug}/settings': [`/b/${slug}/settings`, { time_zone: 'Asia/Tokyo', copy_link: 'yes' }],
      '/b/{slug}/partners/{id}/resend': [`${list}/${id}/resend`, {}],
      '/b/{slug}/partners/{id}/cancel': [`${list}/${id}/cancel`, {}],
      '/b/{slug}/partners/{id}/address': [`${list}/${id}/address`, { address: mallory.email }],
      '/b/{slug}/partners/{id}/link': [`${list}/${id}/link`, {}],
    };
    const calls: Record<string, Record<string, string>> = {
      'members/list': { slug },
      'partners/before-inviting': { slug },
      'partners/invite': { slug, ...offer },
      'partners/list': { slug, search: '' },
      'partners/one': { slug, id },
      'settings/ask': { slug },
      'settings/save': { slug, time_zone: 'Asia/Tokyo', copy_link: 'yes' },
    };
    // A route that is new must be tried too.
    expect(Object.keys(forms).sort()).toEqual(await postRoutes());
    expect(Object.keys(calls).sort()).toEqual(await endpoints());

    const everything = [
      ...Object.values(forms),
      ...Object.entries(calls).map(([endpoint, fields]) => [`/api/${endpoint}`, fields] as const),
    ];
    const before = await center.stands();
    const cookies = [...admin.cookies];
    const letters = allMails(mail);
    for (const [target, fields] of everything) {
      for (const headers of foreign) {
        const answer = await admin.posts(target, fields, headers);
        const of = `${target} ${JSON.stringify(headers)}`;
        expect(answer.status, of).toBe(403);
        expect(answer.headers['set-cookie'], of).toBeUndefined();
        expect(answer.headers.location, of).toBeUndefined();
        expect(answer.text, of).not.toContain(leo.email);
      }
      // It is the origin that was refused: from here it answers otherwise, if only that a log-in is missing.
      const own = await new Caller(house.address).posts(
        target,
        {},
        { origin: house.url, 'sec-fetch-site': 'same-origin' },
      );
      expect([403, 404, 405], `${target} from here`).not.toContain(own.status);
    }
    expect([...admin.cookies]).toEqual(cookies);
    expect(await center.stands()).toEqual(before);
    expect(allMails(mail)).toEqual(letters);
  });

  test('no address does anything when it is only opened (C-41)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const { admin, slug, list } = center;
    await opens(house, await center.invites(mina), admin);
    const { id } = await center.partner(mina);
    const before = await center.stands();
    const letters = allMails(mail);
    const fields = {
      slug,
      invitation: id,
      id,
      contact: leo.email,
      kind: 'agency',
      level: 'admin',
      time_zone: 'Asia/Tokyo',
      zone: 'Asia/Tokyo',
      copy_link: 'yes',
      email: ada.email,
      password: ada.password,
      own_password: ada.password,
      address: leo.email,
      search: '',
      business_name: 'Another',
      name: leo.name,
      new_address: leo.email,
      address_password: ada.password,
      block: 'yes',
      present_password: ada.password,
      new_password: leo.password,
    };
    const query = String(new URLSearchParams(fields));
    const navigated = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    for (const endpoint of await endpoints()) {
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
        const { status, text } = await admin.sends(`/api/${endpoint}?${query}`, {
          method,
          headers: method === 'GET' ? navigated : {},
        });
        expect(status, `${method} ${endpoint}`).toBeGreaterThanOrEqual(400);
        expect(status, `${method} ${endpoint}`).toBeLessThan(500);
        expect(text, `${method} ${endpoint}`).not.toContain(mina.email);
      }
    }
    for (const route of await postRoutes()) {
      const target = route
        .replace('/b/{slug}/partners', list)
        .replace('{slug}', slug)
        .replace('{id}', id)
        .replace('{token}', 'none');
      for (const method of ['GET', 'HEAD']) {
        const { status } = await admin.sends(`${target}?${query}`, { method, headers: navigated });
        expect(status, `${method} ${target}`).toBeLessThan(500);
      }
    }
    expect(await center.stands()).toEqual(before);
    expect(allMails(mail)).toEqual(letters);
  });

  test('a form that no browser of ours would send is not taken for one (C-41)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const { admin, slug, list } = center;
    const before = await center.stands();
    const own = { origin: house.url };
    const offer = { contact: omar.email, kind: 'agency', level: 'admin' };
    for (const [target, fields] of [
      [`${list}/new`, offer],
      ['/', { business_name: 'Another' }],
      [`/b/${slug}/settings`, { time_zone: 'Asia/Tokyo' }],
    ] as const) {
      for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
        const { status } = await admin.sends(target, {
          method: 'POST',
          headers: { ...own, 'content-type': type },
          body: JSON.stringify(fields),
        });
        expect(status, `${target} ${type}`).toBeGreaterThanOrEqual(400);
        expect(status, `${target} ${type}`).toBeLessThan(500);
      }
    }
    expect(await center.stands()).toEqual(before);
  });

  test('what somebody wrote into an address stands on no page (C-42)', async ({ ada: her, page, house, mail }) => {
    await her.foundsHalcyon();
    const MARK = 'Pay at evil-bank now';
    const forged = Buffer.from(JSON.stringify({ Forbidden: MARK })).toString('base64');
    const query = String(
      new URLSearchParams({
        __err: forged,
        __path: '/api/settings/save',
        err: MARK,
        error: MARK,
        message: MARK,
        notice: MARK,
        reason: MARK,
        title: MARK,
        next: `/${MARK}`,
        email: MARK,
        name: MARK,
        contact: MARK,
        note: MARK,
        status: MARK,
        again: MARK,
        state: MARK,
        after: MARK,
      }),
    );
    // As an answer of each function that a page could ask.
    const queries = (await endpoints()).map((endpoint) =>
      String(new URLSearchParams({ __err: forged, __path: `/api/${endpoint}` })),
    );
    const plain = [
      '/', '/login', '/signup', '/forgotten', '/help', '/logout', '/account', '/invite', '/invite/none', '/reset/none',
      '/confirm/none', '/no-such-page', '/found',
    ];
    const stranger = new Caller(house.address);
    for (const address of plain) {
      const { text, status } = await stranger.sends(`${address}?${query}`);
      expect(status, address).toBeLessThan(500);
      expect(text, address).not.toMatch(/evil-bank|__err|__path/);
      expect((await stranger.sends(address)).text, `${address} is the same without`).toBe(text);
    }

    const live = ['', '/partners', '/partners/new', '/members', '/settings', '/help'].map(
      (place) => `/b/${halcyon.slug}${place}`,
    );
    for (const address of live) {
      for (const of of [...queries, query]) {
        const html = await (await page.request.get(`${address}?${of}`)).text();
        expect.soft(words(html), `${address}?${of}`).not.toContain('evil-bank');
      }
      for (const of of queries) {
        await page.goto(`${address}?${of}`);
        await her.isSettled();
        const body = await page.locator('body').innerText();
        expect.soft(body, `${address}?${of}`).not.toContain('evil-bank');
      }
      await page.goto(`${address}?${query}`);
      await her.isSettled();
      const fields = await page
        .locator('input, textarea')
        .evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value));
      expect(fields.join(' '), address).not.toContain('evil-bank');
      expect(await page.title(), address).not.toContain('evil-bank');
    }
    await her.opens(`/b/${halcyon.slug}/partners`);
    expect(allMails(mail)).toHaveLength(1);
  });
});

/** What a reader sees of a page: no tags, and nothing that is there for scripts. */
function words(html: string): string {
  return html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
}

function allMails(mail: MailServer): string[] {
  const everybody = [ada, omar, mina, leo, mallory].map(({ email }) => email);
  return [...everybody, 'ada@home.example'].flatMap((email) =>
    mail.all(email).map(({ subject }) => `${email}: ${subject}`),
  );
}

test.describe('each state of a link names itself and offers one next step (C-45)', { tag: '@script' }, () => {
  test('whoever has an account and is signed out is asked for its password only (C-45)', async ({
    ada: her,
    enter,
    house,
    mail,
  }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    expect(await joins(await opens(house, await center.invites(mina)), mina)).toMatchObject(
      leads(`/b/${halcyon.slug}`),
    );
    await center.admin.posts('/', { business_name: 'Halcyon Labs' });
    const labs = new Center(center.admin, 'halcyon-labs', mail);
    const link = await labs.invites(mina);

    const partner = await enter(mina);
    await partner.page.goto(link);
    await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText(
      `${her.person.name} invites you to Halcyon Labs`,
    );
    await expect(partner.page.getByText('Create account')).toHaveCount(0);
    await expect(partner.page.getByText('m•••••@agency.example').first()).toBeVisible();
    await partner.fillsIn({ Password: mallory.password });
    await partner.isRefusedOn('Log in and accept');
    expect(await labs.partner(mina)).toMatchObject({ state: 'invited' });
    await partner.fillsIn({ Password: mina.password });
    await partner.presses('Log in and accept');
    await expect(partner.page).toHaveURL('/b/halcyon-labs');
  });

  test('an account accepts by any of its addresses, however they are written', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const her = await opens(house, await center.invites(mina));
    expect(await joins(her, mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
    const other = { email: 'mina.okafor@home.example', name: mina.name };
    await her.caller.posts('/account/addresses', { new_address: other.email, address_password: mina.password });
    const confirm = await linkIn(mail, other.email, /Confirm/, 'Confirm address');
    expect(await her.caller.posts(confirm)).toMatchObject(leads('/'));

    const invite = async (name: string, contact: string) => {
      const slug = name.toLowerCase().replaceAll(' ', '-');
      const list = `/b/${slug}/partners`;
      expect(await center.admin.posts('/', { business_name: name })).toMatchObject(leads(list));
      const offer = { contact, kind: 'agency', level: 'standard' };
      expect(await center.admin.posts(`${list}/new`, offer)).toMatchObject(leads(list));
      const letter = await mail.to(contact.toLowerCase()).subject(new RegExp(`invites you to ${name}`));
      return new URL(letter.link('Accept Invite')).pathname;
    };
    // Signed in; and her second click is answered like the first.
    const labs = await opens(house, await invite('Halcyon Labs', 'Mina.Okafor@HOME.example'), her.caller);
    const cookies = new Map(labs.caller.cookies);
    for (let click = 1; click <= 2; click += 1) {
      for (const [name, value] of cookies) labs.caller.cookies.set(name, value);
      const { invitation } = labs;
      expect(await labs.caller.posts('/invite/accept', { invitation })).toMatchObject(leads('/b/halcyon-labs'));
    }
    // Signed out, by the address that was not invited.
    const spa = await opens(house, await invite('Halcyon Spa', other.email));
    const { invitation } = spa;
    const own = { invitation, email: 'MINA@Agency.example', own_password: mina.password };
    expect(await spa.caller.posts('/invite/login', own)).toMatchObject(leads('/b/halcyon-spa'));
  });

  test('whoever is in already is led there by a link that was used (C-45)', async ({ enter, house, mail, watch }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const link = await center.invites(mina);
    const partner = await enter(mina);
    await partner.page.goto(link);
    const form = partner.page
      .locator('form')
      .filter({ has: partner.page.getByRole('button', { name: 'Create account and accept' }) });
    await form.getByLabel('Name').fill(mina.name);
    await form.getByLabel('Password').fill(mina.password);
    await partner.presses('Create account and accept');
    await expect(partner.page).toHaveURL(`/b/${halcyon.slug}`);

    await watch.answers(partner.page, 410, () => partner.page.goto(link));
    await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText('This link was already used');
    await expect(partner.page.getByRole('main').getByRole('link')).toHaveCount(1);
    await partner.page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
    await expect(partner.page).toHaveURL('/');
    await expect(partner.page.getByRole('link', { name: new RegExp(halcyon.name) })).toBeVisible();
  });

  test('whoever is in already leaves no second invitation open behind them (C-45)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const her = await opens(house, await center.invites(mina));
    const other = { email: 'mina@home.example', name: mina.name };
    const second = await center.invites(other);
    expect(await joins(her, mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
    // The other address is proved to be hers only now.
    await her.caller.posts('/account/addresses', { new_address: other.email, address_password: mina.password });
    const confirm = await linkIn(mail, other.email, /Confirm/, 'Confirm address');
    expect(await her.caller.posts(confirm)).toMatchObject(leads('/'));
    const { invitation } = await opens(house, second, her.caller);
    expect(await her.caller.posts('/invite/accept', { invitation })).toMatchObject(leads(`/b/${halcyon.slug}`));
    expect(await center.partner(mina)).toMatchObject({ state: 'active' });
    expect((await center.partners()).filter(({ state }) => state === 'invited')).toEqual([]);
  });

  test('a link that lets nobody in says why, at its own address (C-45)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const look = async (link: string) => {
      const answer = await new Caller(house.address).sends(link);
      const main = /<main[\s\S]*<\/main>/.exec(answer.text)?.[0] ?? '';
      const steps = [...main.matchAll(/<(?:a|button)\b[^>]*>([\s\S]*?)<\/(?:a|button)>/g)].map(([, words]) => words);
      return { status: answer.status, heading: heading(answer), steps };
    };
    const used = await center.invites(mina);
    await joins(await opens(house, used), mina);
    expect(await look(used)).toEqual({ status: 410, heading: 'This link was already used', steps: ['Log in'] });

    const declined = await center.invites(leo);
    const { caller, invitation } = await opens(house, declined);
    expect((await caller.posts('/invite/decline', { invitation })).status).toBe(200);
    expect(await look(declined)).toEqual({ status: 410, heading: 'This invitation was declined', steps: [] });

    const cancelled = await center.invites(omar);
    await center.cancels(omar);
    expect(await look(cancelled)).toEqual({ status: 410, heading: 'This invitation was cancelled', steps: [] });

    const replaced = await center.invites(omar);
    expect(await look(cancelled)).toEqual({ status: 404, heading: 'No invitation has this link', steps: [] });
    expect(await look(replaced.slice(0, -3))).toEqual({
      status: 404,
      heading: 'No invitation has this link',
      steps: [],
    });
    expect(await look('/invite')).toEqual({ status: 400, heading: 'Open the link in your mail again', steps: [] });
  });

  test('whoever is signed in as somebody else accepts nothing, and switches back to the invitation (C-45)', async ({
    house,
    mail,
  }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const link = await center.invites(mina);
    const { invitation } = await opens(house, link, center.admin);
    const page = await center.admin.sends('/invite');
    expect(page.text).toContain('This invitation is for somebody else');
    expect(page.text).not.toMatch(/Accept Invite<|Create account/);
    expect((await center.admin.posts('/invite/accept', { invitation })).status).toBe(403);
    await mail.to(ada.email).subject(/another account|somebody else|tried/i);
    expect(await center.admin.posts('/invite/switch')).toMatchObject(leads('/invite'));
    expect(center.admin.isSignedIn()).toBe(false);
    expect((await center.admin.sends('/invite')).text).toContain('How do you want to come in?');
    expect(await joins({ caller: center.admin, invitation }, mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
  });
});
