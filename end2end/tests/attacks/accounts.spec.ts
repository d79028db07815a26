// Whose an account is, and what no answer tells of it.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { ada, halcyon, mallory, mina, omar } from '../../support/cast';
import { Center, entries, EVIL, joins, opens } from '../../support/center';
import { expect, test } from '../../support/house';
import { Caller, type Fields, leads } from '../../support/raw';

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

    test('whether an address is invited is told by no answer (C-7)', async ({ house, mail }) => {
      const center = await Center.founded(house, mail, ada, halcyon.name);
      await center.invites(mina);
      const extra = { next: `//${EVIL}`, invitation: 'none', token: '\u0000' };
      const forms: [string, Fields][] = [
        ['/invite/again', {}],
        ['/invite/again', extra],
        ['/login', { password: 'not what she chose' }],
        ['/login', { password: '' }],
      ];
      for (const [target, fields] of forms) {
        const answers = [];
        for (const email of [mina.email, mina.email.replace('mina', 'nina')]) {
          const { status, headers, text } = await new Caller(house.address).posts(target, [...entries(fields), ['email', email], ['invited', email]]);
          const { date: _, ...others } = headers;
          answers.push({ status, others, text: text.replaceAll(email, '…') });
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
