// Links: guessed, forwarded, crossed, used twice, cut short.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { ada, halcyon, leo, mallory, mina } from '../../support/cast';
import { Center, entries, heading, joins, linkIn, type Opened, opens } from '../../support/center';
import { expect, test } from '../../support/house';
import { Caller, type Fields, type Headers, leads } from '../../support/raw';
import { endpoints } from '../../support/sources';

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
      ['/invite/report', { block: 'yes' }], ['/invite/code', {}], ['/invite/ask', {}],
    ] as [string, Record<string, string>][]) {
      const answer = await caller.posts(target, { invitation: tab.invitation, ...fields });
      expect(answer.status, target).toBe(409);
      expect(answer.text, target).toContain('href="/invite"');
    }

    // The id in the form is another one, or none that exists.
    const strange = [
      '00000000-0000-7000-8000-000000000000',
      center.slug,
      tab.invitation.replace(/.(?=\.)/, (last) => (last === '0' ? '1' : '0')),
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
