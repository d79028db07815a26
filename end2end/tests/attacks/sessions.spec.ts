// Many requests at once, by many people, and the moment at which somebody may not any more.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { ada, cleo, halcyon, leo, mallory, mina, omar } from '../../support/cast';
import { Center, isIn } from '../../support/center';
import { expect, test } from '../../support/house';
import { type Answer, Caller } from '../../support/raw';

const here = `/b/${halcyon.slug}`;

test.describe('sessions', { tag: '@script' }, () => {
  test.use({ signUp: 'open' });

  test('of 500 mixed requests at once each is answered to whoever sent it (C-8)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const other = await Center.founded(house, mail, mallory, 'Vane Foods');
    const standard = await isIn(center, house, mina);
    const second = await isIn(center, house, omar, 'admin');
    const { slug } = center;
    const everybody: [who: string, caller: Caller, own: string, page: number, call: number][] = [
      ['nobody', new Caller(house.address), '', 303, 401],
      [ada.name, center.admin, ada.email, 200, 200],
      [omar.name, second, omar.email, 200, 200],
      [mina.name, standard, mina.email, 403, 403],
      [mallory.name, other.admin, mallory.email, 404, 404],
    ];
    const addresses = [ada, omar, mina, mallory].map(({ email }) => email);

    const asks: [string, (one: (typeof everybody)[number]) => Promise<void>][] = [
      ['their account', async ([who, caller, own]) => {
        const { status, text } = await caller.sends('/account');
        expect.soft(status, who).toBe(own ? 200 : 303);
        const named = addresses.filter((address) => text.includes(address));
        expect.soft(named, `addresses that ${who} is shown`).toEqual(own ? [own] : []);
      }],
      ['a page of Admins', async ([who, caller, , page]) => {
        const { status, text } = await caller.sends(`${here}/partners`);
        expect.soft(status, who).toBe(page);
        expect.soft(text.includes(mina.email), who).toBe(page === 200);
      }],
      ['a call of Admins', async ([who, caller, , , call]) => {
        const { status, text } = await caller.calls('partners/list', { slug });
        expect.soft(status, who).toBe(call);
        expect.soft(text.includes(mina.email), who).toBe(call === 200);
      }],
      ['a page of Members', async ([who, caller, , page]) => {
        const { status } = await caller.sends(`${here}/members`);
        expect.soft(status, who).toBe(page === 403 ? 200 : page);
      }],
    ];
    // So many that each ask meets each person, all under way together.
    const all = Array.from({ length: 500 }, (_, turn) => {
      const one = everybody[turn % everybody.length];
      const ask = asks[Math.floor(turn / everybody.length) % asks.length];
      if (!one || !ask) throw new Error('there is somebody, and something to ask');
      return ask[1](one);
    });
    await Promise.all(all);
  });

  test('each page that is asked for many times at once is answered each time, with its own code to load', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    await isIn(center, house, mina);
    const asset = await center.registers({ kind: 'Pixel', name: 'Web pixel' });
    const { id } = await center.partner(mina);
    const partner = `${here}/partners/${id}`;
    const pages = [
      here,
      ...['partners', 'partners/new', 'partners/views', 'members', 'assets', 'assets/new', 'assets/groups'].map((page) => `${here}/${page}`),
      ...['audit', 'audit/past', 'settings', 'leave', `assets/${asset}`].map((page) => `${here}/${page}`),
      ...['', '/edit', '/revoke', '/view'].map((page) => `${partner}${page}`),
    ];
    const answers = Array.from({ length: 600 }, async (_, turn) => {
      const page = pages[turn % pages.length] ?? here;
      const { status, text } = await center.admin.sends(page);
      const parts = [...text.matchAll(/href="[^"]*\/([^"/]+\.wasm)"/g)].map(([, file]) => file);
      return `${page} ${status} ${parts.sort().join(' ')}`;
    });
    // A page that told two readers to load something else stands here twice.
    const answered = [...new Set(await Promise.all(answers))].map((answer) => answer.split(' ', 2).join(' '));
    expect(answered.sort()).toEqual(pages.map((page) => `${page} 200`).sort());
  });

  test('whoever is revoked while 24 of their requests run is answered none that began after it (C-15)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const his = await isIn(center, house, omar, 'admin');
    const { slug } = center;
    const origin = { origin: house.url };
    let shops = 0;
    const shop = () => ({ kind: 'shop', name: `Shop ${(shops += 1)}`, owner: 'this_business' });
    const asks: Record<string, () => Promise<Answer>> = {
      start: () => his.sends(here),
      list: () => his.sends(`${here}/partners`),
      export: () => his.sends(`${here}/audit/export.csv`),
      call: () => his.calls('partners/list', { slug }, origin),
      change: () => his.calls('assets/save', { slug, asset: '', ...shop() }, origin),
      form: () => his.posts(`${here}/assets/new`, shop(), origin),
    };
    const served: Record<string, number> = {};
    let over = false;
    const asksOn = async (of: string, ask: () => Promise<Answer>): Promise<void> => {
      for (let after = 0; after < 3; ) {
        const late = over;
        const { status } = await ask();
        if (status === 403) {
          // It holds for whatever begins from now on, also before the Admin hears that it is done.
          over = true;
        } else {
          expect(late, `${of} was answered with ${status}`).toBe(false);
          served[of] = (served[of] ?? 0) + 1;
        }
        if (late) after += 1;
      }
    };
    const running = Array.from({ length: 4 }, () => Object.entries(asks).map(([of, ask]) => asksOn(of, ask))).flat();
    await expect.poll(() => Object.keys(served).sort()).toEqual(Object.keys(asks).sort());
    await center.revokes(omar);
    over = true;
    // Every change raises the number of the Business Center.
    const changes = async () => {
      const stream = await center.admin.listens(`${here}/live`);
      const heard = await stream.hears();
      stream.leaves();
      return heard;
    };
    const before = await changes();
    await Promise.all(running);
    expect(await changes(), 'nothing of theirs was changed after it').toBe(before);
  });

  test('every open stream of whoever is revoked ends and tells nothing that comes after (C-16)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const hers = await isIn(center, house, mina);
    const another = new Caller(house.address);
    await another.logsIn(mina);
    const theirs = await isIn(center, house, cleo);
    const live = `${here}/live`;
    const streams = await Promise.all(
      [...Array<Caller>(10).fill(hers), ...Array<Caller>(10).fill(another)].map((caller) => caller.listens(live)),
    );
    const other = await theirs.listens(live);
    for (const stream of streams) expect(await stream.hears()).toContain('Change');
    const number = async () => (JSON.parse(await other.hears()) as { Change: { number: number } }).Change.number;
    const before = await number();

    await center.revokes(mina);
    await center.invites(leo);

    // Each ends by itself: what it says until then is that access has ended, and no number.
    for (const stream of streams) expect(await stream.says()).toEqual(['"Ended"']);
    // Whoever is still in hears of both, of the two together or one by one.
    await expect.poll(number).toBe(before + 2);
    other.leaves();
    for (const caller of [hers, another]) expect((await caller.sends(live)).text).not.toContain('Change');
  });
});
