// Where an answer leads: never out of the house.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { ada, halcyon, leo, mina } from '../../support/cast';
import { Center, EVIL, linkIn } from '../../support/center';
import { expect, type House, test } from '../../support/house';
import { Caller, leads } from '../../support/raw';

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
    const cancel = `${list}/${row.partner.id}/cancel`;
    const resend = `${list}/${row.partner.id}/resend`;
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
