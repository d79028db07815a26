// Standing approvals: an Admin approves ahead, and what is within it counts as soon as an Operator proposes it.

import type { Locator, Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { ada as founder, halcyon, mina } from '../support/cast';
import { Center, eu, isIn } from '../support/center';
import { expect, test, type House } from '../support/house';
import type { MailServer } from '../support/mail';
import { operates } from '../support/operator';
import { expectRow } from '../support/table';
import { dayAhead } from '../support/time';
import { isAccessible, withScripts } from '../support/watch';

const campaigns = `/b/${halcyon.slug}/campaigns`;
const standing = `${campaigns}/standing`;
const counting = (page: Page): Locator => page.getByRole('table', { name: 'Standing approvals', exact: true });
const says = (page: Page, words: string): Locator => page.getByRole('status').filter({ hasText: words });
const lastDay = dayAhead(60);

interface Cast {
  partner: Actor;
  /** The page of Ada's campaign. */
  campaign: string;
}

async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}

/** A campaign of Ada's at 250 a day, and Mina who is Operator of its ad account. */
async function both(ada: Actor, enter: (person: typeof mina) => Promise<Actor>, house: House, mail: MailServer): Promise<Cast> {
  const center = await Center.founded(house, mail, founder, halcyon.name);
  await center.registers(eu);
  const campaign = await center.creates('Spring launch');
  const member = await isIn(center, house, mina);
  await operates(house, mina, 'Halcyon EU');
  await ada.page.context().addCookies(center.admin.forBrowsers());
  const partner = await enter(mina);
  await partner.page.context().addCookies(member.forBrowsers());
  return { partner, campaign: `${campaigns}/${campaign}` };
}

async function approvesAhead(ada: Actor, ceiling: string): Promise<void> {
  await ada.opens(standing);
  await ada.page.getByLabel('Operator and ad account').selectOption(`${mina.name} · Halcyon EU (EUR)`);
  await ada.fillsIn({ 'Up to, in one day': ceiling, 'Last day': lastDay.iso });
  await ada.presses('Approve ahead');
  await expect(says(ada.page, 'Approved ahead.')).toBeVisible();
  await ada.isSettled();
}

async function proposes(partner: Actor, campaign: string, budget: string): Promise<void> {
  await partner.opens(`${campaign}/edit`);
  await partner.fillsIn({ Budget: budget });
  await partner.presses('Propose');
  await expect(partner.page.getByRole('heading', { level: 1, name: 'You want to change Spring launch' })).toBeVisible();
  await partner.isSettled();
}

test('within what is approved ahead a budget counts at once, beyond it the proposal waits', async ({ ada, enter, house, mail, page }) => {
  const { partner, campaign } = await both(ada, enter, house, mail);
  await ada.opens(campaigns);
  await page.getByRole('link', { name: 'Standing approvals' }).click();
  await expect(page.getByText('None counts: whatever Operators propose waits for an Admin.')).toBeVisible();
  await ada.isSettled();
  await isAccessibleTo(ada);
  await approvesAhead(ada, '200');
  await expectRow(counting(page), {
    Operator: /Mina Okafor.*Halcyon EU/s,
    'Up to': '€200.00 a day',
    'Left today': '€200.00 for daily, €200.00 for lifetime budgets',
    'Last day': lastDay.words,
    Given: 'by Ada Lindqvist, just now',
  });
  await isAccessibleTo(ada);

  // The Operator is told by mail, and by the form before anything is sent.
  const letter = await mail.to(mina.email).subject(/^Approved ahead: budgets of Halcyon EU$/);
  expect(letter.text).toContain('Up to: €200.00');
  await partner.opens(`${campaign}/edit`);
  await expect(partner.page.getByText('Ada Lindqvist approved ahead that you raise budgets here by up to €200.00 a day')).toBeVisible();
  await isAccessibleTo(partner);
  await proposes(partner, campaign, '400');
  await expect(says(partner.page, 'Changed. An Admin approved it ahead')).toBeVisible();
  await expect(partner.page.getByRole('heading', { level: 2, name: 'Approved by Ada Lindqvist' })).toBeVisible();
  await expect(partner.page.getByText('By a standing approval, as soon as it was proposed.')).toBeVisible();
  await isAccessibleTo(partner);
  await partner.opens(campaign);
  await expect(partner.page.getByRole('main')).toContainText('€400.00 a day');
  await proposes(partner, campaign, '451');
  await expect(says(partner.page, 'Proposed. Nothing has changed yet')).toBeVisible();

  // Ada sees what is left, and who did it.
  await ada.opens(standing);
  await expectRow(counting(page), { 'Left today': '€50.00 for daily, €200.00 for lifetime budgets' });
  await ada.opens(`/b/${halcyon.slug}/audit`);
  await expect(page.getByRole('table', { name: 'Audit entries, newest first' })).toContainText('by the Standing approval of Ada Lindqvist');
});

