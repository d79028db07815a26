// Every page, form and function of a Business Center, asked by everybody who may not (C-4, C-17, C-18).

import { ada, cleo, halcyon, leo, mallory, mina, omar, type Person } from '../../support/cast';
import { Center, eu, isIn } from '../../support/center';
import { expect, test, type House } from '../../support/house';
import type { MailServer } from '../../support/mail';
import { proposes } from '../../support/operator';
import { type Answer, Caller } from '../../support/raw';
import { centerPages, endpoints, postRoutes } from '../../support/sources';

/**
 * Who may: each Member, Admins, or whoever has the Module; and one campaign, and what is proposed for it, is there for whoever
 * reaches its ad account. An operator is one of an ad account, which nobody here is.
 */
type Open = 'members' | 'admins' | 'campaigns' | 'operators' | 'a campaign';

const pages: Record<string, Open> = {
  '': 'members',
  '/ad-account': 'members',
  '/assets': 'members',
  '/assets/groups': 'admins',
  '/assets/groups/:group': 'admins',
  '/assets/new': 'admins',
  '/assets/:asset': 'admins',
  '/audit': 'admins',
  '/audit/export.csv': 'admins',
  '/audit/export.jsonl': 'admins',
  '/audit/past': 'admins',
  '/campaigns': 'campaigns',
  '/campaigns/new': 'operators',
  '/campaigns/requests': 'campaigns',
  '/campaigns/requests/:request': 'a campaign',
  '/campaigns/requests/:request/edit': 'a campaign',
  '/campaigns/standing': 'campaigns',
  '/campaigns/:campaign': 'a campaign',
  '/campaigns/:campaign/edit': 'a campaign',
  '/extend': 'members',
  '/help': 'members',
  '/help/guide/:article': 'members',
  '/help/my/:problem': 'members',
  '/leave': 'members',
  '/members': 'members',
  '/organisations/:id/revoke': 'admins',
  '/partners': 'admins',
  '/partners/bulk': 'admins',
  '/partners/export.csv': 'admins',
  '/partners/new': 'admins',
  '/partners/views': 'admins',
  '/partners/:id': 'members',
  // Opened, it is the page of the partner.
  '/partners/:id/ad-account': 'members',
  '/partners/:id/address': 'admins',
  '/partners/:id/edit': 'admins',
  // As is this.
  '/partners/:id/keep-end': 'members',
  '/partners/:id/link': 'admins',
  '/partners/:id/revoke': 'admins',
  '/partners/:id/help/:problem': 'admins',
  // As is this.
  '/partners/:id/requests/:request': 'members',
  '/partners/:id/view': 'admins',
  '/settings': 'admins',
};

const forms: Record<string, Open> = {
  '/ad-account': 'members',
  '/assets/groups': 'admins',
  '/assets/groups/{group}': 'admins',
  '/assets/new': 'admins',
  '/assets/{asset}': 'admins',
  '/audit': 'admins',
  '/campaigns/new': 'campaigns',
  '/campaigns/requests': 'admins',
  '/campaigns/requests/{request}': 'a campaign',
  '/campaigns/requests/{request}/edit': 'a campaign',
  '/campaigns/standing': 'admins',
  '/campaigns/{campaign}/edit': 'a campaign',
  '/extend': 'members',
  '/help/my/{problem}': 'members',
  '/leave': 'members',
  '/organisations/{id}/revoke': 'admins',
  '/partners/bulk': 'admins',
  '/partners/new': 'admins',
  '/partners/new/mail': 'admins',
  '/partners/new/view': 'admins',
  '/partners/views': 'admins',
  '/partners/{id}/ad-account': 'admins',
  '/partners/{id}/address': 'admins',
  '/partners/{id}/cancel': 'admins',
  '/partners/{id}/edit': 'admins',
  '/partners/{id}/keep-address': 'admins',
  '/partners/{id}/keep-end': 'admins',
  '/partners/{id}/link': 'admins',
  '/partners/{id}/requests/{request}': 'admins',
  '/partners/{id}/resend': 'admins',
  '/partners/{id}/revoke': 'admins',
  '/partners/{id}/sessions/end': 'admins',
  '/settings': 'admins',
};

