// What is posted, and what it can’t change.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ada, halcyon, leo, mallory, mina, omar } from '../../support/cast';
import { Center, EVIL, joins, linkIn, opens } from '../../support/center';
import { expect, test } from '../../support/house';
import { freeAddress, Keyholder } from '../../support/keyholder';
import { Caller, type Headers, leads } from '../../support/raw';

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
      expect(text).toContain('There is room for 100: shorten it.');
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
