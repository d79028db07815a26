// What other sites and forged addresses try.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { ada, halcyon, leo, mallory, mina, omar } from '../../support/cast';
import { allMails, Center, eu, EVIL, linkIn, opens, words } from '../../support/center';
import { expect, test } from '../../support/house';
import { proposes } from '../../support/operator';
import { Caller, type Headers } from '../../support/raw';
import { endpoints, postRoutes } from '../../support/sources';

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
    await center.invites(leo, 'standard', 'Northlight Media');
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

    const asset = await center.registers({ kind: 'Pixel', name: 'Web pixel', group: 'Northlight' });
    const group = await center.group('Northlight');
    await center.registers(eu);
    const campaign = await center.creates('Fair in Leeds');
    const { request } = await proposes(center, house, mail, campaign);
    const organisation = await center.organisation('Northlight Media');
    const { email, password } = ada;
    const newcomer = { name: mallory.name, password: mallory.password };
    const offer = { contact: omar.email, kind: 'agency', level: 'admin' };
    const begun = '2100-01-01T00:00:00Z';
    // Each would do something if it came from a page of ours.
    const forms: Record<string, [target: string, fields: Record<string, string>]> = {
      '/': ['/', { business_name: 'Another', time_zone: 'UTC' }],
      '/login': ['/login', { email, password }],
      '/signup': ['/signup', { ...newcomer, email: mallory.email }],
      '/logout': ['/logout', {}],
      '/forgotten': ['/forgotten', { email }],
      '/forgotten/code': ['/forgotten/code', { number: '+447700900318', code: '123456', password }],
      '/reset/{token}': [reset, { password: mallory.password }],
      '/confirm/{token}': [confirm, { password }],
      '/account/name': ['/account/name', { name: mallory.name }],
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
      '/invite/again': ['/invite/again', { invited: mina.email }],
      '/invite/ask': ['/invite/ask', { invitation }],
      '/invite/create': ['/invite/create', { invitation, ...newcomer }],
      '/invite/login': ['/invite/login', { invitation, email, own_password: password }],
      '/invite/accept': ['/invite/accept', { invitation }],
      '/invite/decline': ['/invite/decline', { invitation }],
      '/invite/switch': ['/invite/switch', {}],
      '/invite/code': ['/invite/code', { invitation }],
      '/invite/report': ['/invite/report', { invitation, block: 'yes' }],
      '/invite/allow': ['/invite/allow', { invitation }],
      '/b/{slug}/organisations/{id}/revoke': [
        `/b/${slug}/organisations/${organisation}/revoke`,
        { do: 'revoke', id, seen: 'yes', begun, shown: id },
      ],
      '/b/{slug}/partners/bulk': [`${list}/bulk`, { do: 'resend', id, seen: 'yes', begun }],
      '/b/{slug}/partners/new': [`${list}/new`, offer],
      '/b/{slug}/partners/new/mail': [`${list}/new/mail`, offer],
      '/b/{slug}/partners/new/view': [`${list}/new/view`, offer],
      '/b/{slug}/partners/views': [`${list}/views`, { name: 'Theirs', shows: 'level=admin' }],
      '/b/{slug}/ad-account': [`/b/${slug}/ad-account`, { advertiser: '701244980031' }],
      '/b/{slug}/assets/new': [`/b/${slug}/assets/new`, { kind: 'shop', name: 'Theirs', owner: 'this_business' }],
      '/b/{slug}/campaigns/new': [`/b/${slug}/campaigns/new`, { name: 'Theirs', objective: 'reach' }],
      '/b/{slug}/campaigns/requests': [`/b/${slug}/campaigns/requests`, { do: 'reject', comment: 'No.', pick: request }],
      '/b/{slug}/campaigns/requests/{request}': [`/b/${slug}/campaigns/requests/${request}`, { do: 'comment', comment: 'Theirs' }],
      '/b/{slug}/campaigns/requests/{request}/edit': [`/b/${slug}/campaigns/requests/${request}/edit`, { name: 'Theirs' }],
      '/b/{slug}/campaigns/standing': [
        `/b/${slug}/campaigns/standing`,
        { do: 'give', operated: `${id}.${asset}`, ceiling: '200', last_day: '2099-01-31' },
      ],
      '/b/{slug}/campaigns/{campaign}/edit': [`/b/${slug}/campaigns/${campaign}/edit`, { shown: '1', name: 'Theirs' }],
      '/b/{slug}/assets/groups': [`/b/${slug}/assets/groups`, { name: 'Theirs' }],
      '/b/{slug}/assets/groups/{group}': [`/b/${slug}/assets/groups/${group}`, { do: 'remove' }],
      '/b/{slug}/assets/{asset}': [`/b/${slug}/assets/${asset}`, { remove: 'yes' }],
      '/b/{slug}/settings': [`/b/${slug}/settings`, { time_zone: 'Asia/Tokyo', copy_link: 'yes' }],
      '/b/{slug}/partners/{id}/resend': [`${list}/${id}/resend`, {}],
      '/b/{slug}/partners/{id}/cancel': [`${list}/${id}/cancel`, {}],
      '/b/{slug}/partners/{id}/address': [`${list}/${id}/address`, { address: mallory.email }],
      '/b/{slug}/partners/{id}/link': [`${list}/${id}/link`, {}],
      '/b/{slug}/partners/{id}/edit': [`${list}/${id}/edit`, { step: 'look', level: 'admin' }],
      '/b/{slug}/partners/{id}/revoke': [`${list}/${id}/revoke`, { tell: 'yes' }],
      '/b/{slug}/partners/{id}/keep-address': [`${list}/${id}/keep-address`, { invited: leo.email, other: mallory.email }],
      '/b/{slug}/partners/{id}/keep-end': [`${list}/${id}/keep-end`, { words: 'No.' }],
      '/b/{slug}/partners/{id}/requests/{request}': [`${list}/${id}/requests/${request}`, { do: 'decline', words: 'No.' }],
      '/b/{slug}/help/my/{problem}': [`/b/${slug}/help/my/changes`, { wish: 'named operator', name: 'Halcyon EU' }],
      '/b/{slug}/partners/{id}/ad-account': [
        `${list}/${id}/ad-account`,
        { advertiser: '701244980031', shown: 'in_review', state: 'approved' },
      ],
      '/b/{slug}/partners/{id}/sessions/end': [`${list}/${id}/sessions/end`, { session: '0123456789abcdef' }],
      '/b/{slug}/extend': [`/b/${slug}/extend`, { words: 'More.' }],
      '/b/{slug}/leave': [`/b/${slug}/leave`, {}],
      '/b/{slug}/audit': [`/b/${slug}/audit`, {}],
    };
    const calls: Record<string, Record<string, string>> = {
      'ad-account/in-review': { slug },
      'ad-account/own': { slug },
      'assets/group': { slug, group },
      'assets/groups': { slug },
      'assets/list': { slug },
      'assets/one': { slug, asset },
      'assets/shared': { slug },
      'assets/save': { slug, asset: '', kind: 'shop', name: 'Theirs', owner: 'this_business' },
      'audit/list': { slug, 'asked[q]': '' },
      'audit/past': { slug, 'asked[day]': '2026-11-24' },
      'campaigns/decides': { slug, subject: 'New' },
      'campaigns/drafts': { slug },
      'campaigns/form': { slug, subject: 'New' },
      'campaigns/list': { slug },
      'campaigns/one': { slug, campaign },
      'campaigns/operated': { slug },
      'campaigns/request': { slug, request },
      'campaigns/requests': { slug },
      'campaigns/standing': { slug },
      'campaigns/save': { slug, campaign: '', name: 'Theirs', objective: 'reach' },
      diagnosis: { slug, partner: id, problem: 'LogIn' },
      'ends/asked': { slug },
      'ends/own': { slug },
      'help/read': { slug, page: 'guide/inviting', 'asked[q]': '' },
      'members/list': { slug },
      'members/rehearse-leave': { slug },
      'organisations/rehearse': { slug, organisation },
      'partners/before-inviting': { slug },
      'partners/bulk': { slug, deed: 'resend', begun, 'partners[0]': id },
      'partners/candidates': { slug },
      'partners/invite': { slug, ...offer },
      'partners/list': { slug, search: '' },
      'partners/names': { slug },
      'partners/edit': { slug, partner: id, step: 'look', level: 'admin' },
      'partners/one': { slug, id },
      'partners/rehearse-revoke': { slug, partner: id },
      'partners/revoke': { slug, partner: id, rehearsed: '', tell: 'yes' },
      'partners/to-edit': { slug, partner: id },
      'partners/views': { slug },
      'partners/view-as': { slug, id, tab: 'Start' },
      'settings/ask': { slug },
      'start/needs': { slug },
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
    // As an answer of each function that a page could ask. What reads it in the browser is not used anywhere (`clippy.toml`), so
    // there one function is enough.
    const queries = (await endpoints()).map((endpoint) =>
      String(new URLSearchParams({ __err: forged, __path: `/api/${endpoint}` })),
    );
    const plain = [
      '/', '/login', '/signup', '/forgotten', '/help', '/help/inviting', '/logout', '/account', '/invite', '/invite/none', '/reset/none',
      '/confirm/none', '/no-such-page', '/found',
    ];
    const stranger = new Caller(house.address);
    for (const address of plain) {
      const { text, status } = await stranger.sends(`${address}?${query}`);
      expect(status, address).toBeLessThan(500);
      expect(text, address).not.toMatch(/evil-bank|__err|__path/);
      expect((await stranger.sends(address)).text, `${address} is the same without`).toBe(text);
    }

    const live = ['', '/partners', '/partners/new', '/members', '/audit', '/leave', '/settings', '/help', '/help/guide/inviting'].map(
      (place) => `/b/${halcyon.slug}${place}`,
    );
    for (const address of live) {
      for (const of of [...queries, query]) {
        const html = await (await page.request.get(`${address}?${of}`)).text();
        expect.soft(words(html), `${address}?${of}`).not.toContain('evil-bank');
      }
      await page.goto(`${address}?${query}`);
      await her.isSettled();
      expect.soft(await page.locator('body').innerText(), address).not.toContain('evil-bank');
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
