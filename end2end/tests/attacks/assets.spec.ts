// Assets of another Business Center, named in every place that takes one.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { ada, halcyon, leo, mallory, mina, omar } from '../../support/cast';
import { Center, isIn, words } from '../../support/center';
import { expect, test } from '../../support/house';
import type { Answer, Fields } from '../../support/raw';

/** No Asset has it. */
const NOBODYS = '0197c5b0-0000-7000-8000-000000000001';

test.describe('Assets', { tag: '@script' }, () => {
  test.use({ signUp: 'open' });

  test('an Asset of others is in every place like one that there is not (C-29)', async ({ house, mail }) => {
    const ours = await Center.founded(house, mail, ada, halcyon.name);
    const theirs = await Center.founded(house, mail, mallory, 'Vane Foods');
    const secret = 'Vane catalogue of spring';
    const foreign = await theirs.registers({ kind: 'Pixel', name: secret });
    const own = await ours.registers({ kind: 'Pixel', name: 'Web pixel' });
    await isIn(ours, house, mina);
    // A single Admin is told on the list whom to make a second one.
    await isIn(ours, house, omar, 'admin');
    await isIn(theirs, house, leo);
    const { slug, admin, list } = ours;
    const here = `/b/${slug}`;
    const { id: partner } = await ours.partner(mina);
    const before = [await ours.stands(), await theirs.stands()];

    const opened = JSON.parse((await admin.calls('partners/to-edit', { slug, partner })).text) as {
      Open: { had: Record<string, unknown> };
    };
    const had = JSON.stringify(opened.Open.had);
    const origin = { origin: house.url };
    const rows = (id: string, kind: 'asset' | 'group'): Fields => {
      const target = kind === 'asset' ? { asset: { id, kind: 'pixel', name: 'Pixel' } } : { group: { id, name: 'Pixel' } };
      return {
        'assets[0]': JSON.stringify(target), 'asset_roles[0]': 'operator', 'asset_purposes[0]': '', 'asset_ends[0]': '',
      };
    };
    const posted = (fields: Fields): Fields =>
      Object.entries(fields).map(([name, value]) => [name.replace('[0]', '[]'), value] as [string, string]);
    const invite = { contact: 'noor@bright.example', kind: 'agency', level: 'standard' };
    const look = { partner, step: 'look', opened: had, level: 'standard', 'modules[0]': 'analytics' };
    const wanted = (id: string) => {
      const given = { target: { asset: { id, kind: 'pixel', name: 'Pixel' } }, role: 'operator', purpose: null, ends: null };
      return JSON.stringify({ ...opened.Open.had, assets: [given] });
    };
    const save = (fields: Fields) => ({ kind: 'shop', name: 'Shop', owner: 'this_business', ...fields });
    const audience = (id: string) => save({ kind: 'audience', name: 'Buyers', ad_account: id });

    const places: Record<string, (id: string) => Promise<Answer>> = {
      'its page': (id) => admin.sends(`${here}/assets/${id}`),
      'its form': (id) => admin.posts(`${here}/assets/${id}`, save({})),
      'its removal': (id) => admin.posts(`${here}/assets/${id}`, { remove: 'yes' }),
      'looking at it': (id) => admin.calls('assets/one', { slug, asset: id }, origin),
      'saving it': (id) => admin.calls('assets/save', { slug, asset: id, ...save({}) }, origin),
      'removing it': (id) => admin.calls('assets/save', { slug, asset: id, remove: 'yes' }, origin),
      'what an audience is part of': (id) => admin.calls('assets/save', { slug, asset: '', ...audience(id) }, origin),
      'the same, as a form': (id) => admin.posts(`${here}/assets/new`, audience(id)),
      'a page of the list after it': (id) => admin.calls('assets/list', { slug, 'asked[after]': id }, origin),
      'an invitation': (id) => admin.calls('partners/invite', { slug, ...invite, ...rows(id, 'asset') }, origin),
      'an invitation, as a group': (id) => admin.calls('partners/invite', { slug, ...invite, ...rows(id, 'group') }, origin),
      'an invitation, as a form': (id) => admin.posts(`${list}/new`, posted({ ...invite, ...rows(id, 'asset') })),
      'the mail before it is sent': (id) => admin.posts(`${list}/new/mail`, posted({ ...invite, ...rows(id, 'asset') })),
      'what they will see': (id) => admin.posts(`${list}/new/view`, posted({ ...invite, ...rows(id, 'asset') })),
      'the summary of an edit': (id) => admin.calls('partners/edit', { slug, ...look, ...rows(id, 'asset') }, origin),
      'an edit': (id) =>
        admin.calls('partners/edit', { slug, partner, step: 'confirm', opened: had, wanted: wanted(id), rehearsed: '' }, origin),
      'an edit, as a form': (id) =>
        admin.posts(`${list}/${partner}/edit`, { step: 'confirm', opened: had, wanted: wanted(id), rehearsed: '' }),
      'what is added to a form': (id) => admin.calls('partners/invite', { slug, ...invite, add_asset: id }, origin),
      'its past': (id) => admin.sends(`${here}/audit/past?asset=${id}&day=2100-01-01`),
      'asking for its past': (id) => admin.calls('audit/past', { slug, 'asked[asset]': id, 'asked[day]': '2100-01-01' }, origin),
      'what somebody may do with it': (id) => admin.sends(`${list}/${partner}?may=see&with=${id}`),
      'a filter of the list': (id) => admin.sends(`${list}?asset=${id}`),
      'an export': (id) => admin.sends(`${list}/export.csv?asset=${id}`),
    };
    const nothing = (answer: Answer, id: string) =>
      [answer.status, words(answer.text).replaceAll(id, 'ID').replace(/\s+/g, ' ')];
    for (const [place, ask] of Object.entries(places)) {
      const answer = await ask(foreign);
      expect.soft(answer.status, place).toBeLessThan(500);
      expect.soft(answer.text, place).not.toContain(secret);
      expect.soft(nothing(answer, foreign), place).toEqual(nothing(await ask(NOBODYS), NOBODYS));
    }
    // And by its name, and with an owner of theirs.
    for (const name of [secret, 'Vane catalogue of autumn']) {
      const filter = await admin.sends(`${list}?asset=${encodeURIComponent(name)}`);
      expect.soft(filter.text, name).not.toContain(mina.name);
      const added = await admin.calls('partners/invite', { slug, ...invite, add_asset: name }, origin);
      expect.soft(added.text, name).toContain('Nothing here has this name');
    }
    const owners = [leo.email, 'nobody@agency.example'].map(async (owner) => {
      const owned = save({ owner: 'partner', owner_partner: owner });
      const { status, text } = await admin.calls('assets/save', { slug, asset: '', ...owned }, origin);
      expect.soft(text, 'an owner of theirs').toContain('Refused');
      return [status, text.replaceAll(owner, 'OWNER')];
    });
    const [stranger, nobody] = await Promise.all(owners);
    expect.soft(stranger, 'an owner of theirs').toEqual(nobody);
    expect([await ours.stands(), await theirs.stands()]).toEqual(before);
    // The places do take one of ours.
    expect((await places['its page']?.(own))?.status).toBe(200);
    expect((await places['an invitation']?.(own))?.text).toBe('"Sent"');
    expect((await places['an edit']?.(own))?.text).toBe('"Done"');
  });
});
