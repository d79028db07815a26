// Revoke Access hands over what somebody leaves: open proposals and campaigns, each to the successor that is chosen.

import type { Locator, Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { registers } from '../support/assets';
import { ada as founder, halcyon, leo, mina, type Person } from '../support/cast';
import { Center, eu } from '../support/center';
import { expect, test, type House } from '../support/house';
import { creates, leave, opensCampaign } from '../support/campaigns';
import { operates, proposes } from '../support/operator';
import { isAccessible, withScripts } from '../support/watch';

const list = `/b/${halcyon.slug}/partners`;
const campaigns = `/b/${halcyon.slug}/campaigns`;
const says = (page: Page, words: string): Locator => page.getByRole('status').filter({ hasText: words });
const successor = (dialog: Locator, of: string): Locator => dialog.getByRole('combobox', { name: `Successor for ${of}`, exact: true });

type Enter = (person: Person) => Promise<Actor>;

async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}

/** Mina and Leo operate Halcyon EU; Mina proposes to change Spring launch, and is responsible for Autumn launch. */
async function leavesSomething(ada: Actor, enter: Enter, house: House): Promise<Actor> {
  await ada.foundsHalcyon();
  await registers(ada, eu);
  await creates(ada, 'Spring launch');
  await creates(ada, 'Autumn launch');
  const partners: Actor[] = [];
  for (const person of [mina, leo]) {
    await ada.invites({ contact: person.email, modules: ['Campaigns'] });
    const partner = await enter(person);
    await partner.joins();
    partners.push(partner);
  }
  const [partner] = partners;
  if (!partner) throw new Error('nobody came');
  await leave(ada, ...partners);
  for (const person of [mina, leo]) await operates(house, person, eu.name);
  await house.isRewritten(`
    UPDATE campaigns SET responsible_id = (SELECT id FROM partners WHERE contact = '${mina.email}') WHERE name = 'Autumn launch';`);
  await opensCampaign(partner, 'Spring launch');
  await partner.page.getByRole('link', { name: 'Propose a change' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Propose a change to Spring launch' })).toBeVisible();
  await partner.isSettled();
  await partner.fillsIn({ Budget: '400' });
  await partner.presses('Propose');
  await expect(says(partner.page, 'Proposed. Nothing has changed yet')).toBeVisible();
  await leave(partner);
  return partner;
}

async function opensRevoke(ada: Actor, person: Person): Promise<Locator> {
  await ada.opens(list);
  await ada.opensPartner(person.name);
  await ada.page.getByRole('main').getByRole('link', { name: 'Revoke Access' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Revoke Access' });
  await expect(dialog).toBeVisible();
  await ada.isSettled();
  return dialog;
}

test('whoever is chosen takes over what somebody leaves, and is told', async ({ ada, enter, house, mail, page }) => {
  await leavesSomething(ada, enter, house);
  await opensCampaign(ada, 'Autumn launch');
  await expect(page.getByRole('region', { name: 'How it is set' })).toContainText('ResponsibleMina Okafor');
  const dialog = await opensRevoke(ada, mina);
  const proposal = successor(dialog, 'Spring launch');
  await expect(proposal.locator('option')).toHaveText(['Nobody: withdraw it', 'Ada Lindqvist (you)', 'Leo Marchetti (Operator)']);
  await expect(proposal.locator('option:checked')).toHaveText('Nobody: withdraw it');
  const responsible = successor(dialog, 'Halcyon EU');
  await expect(responsible.locator('option:checked')).toHaveText('Ada Lindqvist (you)');
  await expect(dialog.getByRole('group', { name: 'Campaigns that they are responsible for' })).toContainText('Autumn launch');
  await isAccessibleTo(ada);
  await proposal.selectOption('Leo Marchetti (Operator)');
  await responsible.selectOption('Leo Marchetti (Operator)');
  await dialog.getByRole('button', { name: 'Revoke Access' }).click();
  await expect(dialog).toBeHidden();
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.first()).toContainText('revoked the access; 1 proposal and 1 campaign to Leo Marchetti');

  const letter = await mail.to(leo.email).subject(/^A proposal of Mina Okafor is yours now$/);
  expect(letter.text).toContain('Spring launch: Halcyon EU');
  await opensCampaign(ada, 'Autumn launch');
  await expect(page.getByRole('region', { name: 'How it is set' })).toContainText('ResponsibleLeo Marchetti');
  await ada.opens(`${campaigns}/requests`);
  await page.getByRole('table', { name: 'Change requests' }).getByRole('link', { name: 'Spring launch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Leo Marchetti wants to change Spring launch' })).toBeVisible();
  await expect(page.getByText('Taken over from Mina Okafor.')).toBeVisible();
  await ada.isSettled();
  await ada.presses('Approve');
  await expect(says(page, 'Approved. The campaign stands like this now')).toBeVisible();
});

test('an Admin who takes a proposal over does not decide it, and is responsible by default', async ({ ada, enter, house, page }) => {
  await leavesSomething(ada, enter, house);
  const dialog = await opensRevoke(ada, mina);
  await successor(dialog, 'Spring launch').selectOption('Ada Lindqvist (you)');
  await dialog.getByRole('button', { name: 'Revoke Access' }).click();
  await expect(dialog).toBeHidden();
  await ada.opens(`${campaigns}/requests`);
  await page.getByRole('table', { name: 'Change requests' }).getByRole('link', { name: 'Spring launch' }).click();
  await expect(page.getByText('It is your own proposal, so you don’t decide it, though you are an Admin.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await isAccessibleTo(ada);
  await opensCampaign(ada, 'Autumn launch');
  await expect(page.getByRole('region', { name: 'How it is set' })).toContainText('ResponsibleAda Lindqvist');
});

test('a successor who can’t take over any more is refused beside the field, and the rest stays chosen', async ({ ada, enter, house, page, watch }) => {
  await leavesSomething(ada, enter, house);
  const dialog = await opensRevoke(ada, mina);
  await successor(dialog, 'Spring launch').selectOption('Leo Marchetti (Operator)');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The contract ended.');
  // In another tab Leo is revoked meanwhile.
  const tab = await page.context().newPage();
  await tab.goto(list);
  await tab.getByRole('main').getByRole('link', { name: leo.name }).click();
  await expect(tab.getByRole('heading', { level: 1, name: leo.name })).toBeVisible();
  await tab.getByRole('main').getByRole('link', { name: 'Revoke Access' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Revoke Access' }).click();
  await expect(tab.getByRole('region', { name: 'Who' })).toContainText('Revoked');
  await tab.close();
  const press = () => dialog.getByRole('button', { name: 'Revoke Access' }).click();
  if (ada.scripted) await press();
  else await watch.answers(page, 422, press);
  await expect(dialog.getByRole('alert')).toContainText('can’t take this over');
  await expect(successor(dialog, 'Spring launch')).toHaveAccessibleDescription(/can’t take this over/);
  await expect(successor(dialog, 'Spring launch').locator('option:checked')).toHaveText('Choose somebody else');
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('The contract ended.');
  await ada.isSettled();
  await isAccessibleTo(ada);
  await successor(dialog, 'Spring launch').selectOption('Nobody: withdraw it');
  await dialog.getByRole('button', { name: 'Revoke Access' }).click();
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Revoked');
  await ada.opens(`${campaigns}/requests`);
  await expect(page.getByText('Nothing waits.')).toBeVisible();
});

test('whoever leaves is told that proposals are withdrawn and who is responsible then', async ({ ada, enter, house, page }) => {
  const partner = await leavesSomething(ada, enter, house);
  await partner.opens(`/b/${halcyon.slug}/leave`);
  await expect(partner.page.getByText('Your open proposal for Spring launch: it is withdrawn')).toBeVisible();
  await expect(partner.page.getByText('The campaign Autumn launch, for which nobody is responsible then')).toBeVisible();
  await partner.presses('Leave');
  await expect(partner.page.getByRole('heading', { name: `Your access to ${halcyon.name} has ended` })).toBeVisible();
  await opensCampaign(ada, 'Autumn launch');
  await expect(page.getByRole('region', { name: 'How it is set' })).toContainText('ResponsibleNobody');
});

test('a successor who is made up is refused, and nothing is revoked', { tag: '@script' }, async ({ house, mail }) => {
  const center = await Center.founded(house, mail, founder, halcyon.name);
  await center.registers(eu);
  const { request } = await proposes(center, house, mail, await center.creates('Fair in Leeds'));
  const olga = { name: 'Olga Operator', email: 'olga@agency.example' };
  const { id: partner } = await center.partner(olga);
  const shown = await center.admin.calls('partners/rehearse-revoke', { slug: center.slug, partner });
  const { rehearsed } = (JSON.parse(shown.text) as { Shown: { rehearsed: string } }).Shown;
  for (const nobody of ['nobody', partner, request, '00000000-0000-0000-0000-000000000000']) {
    const fields = { rehearsed, 'successors[]': `proposal:${request}:${nobody}` };
    const answer = await center.admin.posts(`${center.list}/${partner}/revoke`, fields);
    expect(answer.status, answer.text).toBe(422);
    expect(answer.text).toContain('can’t take this over');
  }
  expect(await center.partner(olga)).toMatchObject({ state: 'active' });
});