test('it is ended from its row, and by taking the access that it stands on', async ({ ada, enter, house, mail, page }) => {
  const { partner, campaign } = await both(ada, enter, house, mail);
  await approvesAhead(ada, '200');
  const approved = partner.page.getByText('Ada Lindqvist approved ahead that you raise budgets here');
  await partner.opens(`${campaign}/edit`);
  await expect(approved).toBeVisible();
  await partner.fillsIn({ Budget: '400', 'Why (optional)': 'The weekend did well.' });
  await ada.opens(`/b/${halcyon.slug}/partners`);
  await ada.opensPartner(mina.name);
  await page.getByRole('main').getByRole('link', { name: 'Revoke Access' }).click();
  await expect(page.getByRole('dialog', { name: 'Revoke Access' })).toContainText('The standing approval for them');
  await ada.opens(standing);
  await counting(page).getByRole('button', { name: 'End the standing approval of Mina Okafor for Halcyon EU' }).click();
  await expect(says(page, 'Ended. From now on whatever they propose waits for an Admin.')).toBeVisible();
  await expect(counting(page)).toHaveCount(0);
  await expectRow(page.getByRole('table', { name: 'Ended standing approvals' }), { Ended: /^by Ada Lindqvist, just now Entry \d+$/ });
  await ada.isSettled();
  await isAccessibleTo(ada);
  // Whoever has typed meanwhile is not told that it counts, and keeps what they typed.
  if (partner.scripted) {
    await expect(approved).toHaveCount(0);
    await expect(partner.field('Budget')).toHaveValue('400');
    await expect(partner.field('Why (optional)')).toHaveValue('The weekend did well.');
  }
  await partner.opens(standing);
  await expect(partner.page.getByText('None counts for you: whatever you propose waits for an Admin.')).toBeVisible();
  await expect(partner.page.getByRole('button', { name: 'Approve ahead' })).toHaveCount(0);
  await isAccessibleTo(partner);
  await proposes(partner, campaign, '300');
  await expect(says(partner.page, 'Proposed. Nothing has changed yet')).toBeVisible();
});

test('what is wrong stands beside its field, and what was typed stays', async ({ ada, enter, house, mail, page, watch }) => {
  const { partner, campaign } = await both(ada, enter, house, mail);
  const refused = async () => watch.answers(page, 422, () => page.getByRole('button', { name: 'Approve ahead' }).click());
  await ada.opens(standing);
  await refused();
  await expect(page).toHaveTitle(/^Error: /);
  await ada.isToldBeside('Operator and ad account', /Choose an Operator and their ad account/);
  await ada.isToldBeside('Up to, in one day', /Type the amount/);
  await ada.isToldBeside('Last day', /Choose the last day that it counts/);
  await isAccessibleTo(ada);
  await ada.isSettled();
  await page.getByLabel('Operator and ad account').selectOption(`${mina.name} · Halcyon EU (EUR)`);
  await ada.fillsIn({ 'Up to, in one day': '1,000', 'Last day': '2020-01-31' });
  await refused();
  await ada.isToldBeside('Up to, in one day', /without a comma/);
  await ada.isToldBeside('Last day', /31 January 2020 is over/);
  await expect(ada.field('Up to, in one day')).toHaveValue('1,000');
  await expect(page.getByLabel('Operator and ad account').getByRole('option', { selected: true })).toHaveText(`${mina.name} · Halcyon EU (EUR)`);
  await ada.isSettled();
  await ada.fillsIn({ 'Up to, in one day': '50', 'Last day': lastDay.iso });
  await ada.presses('Approve ahead');
  await expect(says(page, 'Approved ahead.')).toBeVisible();
  await ada.isSettled();
  await page.getByLabel('Operator and ad account').selectOption(`${mina.name} · Halcyon EU (EUR)`);
  await ada.fillsIn({ 'Up to, in one day': '500', 'Last day': lastDay.iso });
  await refused();
  await ada.isToldBeside('Operator and ad account', /They have a standing approval for this ad account already/);

  // From a proposal of theirs the way leads here, with them chosen, as long as they have none.
  await ada.isSettled();
  await counting(page).getByRole('button', { name: /^End the standing approval/ }).click();
  await expect(says(page, 'Ended.')).toBeVisible();
  await proposes(partner, campaign, '400');
  await ada.opens(`${campaigns}/requests`);
  await page.getByRole('table', { name: 'Change requests' }).getByRole('link', { name: 'Spring launch' }).click();
  await ada.isSettled();
  await page.getByRole('main').getByRole('link', { name: 'Approve ahead' }).click();
  await expect(page.getByLabel('Operator and ad account').getByRole('option', { selected: true })).toHaveText(`${mina.name} · Halcyon EU (EUR)`);
});

test('what is being typed stays while the page follows', { tag: '@script' }, async ({ ada, enter, house, mail, page }) => {
  const { partner, campaign } = await both(ada, enter, house, mail);
  await approvesAhead(ada, '200');
  const ceiling = page.getByLabel('Up to, in one day');
  await ceiling.pressSequentially('12');
  await proposes(partner, campaign, '400');
  await expectRow(counting(page), { 'Left today': '€50.00 for daily, €200.00 for lifetime budgets' });
  await expect(ceiling).toBeFocused();
  await ceiling.pressSequentially('5');
  await expect(ceiling).toHaveValue('125');
});
