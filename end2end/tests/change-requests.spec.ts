// Change requests: a Standard Operator proposes, an Admin decides, and both see what became of it.

import type { Locator, Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { registers } from '../support/assets';
import { halcyon, mina, omar } from '../support/cast';
import { eu } from '../support/center';
import { expect, test, type House } from '../support/house';
import { creates, leave, opensCampaign } from '../support/campaigns';
import { operates } from '../support/operator';
import { isAccessible, withScripts } from '../support/watch';

const campaigns = `/b/${halcyon.slug}/campaigns`;
const requests = `${campaigns}/requests`;
const difference = (page: Page): Locator => page.getByRole('table', { name: /^Campaign (before|when proposed)/ });
const waiting = (page: Page): Locator => page.getByRole('table', { name: 'Change requests' });
const says = (page: Page, words: string): Locator => page.getByRole('status').filter({ hasText: words });

interface Two {
  ada: Actor;
  partner: Actor;
}

async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}

/** A campaign, and Mina who is Operator of its ad account. */
async function both(ada: Actor, enter: (person: typeof mina) => Promise<Actor>, house: House): Promise<Two> {
  await ada.foundsHalcyon();
  await registers(ada, eu);
  await creates(ada, 'Spring launch');
  await ada.invites({ contact: mina.email, organisation: 'Bright Agency', modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await leave(ada, partner);
  await operates(house, mina, eu.name);
  return { ada, partner };
}

async function proposes(partner: Actor, budget: string, why = ''): Promise<void> {
  await opensCampaign(partner, 'Spring launch');
  await partner.page.getByRole('link', { name: 'Propose a change' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Propose a change to Spring launch' })).toBeVisible();
  await partner.isSettled();
  await partner.fillsIn({ Budget: budget, 'Why (optional)': why });
  await partner.presses('Propose');
  await expect(says(partner.page, 'Proposed. Nothing has changed yet')).toBeVisible();
  await partner.isSettled();
}

/** The way of whoever decides: the count in the navigation leads to the list, the list to the page. */
async function opensWhatWaits(ada: Actor, title: string): Promise<void> {
  await ada.opens(requests);
  await waiting(ada.page).getByRole('link', { name: 'Spring launch' }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await ada.isSettled();
}

test('an Operator proposes a change, an Admin sees the difference and approves it', async ({ ada, enter, house, mail, page }) => {
  const { partner } = await both(ada, enter, house);
  await opensCampaign(partner, 'Spring launch');
  await expect(partner.page.getByRole('main').getByRole('link', { name: 'Edit', exact: true })).toHaveCount(0);
  await partner.page.getByRole('link', { name: 'Propose a change' }).click();
  await expect(partner.page.getByText('Ada Lindqvist can approve it. Every Admin sees it, and nothing changes before.')).toBeVisible();
  await partner.isSettled();
  await isAccessibleTo(partner);
  await partner.fillsIn({ Budget: '400', 'End (optional)': '2099-03-01T23:59', 'Why (optional)': 'The weekend did 38 % better.' });
  await partner.presses('Propose');
  await expect(says(partner.page, 'Proposed. Nothing has changed yet')).toBeVisible();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'You want to change Spring launch' })).toBeVisible();
  await expect(partner.page.getByText('Ada Lindqvist can decide it.')).toBeVisible();
  await expect(partner.page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await isAccessibleTo(partner);
  const own = partner.page.url();

  const letter = await mail.to(ada.person.email).subject(/^Mina Okafor wants to change Spring launch$/);
  expect(letter.text).toContain('Budget: €250.00 a day → €400.00 a day (€150.00 more, 60 %)');
  expect(letter.text).toContain('End: No end → 1 March 2099, 23:59');
  // Her first page leads there, and the navigation counts it.
  await ada.opens(`/b/${halcyon.slug}`);
  const needs = page.getByRole('region', { name: 'What needs you' });
  await expect(needs.getByRole('listitem')).toContainText(/1Change waits for your approvalThe oldest, from Mina Okafor, just now./);
  await isAccessibleTo(ada);
  await expect(page.getByRole('link', { name: /^Campaigns 1 to decide$/, includeHidden: true })).toHaveCount(1);
  await needs.getByRole('link', { name: 'Look at the changes' }).click();
  await expect(waiting(page).getByRole('row')).toHaveCount(2);
  await ada.isSettled();
  await isAccessibleTo(ada);
  await waiting(page).getByRole('link', { name: 'Spring launch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mina Okafor wants to change Spring launch' })).toBeVisible();
  await expect(page.getByText('“The weekend did 38 % better.”')).toBeVisible();
  await expect(difference(page)).toContainText('€400.00 a day');
  await expect(difference(page)).toContainText('€150.00 more, 60 %');
  await expect(page.getByText('2 of 9 fields')).toBeVisible();
  await ada.isSettled();
  await isAccessibleTo(ada);
  await ada.fillsIn({ 'Comment to Mina Okafor (needed to reject)': 'Go on until Tuesday.' });
  await ada.presses('Approve');
  await expect(says(page, 'Approved. The campaign stands like this now')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Approved by Ada Lindqvist' })).toBeVisible();
  await ada.isSettled();
  await isAccessibleTo(ada);

  // The open page of whoever proposed it follows, and a mail says the same.
  expect(partner.page.url()).toBe(own);
  if (!partner.scripted) await partner.page.reload();
  await expect(partner.page.getByRole('heading', { name: 'Approved by Ada Lindqvist' })).toBeVisible();
  await expect(partner.page.getByText('“Go on until Tuesday.”')).toBeVisible();
  const told = await mail.to(mina.email).subject(/^Approved: your proposal to change Spring launch$/);
  expect(told.text).toContain('> Go on until Tuesday.');
  await partner.page.getByRole('link', { name: 'See the campaign' }).click();
  const versions = partner.page.getByRole('region', { name: 'Versions' }).getByRole('listitem');
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText('Version 2 by Ada Lindqvist, as Mina Okafor proposed');
  await partner.opens(`/b/${halcyon.slug}`);
  const answered = partner.page.getByRole('region', { name: 'What needs you' });
  await expect(answered.getByRole('listitem')).toContainText('1Proposal of yours was approved');
  await answered.getByRole('link', { name: 'Look at it' }).click();
  await expect(waiting(partner.page).getByRole('row')).toHaveCount(2);
  await ada.opens(`/b/${halcyon.slug}`);
  await expect(page.getByRole('region', { name: 'What needs you' })).toContainText('Nothing does.');
  await ada.opens(`/b/${halcyon.slug}/audit`);
  await expect(page.getByRole('main')).toContainText('approved a proposal');
  await expect(page.getByRole('main')).toContainText('proposed to change a campaign');
  await expect(page.getByRole('link', { name: 'Campaigns', exact: true, includeHidden: true })).toHaveCount(1);
});

test('a new campaign is proposed, talked about, edited, rejected with a reason, and another one withdrawn', async ({ ada, enter, house, mail, page, watch }) => {
  const { partner } = await both(ada, enter, house);
  await partner.opens(campaigns);
  await partner.page.getByRole('link', { name: 'Propose a campaign' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Propose a campaign' })).toBeVisible();
  await partner.isSettled();
  await partner.page.getByLabel('Objective').selectOption('Reach');
  await partner.page.getByLabel('Ad account', { exact: true }).selectOption('Halcyon EU, EUR, UTC+01:00');
  await partner.page.getByLabel('Kind of budget').selectOption('Lifetime');
  await partner.fillsIn({ Name: 'Summer launch', Budget: '49', Start: '2099-06-01T09:00', 'Why (optional)': 'See https://evil.example' });
  if (partner.scripted) await partner.presses('Propose');
  else await watch.answers(partner.page, 422, () => partner.presses('Propose'));
  await partner.isToldBeside('Budget', /TikTok takes no budget below €50.00/);
  await partner.isToldBeside('Why (optional)', /can’t hold a link/);
  await isAccessibleTo(partner);
  await partner.fillsIn({ Budget: '5000', 'Why (optional)': '' });
  await partner.presses('Propose');
  await expect(partner.page.getByRole('heading', { level: 1, name: 'You want to create Summer launch' })).toBeVisible();
  await partner.isSettled();
  await isAccessibleTo(partner);

  await ada.opens(requests);
  await waiting(page).getByRole('link', { name: 'Summer launch' }).click();
  await expect(page.getByRole('region', { name: 'The new campaign' })).toContainText('€5,000.00 in all');
  await ada.isSettled();
  await ada.fillsIn({ 'Comment to Mina Okafor (needed to reject)': 'Why not 4,000?' });
  await ada.presses('Only comment');
  await expect(says(page, 'Comment added.')).toBeVisible();
  const asked = await mail.to(mina.email).subject(/^Ada Lindqvist about Summer launch$/);
  expect(asked.text).toContain('> Why not 4,000?');
  const comments = partner.page.getByRole('region', { name: 'Comments' });
  if (!partner.scripted) await partner.page.reload();
  await expect(comments).toContainText('Why not 4,000?');
  await partner.opens(`/b/${halcyon.slug}`);
  const needs = partner.page.getByRole('region', { name: 'What needs you' });
  const commented = needs.getByRole('listitem').filter({ hasText: '1Proposal of yours has a comment' });
  await commented.getByRole('link', { name: 'Look at it' }).click();
  await waiting(partner.page).getByRole('link', { name: 'Summer launch' }).click();

  await partner.page.getByRole('link', { name: 'Edit proposal' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Edit your proposal for Summer launch' })).toBeVisible();
  await partner.isSettled();
  await expect(partner.field('Budget')).toHaveValue('5000.00');
  await isAccessibleTo(partner);
  await partner.fillsIn({ Budget: '4000' });
  await partner.presses('Save proposal');
  await expect(says(partner.page, 'Proposal changed.')).toBeVisible();
  await partner.isSettled();

  // What was edited since is not decided as it was seen before; nor is anything rejected without a word.
  await ada.fillsIn({ 'Comment to Mina Okafor (needed to reject)': '' });
  await ada.opens(page.url());
  await watch.answers(page, 422, () => ada.presses('Reject'));
  await expect(page.getByRole('alert')).toContainText('Say why: they read it');
  await ada.isSettled();
  await isAccessibleTo(ada);
  await ada.fillsIn({ 'Comment to Mina Okafor (needed to reject)': 'Not this summer.' });
  await ada.presses('Reject');
  await expect(says(page, 'Rejected. Nothing has changed')).toBeVisible();
  const told = await mail.to(mina.email).subject(/^Rejected: your proposal to create Summer launch$/);
  expect(told.text).toContain('> Not this summer.');
  await ada.opens(campaigns);
  await expect(page.getByRole('table', { name: 'Campaigns' }).getByRole('row')).toHaveCount(2);

  await proposes(partner, '300');
  await partner.presses('Withdraw');
  await expect(says(partner.page, 'Proposal withdrawn.')).toBeVisible();
  await expect(partner.page.getByRole('button', { name: 'Withdraw' })).toHaveCount(0);
  await partner.opens(`${requests}?state=withdrawn`);
  await expect(waiting(partner.page).getByRole('row')).toHaveCount(2);
  await isAccessibleTo(partner);
});

test('what changed meanwhile is seen in three versions, and approved over the one that was seen', async ({ ada, enter, house, page, watch }) => {
  const { partner } = await both(ada, enter, house);
  await proposes(partner, '400');
  await opensWhatWaits(ada, 'Mina Okafor wants to change Spring launch');
  const tab = await page.context().newPage();
  await tab.goto(campaigns);
  await tab.getByRole('table', { name: 'Campaigns' }).getByRole('link', { name: 'Spring launch' }).click();
  await tab.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(tab.getByRole('heading', { level: 1, name: 'Edit Spring launch' })).toBeVisible();
  if (ada.scripted) await expect(tab.locator('html[data-hydrated]')).toBeAttached();
  await tab.getByLabel('Budget', { exact: true }).fill('300');
  await tab.getByLabel('Note (optional)').fill('Until the fair.');
  await tab.getByRole('button', { name: 'Save' }).click();
  await expect(tab.getByRole('heading', { level: 1, name: 'Spring launch', exact: true })).toBeVisible();

  if (!ada.scripted) {
    // The page does not follow: what it brings back is refused, and the answer shows what stands.
    await watch.answers(page, 422, () => ada.presses('Approve'));
    await expect(page.getByRole('alert')).toContainText('The campaign was changed meanwhile, and nothing is decided yet.');
  }
  await expect(page.getByRole('heading', { name: 'Ada Lindqvist changed this campaign after it was proposed' })).toBeVisible();
  await expect(page.getByText('1 field was changed by both.')).toBeVisible();
  const budget = difference(page).getByRole('row').filter({ hasText: 'Budget' });
  await expect(budget).toContainText('Changed by both');
  await expect(budget).toContainText(/€250.00 a day.*€300.00 a day.*€400.00 a day/);
  await expect(difference(page).getByRole('row').filter({ hasText: 'Note' })).toContainText('Stays as Ada Lindqvist set it');
  await isAccessibleTo(ada);
  await ada.presses('Approve over version 2');
  await expect(says(page, 'Approved. The campaign stands like this now')).toBeVisible();
  await page.getByRole('link', { name: 'See the campaign' }).click();
  const facts = page.getByRole('region', { name: 'How it is set' });
  await expect(facts).toContainText('Budget€400.00 a day');
  await expect(facts).toContainText('NoteUntil the fair.');
});

test('whoever decided one goes on with the next, and a second proposal for a campaign is not typed in vain', async ({ ada, enter, house, page }) => {
  const { partner } = await both(ada, enter, house);
  await creates(ada, 'Autumn launch');
  await proposes(partner, '300');
  await opensCampaign(partner, 'Spring launch');
  await partner.page.getByRole('link', { name: 'Propose a change' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'A proposal of yours waits already' })).toBeVisible();
  await expect(partner.field('Budget')).toHaveCount(0);
  await partner.isSettled();
  await isAccessibleTo(partner);
  await partner.page.getByRole('link', { name: 'Edit proposal' }).click();
  await expect(partner.field('Budget')).toHaveValue('300.00');
  await opensCampaign(partner, 'Autumn launch');
  await partner.page.getByRole('link', { name: 'Propose a change' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Propose a change to Autumn launch' })).toBeVisible();
  await partner.isSettled();
  await partner.fillsIn({ Budget: '350' });
  await partner.presses('Propose');
  await expect(says(partner.page, 'Proposed.')).toBeVisible();

  await opensWhatWaits(ada, 'Mina Okafor wants to change Spring launch');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await ada.presses('Approve');
  await expect(says(page, 'Approved.')).toBeVisible();
  await expect(page.getByText('1 waits')).toBeVisible();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mina Okafor wants to change Autumn launch' })).toBeVisible();
  await expect(page.getByText('1 of 1')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Next' })).toHaveCount(0);
});

test('several are decided at once, each by itself', async ({ ada, enter, house, page, watch }) => {
  const { partner } = await both(ada, enter, house);
  await creates(ada, 'Autumn launch');
  await proposes(partner, '300');
  await opensCampaign(partner, 'Autumn launch');
  await partner.page.getByRole('link', { name: 'Propose a change' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: 'Propose a change to Autumn launch' })).toBeVisible();
  await partner.isSettled();
  await partner.fillsIn({ Budget: '350' });
  await partner.presses('Propose');
  await expect(says(partner.page, 'Proposed.')).toBeVisible();

  await ada.opens(requests);
  await expect(waiting(page).getByRole('row')).toHaveCount(3);
  await watch.answers(page, 422, () => ada.presses('Approve'));
  await expect(page.getByRole('alert')).toContainText('Tick those you mean first.');
  await ada.isSettled();
  const tick = async (name: string) => page.getByRole('checkbox', { name: `Choose ${name}` }).check();
  await tick('Spring launch');
  await watch.answers(page, 422, () => ada.presses('Reject'));
  await expect(page.getByRole('alert')).toContainText('Say why');
  await ada.isSettled();
  await isAccessibleTo(ada);

  if (!ada.scripted) {
    // One of them was withdrawn since: it is named, and stands in the way of nothing else.
    await partner.presses('Withdraw');
    await expect(says(partner.page, 'Proposal withdrawn.')).toBeVisible();
    await tick('Autumn launch');
  }
  // What was ticked for the refused answer is ticked still.
  await expect(page.getByRole('checkbox', { name: 'Choose Spring launch' })).toBeChecked();
  await ada.presses('Approve');
  await expect(says(page, '1 approved. Whoever proposed it finds the answer here.')).toBeVisible();
  if (!ada.scripted) {
    await expect(says(page, 'Not decided')).toContainText('Autumn launch: It was withdrawn by whoever proposed it.');
  }
  await ada.isSettled();
  await isAccessibleTo(ada);
  await ada.opens(campaigns);
  const row = page.getByRole('table', { name: 'Campaigns' }).getByRole('row').filter({ hasText: 'Spring launch' });
  await expect(row).toContainText('€300.00 a day');
});

test('nobody decides their own, and an Analyst proposes nothing', async ({ ada, enter, house, watch }) => {
  const { partner } = await both(ada, enter, house);
  await proposes(partner, '400');
  const own = partner.page.url();
  await leave(ada, partner);
  await house.isRewritten(`UPDATE partners SET level = 'admin', modules = 0 WHERE contact = '${mina.email}'; DELETE FROM asset_grants;`);
  await partner.opens(own);
  await expect(partner.page.getByText('It is your own proposal, so you don’t decide it, though you are an Admin.')).toBeVisible();
  await expect(partner.page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await isAccessibleTo(partner);
  // An Analyst sees campaigns, and no way to propose.
  await ada.invites({ contact: omar.email, modules: ['Campaigns'] });
  const analyst = await enter(omar);
  await analyst.joins();
  await leave(ada, partner, analyst);
  await operates(house, omar, eu.name, 'analyst');
  await opensCampaign(analyst, 'Spring launch');
  await expect(analyst.page.getByRole('link', { name: 'Propose a change' })).toHaveCount(0);
  await analyst.opens(requests);
  await expect(analyst.page.getByText('Nothing waits.')).toBeVisible();
  await watch.answers(analyst.page, 404, () => analyst.page.goto(own));
  await expect(analyst.page.getByRole('heading', { name: 'There is no such proposal' })).toBeVisible();
  await isAccessibleTo(analyst);
});

test.describe('live', { tag: '@script' }, () => {
  test('what is ticked in the list stays with what it is about', async ({ ada, enter, house, page }) => {
    const { partner } = await both(ada, enter, house);
    await creates(ada, 'Autumn launch');
    await proposes(partner, '300');
    const first = partner.page.url();
    await opensCampaign(partner, 'Autumn launch');
    await partner.page.getByRole('link', { name: 'Propose a change' }).click();
    await expect(partner.page.getByRole('heading', { level: 1, name: 'Propose a change to Autumn launch' })).toBeVisible();
    await partner.isSettled();
    await partner.fillsIn({ Budget: '350' });
    await partner.presses('Propose');
    await expect(says(partner.page, 'Proposed.')).toBeVisible();
    await ada.opens(requests);
    await expect(waiting(page).getByRole('row')).toHaveCount(3);
    await page.getByRole('checkbox', { name: 'Choose Spring launch' }).check();
    await partner.opens(first);
    await partner.presses('Withdraw');
    await expect(waiting(page).getByRole('row')).toHaveCount(2);
    await expect(page.getByRole('checkbox', { name: 'Choose Autumn launch' })).not.toBeChecked();
  });

  test('what an Admin types stays while the page around it follows', async ({ ada, enter, house, page }) => {
    const { partner } = await both(ada, enter, house);
    await proposes(partner, '400');
    await opensWhatWaits(ada, 'Mina Okafor wants to change Spring launch');
    const comment = page.getByLabel('Comment to Mina Okafor (needed to reject)');
    await comment.pressSequentially('Not before');
    await partner.page.getByRole('link', { name: 'Edit proposal' }).click();
    await expect(partner.page.getByRole('heading', { level: 1, name: 'Edit your proposal for Spring launch' })).toBeVisible();
    await partner.isSettled();
    await partner.fillsIn({ Budget: '450' });
    await partner.presses('Save proposal');
    await expect(difference(page)).toContainText('€450.00 a day');
    await expect(comment).toBeFocused();
    await comment.pressSequentially(' the fair.');
    await expect(comment).toHaveValue('Not before the fair.');
    // What the form brings back is what the page shows by now.
    await ada.presses('Reject');
    await expect(says(page, 'Rejected. Nothing has changed')).toBeVisible();
  });
});
