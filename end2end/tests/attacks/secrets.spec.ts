// What answers hold, and what they don’t.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { ada, cleo, halcyon, leo, mina, omar, type Person } from '../../support/cast';
import { Center, eu, isIn, linkIn } from '../../support/center';
import { expect, test, type House } from '../../support/house';
import type { MailServer } from '../../support/mail';
import { proposes } from '../../support/operator';
import { Caller, type Fields } from '../../support/raw';
import { centerPages, endpoints } from '../../support/sources';

/** The parts of an answer, by name: `Shown{ends[text],rehearsed:text}`. */
function shape(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shape))].sort().join('|')}]`;
  if (value === null || typeof value !== 'object') return value === null ? 'none' : typeof value;
  const parts = Object.entries(value).map(([name, part]) => `${name}:${shape(part)}`);
  return `{${parts.sort().join(',')}}`;
}

/** A house with somebody in each state, and every link that is mailed there. */
async function peopled(house: House, mail: MailServer) {
  const center = await Center.founded(house, mail, ada, halcyon.name);
  const standard = await isIn(center, house, mina);
  const second = await isIn(center, house, omar, 'admin');
  const invited = await center.invites(leo, 'standard', 'Northlight Media');
  const resent = await center.partner(leo);
  await center.admin.posts(`${center.list}/${resent.id}/resend`);
  await expect.poll(() => mail.all(leo.email).length).toBe(2);
  const links = [invited, await linkIn(mail, leo.email, /invites you/, 'Accept Invite')];
  for (const person of [ada, mina, omar]) {
    for (const letter of mail.all(person.email)) {
      links.push(...[...letter.text.matchAll(/\/(?:invite|confirm|reset)\/([\w-]{20,})/g)].map(([link]) => link));
    }
  }
  await new Caller(house.address).posts('/forgotten', { email: mina.email });
  links.push(await linkIn(mail, mina.email, /password/i, 'Set a new password'));
  const asset = await center.registers({ kind: 'Pixel', name: 'Web pixel', group: 'Northlight' });
  const group = await center.group('Northlight');
  await center.registers(eu);
  const campaign = await center.creates('Fair in Leeds');
  const { request } = await proposes(center, house, mail, campaign);
  const organisation = await center.organisation('Northlight Media');
  const tokens = [...new Set(links.map((link) => link.split('/').at(-1) ?? ''))];
  const cookies = [center.admin, standard, second].map((caller) => caller.cookies.get('session') ?? '');
  return { center, standard, asset, group, campaign, request, organisation, tokens: [...tokens, ...cookies] };
}

/** What of a row stands in every list. */
const item = 'initials:string,kind:string';
const rowOf = (organisation: string) =>
  `id:string,${item},last:string,level:string,name:string,organisation:${organisation},state:string`;
const row = rowOf('none');
const rows = [
  `about_state:[string],contact:none,${row}`,
  `about_state:[string],contact:none,${rowOf('string')}`,
  `about_state:none,contact:string,${row}`,
].map((partner) => `{lacks_module_or_asset:boolean,partner:{${partner}},reach:string}`);
const form = '{errors:[],problem:none,typed:[[string]],way_on:none}';
const moment = '{iso:string,words:string,zone:string}';
const ends = '{asked:none,parts:[],title:none}';
const forbidden = '403 {Refused:{diagnosis:string,reason:string}}';
const done = '200 string';
const members = `200 {more_after:none,rows:[{id:string,${item},level:string,name:string,organisation:none}]}`;

/**
 * Every function with what it needs to give an answer, and with the parts of its answer to a Standard Member and to an
 * Admin. `ID` is whoever is invited, `IN` whoever is in.
 */
const functions: Record<string, [asked: Fields, toAMember: string, toAnAdmin: string]> = {
  'ad-account/in-review': [{}, forbidden, '200 []'],
  'ad-account/own': [{}, '200 {Needed:none}', '200 string'],
  'assets/group': [
    { group: 'GROUP' },
    forbidden,
    '200 {holders:[],id:string,inside:[{id:string,kind:string,name:string}],more_outside:boolean,name:string,outside:[{id:string,kind:string,name:string}],spelt:string}',
  ],
  'assets/groups': [{}, forbidden, '200 [{assets:number,id:string,name:string,partners:number}]'],
  'assets/list': [
    {},
    forbidden,
    '200 {groups:[string],more_after:none,rows:[{groups:string,id:string,name:string,owner:string,what:string}]}',
  ],
  'assets/one': [
    { asset: 'ASSET' },
    forbidden,
    `200 {ad_accounts:[],currencies:[],groups:[string],offsets:[],registered:{changed:string,holders:[],name:string,spelt:string,what:string},state:${form}}`,
  ],
  'assets/save': [{ asset: '', kind: 'shop', name: 'New shop', owner: 'this_business' }, forbidden, done],
  'assets/shared': [{}, '200 []', '200 []'],
  'audit/list': [
    {},
    forbidden,
    `200 {assets:[[string]],entries:[{about:string,actor:string,at:${moment},client:string,now:string,number:number,seal:string,was:none,what:string}],from:string,newest:string,older:none,problem:none,seal:string,until:string,zone:string}`,
  ],
  'audit/past': [{}, forbidden, `200 {answer:none,assets:[[string]],form:${form},zone:string}`],
  'campaigns/decides': [{ subject: 'New' }, forbidden, '200 {ahead:none,deciders:string}'],
  'campaigns/drafts': [{}, forbidden, '200 []'],
  'campaigns/form': [{ subject: 'New' }, forbidden, `200 {ad_accounts:[[string]],draft:none,fixed:[],name:none,proposes:boolean,state:${form},terms:none,waits:none}`],
  'campaigns/list': [
    {},
    forbidden,
    '200 {ad_accounts:[[string]],counts:[[none|number]|[number|string]],more_after:none,rows:[{ad_account:string,budget:string,end:string,id:string,name:string,objective:string,saved:string,start:string,status:string}]}',
  ],
  'campaigns/one': [
    { campaign: 'CAMPAIGN' },
    forbidden,
    `200 {changes:string,facts:[[string]],name:string,status:string,version:number,versions:[{at:${moment},by:string,changes:[string],number:number,proposed:none}],waiting:[{id:string,words:string}]}`,
  ],
  'campaigns/operated': [{}, forbidden, '200 [[string]]'],
  'campaigns/request': [
    { request: 'REQUEST' },
    forbidden,
    '200 {approve_ahead:string,campaign:string,campaign_name:string,can:{Decide:{content:string,over:none,version:number}},comments:[],decided:none,deciders:string,difference:{Two:{of:number,rows:[{changed_by:string,field:string,is:string,proposed:string,step:string,was:string}],version:number}},hindrance:none,id:string,of_whom:string,proposed:string,proposer:string,proposer_page:string,queue:{next:none,place:number,waiting:number},reason:none,state:string,stays:[[string]],title:string,track:none}',
  ],
  'campaigns/requests': [
    {},
    forbidden,
    '200 {counts:[[number|string]],more_after:none,rows:[{ad_account:string,campaign:string,changes:[string],id:string,pick:string,proposer:string,stale:boolean,state:string,when:string}]}',
  ],
  'campaigns/save': [{ campaign: '' }, forbidden, '200 {Refused:{errors:[[string]],problem:none,typed:[[string]],way_on:none}}'],
  'campaigns/standing': [{}, forbidden, '200 {counting:[],ended:[]}'],
  diagnosis: [
    { partner: 'ID', problem: 'LogIn' },
    forbidden,
    '200 {copy_link:boolean,facts:[[string]],findings:[{because:string,compare:[],edit:string,hint:string,mends:[string],right_address:none,sure:string,title:string,ways:[]}],id:string,level:string,name:string,passed:[{told:string,what:string}],problem:string,questions:[{ways:[],words:string}],state:string,summary:string}',
  ],
  'ends/asked': [{}, forbidden, '200 []'],
  'ends/own': [{}, `200 ${ends}`, `200 ${ends}`],
  'help/read': [{ page: 'guide/inviting' }, '200 {html:string,title:string}', '200 {html:string,title:string}'],
  'members/list': [{}, members, members],
  'members/rehearse-leave': [
    {},
    '200 {Shown:{ends:[string],rehearsed:string,sent:[],stays:[string]}}',
    '200 {Shown:{ends:[string],rehearsed:string,sent:[string],stays:[string]}}',
  ],
  'organisations/rehearse': [
    { organisation: 'ORGANISATION' },
    forbidden,
    '200 {back:string,begun:string,came:[],deed:string,form:{errors:[],problem:none,typed:[],way_on:none},items:[{ends:[string],id:string,name:string,outcome:none,state:string,ticked:boolean,under:string}],left_out:[],more:boolean,of:{id:string,name:string},problem:none}',
  ],
  'partners/before-inviting': [
    {},
    forbidden,
    '200 {admin_seats:string,filled_in:none,sms_to:none,standard_warning:none,suggested:[string],works:{expires_on:string,until:string},zone:string}',
  ],
  'partners/bulk': [
    { deed: 'resend', begun: '1', 'partners[0]': 'ID' },
    forbidden,
    '200 [[string|{done:boolean,state:string,words:string}]]',
  ],
  'partners/candidates': [{}, forbidden, '200 none'],
  'partners/edit': [
    { partner: 'IN', step: 'look', kind: 'agency', level: 'standard', opened: 'OPENED', 'modules[0]': 'content' },
    forbidden,
    '200 {Check:{cut_short:[],difference:{also:[],gains:[string],loses:[],stays:string},keep:[],opened:string,problem:none,rehearsed:string,sent:[],state:string,wanted:string,works:none}}',
  ],
  'partners/invite': [{ contact: 'noor@bright.example', kind: 'agency', level: 'standard' }, forbidden, done],
  'partners/list': [
    {},
    forbidden,
    `200 {all:string,candidates:none,copy_link:boolean,counts:[string],mails_are_kept:boolean,next:none,nobody_yet:boolean,organisation:none,own:string,previous:none,range:string,rows:[${rows.join('|')}]}`,
  ],
  'partners/names': [{}, forbidden, '200 {assets:[string],organisations:[string]}'],
  'partners/one': [
    { id: 'IN' },
    `200 {Colleague:{in_common:[],${item},level:string,name:string,organisation:none}}`,
    `200 {Whole:{ad_account:{needed:boolean,setting:string,shown:none},address:string,answer:none,asks:none,assets:[],copy_link:boolean,facts:[[string]],history:[{actor:string,at:${moment},care:boolean,words:string}],item:{about_state:none,contact:string,${row}},note:none,own:boolean,reach:[],reach_title:string,requests:none,sessions:[],title:string}}`,
  ],
  'partners/rehearse-revoke': [
    { partner: 'IN' },
    forbidden,
    '200 {Shown:{campaigns:[],ends:[string],mailed:boolean,name:string,others:none,proposals:[],rehearsed:string,sent:[],stays:[string],under:string}}',
  ],
  'partners/revoke': [{ partner: 'IN', rehearsed: 'REHEARSED', tell: 'yes' }, forbidden, done],
  'partners/to-edit': [
    { partner: 'IN' },
    forbidden,
    `200 {Open:{admin_seats:string,asks_for:none,candidates:none,form:${form},had:{assets:[],ends:none,grant:{standard:{modules:[]}},kind:string,organisation:none},name:string,suggested:[string],under:string,works:none,zone:string}}`,
  ],
  'partners/view-as': [
    { id: 'ID', tab: 'Start' },
    forbidden,
    `200 {ends:${ends},held_up:none,id:string,name:string,not_in:string,seen:{Start:{standard:{modules:[]}}}}`,
  ],
  'partners/views': [{}, forbidden, '200 {views:[]}'],
  'settings/ask': [{}, forbidden, '200 {copy_link:boolean,mails_are_kept:boolean,zone:string,zones:[string]}'],
  'start/needs': [{}, '200 [{href:string,label:string,many:number,more:string,urgency:string,what:string}]', '200 [{href:string,label:string,many:number,more:string,urgency:string,what:string}]'],
  'settings/save': [{ time_zone: 'Asia/Tokyo', copy_link: '' }, forbidden, done],
};

test.describe('answers', { tag: '@script' }, () => {
  test.use({ signUp: 'open' });

  test('no answer holds a link that was mailed, nor a session (C-2)', async ({ house, mail }) => {
    const { center, standard, asset, group, campaign, request, organisation, tokens } = await peopled(house, mail);
    const { slug } = center;
    expect(tokens.length, 'links and sessions to look for').toBeGreaterThan(8);
    for (const token of tokens) expect(token.length).toBeGreaterThan(20);
    const { id } = await center.partner(leo);
    const pages = (await centerPages()).filter((page) => page !== '/live');
    const places = [...pages.map((page) => `/b/${slug}${page}`), '/', '/account', '/help', `/b/${slug}/audit?before=5`];
    const isClean = (text: string, of: string) => {
      for (const token of tokens) expect.soft(text.includes(token), `${of} holds a token`).toBe(false);
    };
    for (const [who, caller] of [['the Admin', center.admin], ['a Standard Member', standard]] as const) {
      for (const place of places) {
        const { status, text } = await caller.sends(place.replace(':id', id).replace(':asset', asset).replace(':group', group).replace(':campaign', campaign).replace(':request', request).replace(':article', 'inviting'));
        expect(status, `${who} opens ${place}`).toBeLessThan(500);
        isClean(text, `${place} for ${who}`);
      }
      for (const [of, [fields]] of Object.entries(functions)) {
        const named = Object.entries(fields).map(([name, value]) => [name, value.replace(/^(ID|IN)$/, id).replace('ASSET', asset).replace('GROUP', group).replace('CAMPAIGN', campaign).replace('REQUEST', request).replace('ORGANISATION', organisation)]);
        const { text } = await caller.calls(of, { slug, ...Object.fromEntries(named) }, { origin: house.url });
        isClean(text, `${of} for ${who}`);
      }
      const stream = await caller.listens(`/b/${slug}/live`);
      isClean(await stream.hears(), `the stream of ${who}`);
      stream.leaves();
    }
    isClean(house.keyholder.log, 'the log');

    // Copy link is the one way to have one in hand: off at first, then for Admins, and written down.
    const link = `${center.list}/${id}/link`;
    expect((await center.admin.posts(link)).status).toBe(404);
    await center.admin.calls('settings/save', { slug, time_zone: 'UTC', copy_link: 'yes' }, { origin: house.url });
    expect((await standard.posts(link)).status).toBe(403);
    const copied = /\/invite\/([\w-]{20,})/.exec((await center.admin.posts(link)).text)?.[1] ?? '';
    expect(copied).not.toBe('');
    expect(tokens).not.toContain(copied);
    tokens.push(copied);
    for (const place of [link, `${center.list}/${id}`, `/b/${slug}/audit`, `/b/${slug}/audit/export.jsonl`]) {
      isClean((await center.admin.sends(place)).text, place);
    }
    const log = await center.admin.sends(`/b/${slug}/audit/export.jsonl`);
    expect(log.text).toContain('LinkCopied');
  });

  test('each answer holds the parts that its reader needs, and no other (C-10)', async ({ house, mail }) => {
    const { center, standard, asset, group, campaign, request, organisation } = await peopled(house, mail);
    const { slug } = center;
    const third: Person = { name: 'Noor Haidari', email: 'noor@agency.example', password: cleo.password };
    await isIn(center, house, third);
    const [{ id }, { id: inside }] = [await center.partner(leo), await center.partner(third)];
    expect(await endpoints()).toEqual(Object.keys(functions).sort());

    const asked = async (caller: Caller, of: string): Promise<string> => {
      const ask = async (endpoint: string) => (await center.admin.calls(endpoint, { slug, partner: inside })).text;
      const known: Record<string, string> = { ID: id, IN: inside, ASSET: asset, GROUP: group, CAMPAIGN: campaign, REQUEST: request, ORGANISATION: organisation };
      if (of === 'partners/edit') {
        const open = JSON.parse(await ask('partners/to-edit')) as { Open: { had: unknown } };
        known['OPENED'] = JSON.stringify(open.Open.had);
      }
      if (of === 'partners/revoke') {
        const shown = JSON.parse(await ask('partners/rehearse-revoke')) as { Shown: { rehearsed: string } };
        known['REHEARSED'] = shown.Shown.rehearsed;
      }
      const fields = Object.entries(functions[of]?.[0] ?? {}).map(([name, value]) => [name, known[value] ?? value]);
      const answer = await caller.calls(of, { slug, ...Object.fromEntries(fields) }, { origin: house.url });
      return `${answer.status} ${shape(JSON.parse(answer.text))}`;
    };
    // A Standard Member first, and a revoke last: after it there is nobody to ask about.
    const order = Object.entries(functions).sort(([one], [two]) => Number(one === 'partners/revoke') - Number(two === 'partners/revoke'));
    for (const [of, [, toAMember]] of order) expect.soft(await asked(standard, of), of).toBe(toAMember);
    for (const [of, [, , toAnAdmin]] of order) expect.soft(await asked(center.admin, of), of).toBe(toAnAdmin);

    // A form answers with where it leads, and nothing else.
    const forms: [string, Caller, string, Fields][] = [
      ['an Admin invites', center.admin, `${center.list}/new`, { contact: cleo.email, kind: 'client', level: 'standard' }],
      ['an Admin resends', center.admin, `${center.list}/${id}/resend`, {}],
      ['an Admin registers an Asset', center.admin, `/b/${slug}/assets/new`, { kind: 'shop', name: 'Shop', owner: 'this_business' }],
      ['an Admin changes the settings', center.admin, `/b/${slug}/settings`, { time_zone: 'UTC' }],
    ];
    for (const [what, caller, place, fields] of forms) {
      const { status, headers, text } = await caller.posts(place, fields, { origin: house.url });
      expect.soft([status, text], what).toEqual([303, '']);
      expect.soft(headers.location, what).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    }
  });
});
