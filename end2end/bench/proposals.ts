// What Operators post to propose, and an Admin to approve: each as its own page would, with what that page showed.

import { each } from './changes';
import type { Filled } from './fill';
import type { House } from './house';
import type { Post } from './load';

/** What is other than it stood; a start that has passed stays as it is. */
const CHANGED = { shown: '1', name: 'Fair in Leeds', budget: '400', start: '2099-01-01T09:00', status: 'active' };

/** A change of each campaign, by one Operator after the other. */
export async function proposals(house: House, { slug, campaigns, operators }: Filled): Promise<Post[]> {
  const cookies = await each(operators, (id) => house.logInAs(slug, id));
  return campaigns.map((id, turn) => {
    const cookie = cookies[turn % cookies.length] ?? '';
    return { path: `/b/${slug}/campaigns/${id}/edit`, fields: CHANGED, cookie };
  });
}

/** Proposes what does not wait yet. */
export async function propose(house: House, posts: Post[]): Promise<void> {
  await each(posts, async ({ path, fields, cookie }) => {
    const answer = await house.post(path, fields, cookie);
    const page = await answer.text();
    if (answer.status !== 303 && !page.includes('See what waits')) throw new Error(`${path}: ${answer.status}\n${page}`);
  });
}

/** **Approve** of each that waits, as the list shows it. */
export async function approvals(house: House, slug: string): Promise<Post[]> {
  const posts: Post[] = [];
  let next: string | undefined = `/b/${slug}/campaigns/requests`;
  while (next) {
    const page: string = await house.page(next);
    for (const [, id, content = '', version = ''] of page.matchAll(/name="pick" value="([0-9a-f-]{36})\.([0-9a-f]+)\.(\d+)"/g)) {
      posts.push({ path: `/b/${slug}/campaigns/requests/${id}`, fields: { do: 'approve', content, version } });
    }
    next = /<a href="([^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  }
  return posts;
}
