// Whoever works on an ad account, with an Approved one of their own.

import { expect } from '@playwright/test';
import { ada, type Person } from './cast';
import { type Center, isIn } from './center';
import type { House } from './house';
import type { MailServer } from './mail';
import type { Caller } from './raw';

const olga: Person = { name: 'Olga Operator', email: 'olga@agency.example', password: 'six amber foxes after lunch' };

/** Makes somebody who is in one. That an Admin does it, and approves theirs, is shown elsewhere. */
export async function operates(
  house: House,
  { email }: Pick<Person, 'email'>,
  account: string,
  role: 'operator' | 'analyst' = 'operator',
): Promise<void> {
  await house.isRewritten(`
    UPDATE partners
       SET modules = modules | 2, linked_advertiser_id = '701244989999', linked_at = state_at, link_state = 'approved', link_state_at = state_at,
           link_state_by = (SELECT a.id FROM partners a WHERE a.center_id = partners.center_id AND a.level = 'admin' ORDER BY a.state_at LIMIT 1)
     WHERE contact = '${email}';
    INSERT INTO asset_grants (center_id, partner_id, asset_id, role, granted_by, granted_at)
    SELECT p.center_id, p.id, a.id, '${role}', 'Ada Lindqvist', p.state_at
      FROM partners p
      JOIN assets a ON a.center_id = p.center_id AND a.name = '${account}'
     WHERE p.contact = '${email}';`);
}

/** Olga comes in, and proposes to change a campaign of Halcyon EU; her, and the id of that. */
export async function proposes(
  center: Center,
  house: House,
  mail: MailServer,
  campaign: string,
): Promise<{ operator: Caller; request: string }> {
  const caller = await isIn(center, house, olga);
  await operates(house, olga, 'Halcyon EU');
  const fields = { shown: '1', name: 'Fair in Leeds', budget: '400', start: '2099-01-31T09:00', status: 'active' };
  const answer = await caller.posts(`/b/${center.slug}/campaigns/${campaign}/edit`, fields);
  expect(answer.status, answer.text).toBe(303);
  await mail.to(ada.email).subject(/^Olga Operator wants to change /);
  return { operator: caller, request: answer.headers.location?.split('/').at(-1) ?? '' };
}