/** With what each needs to be understood, beside the Business Center. */
const functions: Record<string, [Open, Record<string, string>]> = {
  'ad-account/in-review': ['admins', {}],
  'ad-account/own': ['members', {}],
  'assets/group': ['admins', { group: 'GROUP' }],
  'assets/groups': ['admins', {}],
  'assets/list': ['admins', {}],
  'assets/one': ['admins', {}],
  'assets/save': ['admins', { asset: '', kind: 'shop', name: 'Theirs', owner: 'this_business' }],
  'assets/shared': ['members', {}],
  'audit/list': ['admins', {}],
  'audit/past': ['admins', {}],
  'campaigns/decides': ['campaigns', { subject: 'New' }],
  'campaigns/drafts': ['campaigns', {}],
  'campaigns/form': ['operators', { subject: 'New' }],
  'campaigns/list': ['campaigns', {}],
  'campaigns/one': ['a campaign', { campaign: 'CAMPAIGN' }],
  'campaigns/operated': ['admins', {}],
  'campaigns/request': ['a campaign', { request: 'REQUEST' }],
  'campaigns/requests': ['campaigns', {}],
  'campaigns/save': ['campaigns', { campaign: '', name: 'Theirs', objective: 'reach' }],
  'campaigns/standing': ['campaigns', {}],
  diagnosis: ['admins', { partner: 'ID', problem: 'LogIn' }],
  'ends/asked': ['admins', {}],
  'ends/own': ['members', {}],
  'help/read': ['members', { page: 'guide/inviting' }],
  'members/list': ['members', {}],
  'members/rehearse-leave': ['members', {}],
  'organisations/rehearse': ['admins', { organisation: 'ID' }],
  'partners/before-inviting': ['admins', {}],
  'partners/bulk': ['admins', { deed: 'resend', begun: '1', 'partners[0]': 'ID' }],
  'partners/candidates': ['admins', {}],
  'partners/edit': ['admins', { partner: 'ID', step: 'look', level: 'admin' }],
  'partners/invite': ['admins', { contact: 'eve@vane.example', kind: 'agency', level: 'admin' }],
  'partners/list': ['admins', {}],
  'partners/names': ['admins', {}],
  'partners/one': ['members', { id: 'ID' }],
  'partners/rehearse-revoke': ['admins', { partner: 'ID' }],
  'partners/revoke': ['admins', { partner: 'ID', rehearsed: '', tell: 'yes' }],
  'partners/to-edit': ['admins', { partner: 'ID' }],
  'partners/views': ['admins', {}],
  'partners/view-as': ['admins', { id: 'ID', tab: 'Start' }],
  'start/needs': ['members', {}],
  'settings/ask': ['admins', {}],
  'settings/save': ['admins', { time_zone: 'Asia/Tokyo', copy_link: 'yes' }],
};

interface Askers {
  /** What each way in answers to whom; a page sends whoever is logged out to the log-in. */
  outside: [who: string, caller: Caller, page: number, call: number][];
  ended: Caller;
  /** In, and no Admin. */
  standard: [who: string, caller: Caller, modules: boolean][];
}

async function hasAnAccount(house: House, mail: MailServer, person: Person): Promise<Caller> {
  const caller = new Caller(house.address);
  await caller.signsUp(person);
  await caller.confirms(person, mail);
  return caller;
}

/** Everybody who may not, each in the state that keeps them out. */
async function everybody(center: Center, house: House, mail: MailServer): Promise<Askers> {
  const other = await Center.founded(house, mail, mallory, 'Vane Foods');
  const expired = await hasAnAccount(house, mail, omar);
  await center.invites(omar);
  await house.daysPass(31);
  const invited = await hasAnAccount(house, mail, leo);
  await center.invites(leo);
  const nothing = await isIn(center, house, mina);
  const modules = await isIn(center, house, cleo);
  const [revoked, ended, shut] = [
    { name: 'Rosa Revoked', email: 'rosa@vane.example', password: 'seven violet lamps at noon' },
    { name: 'Emil Ended', email: 'emil@vane.example', password: 'eleven copper whales at dusk' },
    { name: 'Saul Shut', email: 'saul@vane.example', password: 'nine marble owls before noon' },
  ] as const;
  const wasRevoked = await isIn(center, house, revoked);
  const hasEnded = await isIn(center, house, ended);
  const isShut = await isIn(center, house, shut);
  await isShut.sends(`/b/${center.slug}/members`);
  await expect.poll(async () => center.endsASession(shut)).toBe(true);
  await house.isRewritten(`
    UPDATE partners SET modules = 31 WHERE contact = '${cleo.email}';
    UPDATE partners SET ends_at = state_at + 1 WHERE contact = '${ended.email}';
    UPDATE partners SET state = 'revoked' WHERE contact = '${revoked.email}';`);
  return {
    ended: hasEnded,
    outside: [
      ['nobody', new Caller(house.address), 303, 401],
      ['an Admin of another Business Center', other.admin, 404, 404],
      ['whoever is invited', invited, 404, 404],
      ['whoever let the invitation expire', expired, 404, 404],
      ['whoever was revoked', wasRevoked, 403, 403],
      ['whoever’s access ended', hasEnded, 403, 403],
      ['whoever’s session an Admin ended', isShut, 401, 401],
    ],
    standard: [
      ['a Standard Member with nothing', nothing, false],
      ['a Standard Member with every Module', modules, true],
    ],
  };
}

