// Drafts: what a partner typed about a campaign waits while their own ad account is not Approved.

import type { Locator } from '@playwright/test';
import type { Actor } from '../support/actor';
import { ada as founder, halcyon, mina } from '../support/cast';
import { Center, eu, isIn } from '../support/center';
import { expect, test, type House } from '../support/house';
import type { MailServer } from '../support/mail';
import { operates } from '../support/operator';
import { isAccessible, type Watch, withScripts } from '../support/watch';

const campaigns = `/b/${halcyon.slug}/campaigns`;
const says = ({ page }: Actor, words: string): Locator => page.getByRole('status').filter({ hasText: words });
const drafts = ({ page }: Actor): Locator => page.getByRole('region', { name: 'A draft of yours waits' });

async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}

interface Cast {
  partner: Actor;
  /** The form of Ada's campaign. */
  form: string;
  /** Sets the state of Mina's own ad account. */
  sets: (shown: string, state: string) => Promise<void>;
}

/** A campaign of Ada's at 250 a day, and Mina who is Operator of its ad account. */
async function both(enter: (person: typeof mina) => Promise<Actor>, house: House, mail: MailServer): Promise<Cast> {
  const center = await Center.founded(house, mail, founder, halcyon.name);
  await center.registers(eu);
  const campaign = await center.creates('Spring launch');
  const member = await isIn(center, house, mina);
  await operates(house, mina, 'Halcyon EU');
  const partner = await enter(mina);
  await partner.page.context().addCookies(member.forBrowsers());
  const { id } = await center.partner(mina);
  const sets = async (shown: string, state: string) => {
    const answer = await center.admin.posts(`/b/${halcyon.slug}/partners/${id}/ad-account`, { advertiser: '701244989999', shown, state });
    expect(answer.status, answer.text).toBe(303);
  };
  return { partner, form: `${campaigns}/${campaign}/edit`, sets };
}

/** **Propose**, and what was typed is kept. */
async function isKept(partner: Actor, watch: Watch): Promise<void> {
  const propose = () => partner.page.getByRole('button', { name: 'Propose' }).click();
  if (partner.scripted) await propose();
  else await watch.answers(partner.page, 422, propose);
  const alert = partner.page.getByRole('alert');
  await expect(alert).toContainText('Your ad account is Suspended.');
  await expect(alert).toContainText('What you typed is kept as a draft: it stands here when you come back.');
  await expect(alert.getByRole('link', { name: 'Your ad account' })).toBeVisible();
  await expect(partner.field('Budget')).toHaveValue('400');
}

test('what was typed waits as a draft until the ad account is Approved again', async ({ enter, house, mail, watch }) => {
  const { partner, form, sets } = await both(enter, house, mail);
  const { page } = partner;
  await partner.opens(form);
  await partner.fillsIn({ Budget: '400', 'Why (optional)': 'It went well.' });
  await sets('approved', 'suspended');
  await isKept(partner, watch);
  await partner.isSettled();
  await isAccessibleTo(partner);

  // Another day it stands on the list and on their first page.
  await partner.opens(`/b/${halcyon.slug}`);
  await page.getByRole('region', { name: 'What needs you' }).getByRole('link', { name: 'Go on with it' }).click();
  await expect(drafts(partner)).toContainText('Spring launch, kept');
  await partner.isSettled();
  await isAccessibleTo(partner);
  await sets('suspended', 'approved');
  await drafts(partner).getByRole('link', { name: 'Spring launch' }).click();
  await expect(page.getByText('What you typed was kept as a draft')).toBeVisible();
  await expect(partner.field('Budget')).toHaveValue('400');
  await expect(partner.field('Why (optional)')).toHaveValue('It went well.');
  await partner.isSettled();
  await isAccessibleTo(partner);
  await partner.presses('Propose');
  await expect(says(partner, 'Proposed. Nothing has changed yet')).toBeVisible();
  await partner.opens(campaigns);
  await expect(page.getByRole('table', { name: 'Campaigns' })).toBeVisible();
  await expect(drafts(partner)).toHaveCount(0);
});

test('a draft is let go', async ({ enter, house, mail, watch }) => {
  const { partner, form, sets } = await both(enter, house, mail);
  await sets('approved', 'suspended');
  // What is wrong with it is kept, too.
  await partner.opens(form);
  await partner.fillsIn({ Budget: '12,5' });
  const propose = () => partner.page.getByRole('button', { name: 'Propose' }).click();
  if (partner.scripted) await propose();
  else await watch.answers(partner.page, 422, propose);
  await expect(partner.page.getByRole('alert')).toContainText('What you typed is kept as a draft');
  await partner.isToldBeside('Budget', /without a comma/);
  await partner.opens(form);
  await expect(partner.field('Budget')).toHaveValue('12,5');
  await partner.fillsIn({ Budget: '400' });
  await isKept(partner, watch);
  await partner.opens(form);
  await partner.presses('Discard draft');
  await expect(says(partner, 'Draft discarded.')).toBeVisible();
  await expect(drafts(partner)).toHaveCount(0);
  await partner.opens(form);
  await expect(partner.field('Budget')).toHaveValue('250.00');
  await expect(partner.page.getByRole('button', { name: 'Discard draft' })).toHaveCount(0);
});
