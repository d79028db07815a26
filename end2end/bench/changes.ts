// What an Admin posts to change many partners: each as its own page would, with what that page showed.

import { House } from './house';
import type { Post } from './load';

interface Access {
  grant: { standard: { modules: string[] } };
}

const AT_ONCE = 8;

/** Ids of Standard Members, in the order of the list. */
export async function members(house: House, slug: string, most: number): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined = `/b/${slug}/partners?state=active&level=standard`;
  while (next && ids.length < most) {
    const page: string = await house.page(next);
    ids.push(...[...page.matchAll(/name="id" id="pick-([0-9a-f-]{36})"/g)].map(([, id]) => id ?? ''));
    next = /<a href="([^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  }
  return ids.slice(0, most);
}

/** **Confirm** of Edit: each partner loses and gets a Module, and the other way round, so often. */
export async function edits(house: House, slug: string, partners: string[], times: number): Promise<Post[]> {
  const forms = await each(partners, async (id) => {
    const path = `/b/${slug}/partners/${id}/edit`;
    const opened = hidden(await house.page(path), 'opened');
    const access = JSON.parse(opened) as Access;
    const { modules } = access.grant.standard;
    const others = modules.includes('billing') ? modules.filter((one) => one !== 'billing') : [...modules, 'billing'];
    return { path, opened, wanted: JSON.stringify({ ...access, grant: { standard: { modules: others } } }) };
  });
  return Array.from({ length: times }, (_, time) =>
    forms.map(({ path, opened, wanted }) => {
      const [from, to] = time % 2 === 0 ? [opened, wanted] : [wanted, opened];
      return { path, fields: { step: 'confirm', opened: from, wanted: to, rehearsed: '' } };
    }),
  ).flat();
}

/** **Revoke Access** again. */
export function revokes(house: House, slug: string, partners: string[]): Promise<Post[]> {
  return each(partners, async (id) => {
    const path = `/b/${slug}/partners/${id}/revoke`;
    return { path, fields: { rehearsed: hidden(await house.page(path), 'rehearsed'), tell: 'yes' } };
  });
}

function hidden(page: string, name: string): string {
  const [, value] = new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(page) ?? [];
  if (value === undefined) throw new Error(`no ${name} on the page`);
  return value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

/** In the order of what was given, a few at a time. */
export async function each<T, R>(all: T[], ask: (one: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    found.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(ask))));
  }
  return found;
}