test.use({ signUp: 'open' });

test('nobody gets more of a Business Center than they may (C-17)', { tag: '@script' }, async ({ house, mail }) => {
  test.slow();
  const center = await Center.founded(house, mail, ada, halcyon.name);
  const { slug } = center;
  const founder = await center.partner(ada).catch(() => undefined);
  expect(founder, 'whoever founded it is on no list of partners').toBeUndefined();
  const asset = await center.registers({ kind: 'Pixel', name: 'Web pixel', group: 'Northlight' });
  const group = await center.group('Northlight');
  await center.registers(eu);
  const campaign = await center.creates('Fair in Leeds');
  const { request } = await proposes(center, house, mail, campaign);
  const { outside, standard, ended } = await everybody(center, house, mail);
  const { id } = await center.partner(mina);
  // One that is new must say who may.
  expect((await centerPages()).filter((page) => page !== '/live')).toEqual(Object.keys(pages).sort());
  const posts = (await postRoutes()).filter((route) => route.startsWith('/b/{slug}'));
  expect(posts.map((route) => route.replace('/b/{slug}', ''))).toEqual(Object.keys(forms).sort());
  expect(await endpoints()).toEqual(Object.keys(functions).sort());

  const at = (place: string) => `/b/${slug}${place.replace(/:id|\{id\}/, id).replace(/:asset|\{asset\}/, asset).replace(/:group|\{group\}/, group).replace(/:campaign|\{campaign\}/, campaign).replace(/:request|\{request\}/, request).replace(':article', 'inviting').replace(/:problem|\{problem\}/, 'changes')}`;
  const before = await center.stands();
  const secrets = [leo.email, ada.email, 'Web pixel', 'Fair in Leeds'];
  const isTold = (answer: Answer, status: number, of: string, quiet = true) => {
    expect.soft(answer.status, of).toBe(status);
    for (const secret of quiet ? secrets : []) expect.soft(answer.text, of).not.toContain(secret);
  };
  const asks = {
    page: (caller: Caller, place: string) => caller.sends(at(place)),
    form: (caller: Caller, place: string) => caller.posts(at(place), { back: at('') }, { origin: house.url }),
    function: (caller: Caller, endpoint: string) => {
      const fields = Object.entries(functions[endpoint]?.[1] ?? {}).map(([name, value]) => [name, value.replace('ID', id).replace('GROUP', group).replace('CAMPAIGN', campaign).replace('REQUEST', request)]);
      return caller.calls(endpoint, { slug, ...Object.fromEntries(fields) }, { origin: house.url });
    },
  };
  for (const [who, caller, page, call] of outside) {
    for (const place of Object.keys(pages)) isTold(await asks.page(caller, place), page, `${who} opens ${place}`);
    for (const place of Object.keys(forms)) {
      // Whose access ended by the clock may still ask for more time.
      const status = place === '/extend' && caller === ended ? 303 : page;
      isTold(await asks.form(caller, place), status, `${who} posts ${place}`);
    }
    for (const of of Object.keys(functions)) isTold(await asks.function(caller, of), call, `${who} calls ${of}`);
  }
  for (const [who, caller, modules] of standard) {
    const status = { members: 200, admins: 403, campaigns: modules ? 200 : 403, operators: 403, 'a campaign': modules ? 404 : 403 };
    for (const [place, may] of Object.entries(pages)) isTold(await asks.page(caller, place), status[may], `${who} opens ${place}`);
    // What they may do themselves is not refused here, and is tried elsewhere.
    for (const [place, may] of Object.entries(forms)) {
      if (may === 'admins') isTold(await asks.form(caller, place), 403, `${who} posts ${place}`);
    }
    for (const [of, [may]] of Object.entries(functions)) {
      isTold(await asks.function(caller, of), status[may], `${who} calls ${of}`);
    }
  }
  expect(await center.stands()).toEqual(before);
});
