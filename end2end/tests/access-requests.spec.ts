// What is missing to somebody is found by themselves, asked for with one button, and given or declined with another.

import type { Locator, Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { assets, registers } from '../support/assets';
import { creates, leave, opensCampaign } from '../support/campaigns';
import { halcyon, mina } from '../support/cast';
import { eu } from '../support/center';
import { expect, test } from '../support/house';
import { operates } from '../support/operator';
import { isAccessible, withScripts } from '../support/watch';

const center = `/b/${halcyon.slug}`;
const list = `${center}/partners`;
const finding = (page: Page, name: string): Locator => page.getByRole('article', { name });
const request = (page: Page, name: string): Locator => page.getByRole('region', { name });

async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}

const headings = {
  level: 'Your access level is incorrect',
  assets: 'You don’t see all Assets',
  changes: 'Your changes are not saved',
};

async function looksInto(who: Actor, problem: keyof typeof headings): Promise<void> {
  await who.opens(`${center}/help/my/${problem}`);
  await expect(who.page.getByRole('heading', { level: 1, name: headings[problem] })).toBeVisible();
}

/** From what needs an Admin on the first page to whoever asks. */
async function answers(ada: Actor): Promise<void> {
  await ada.opens(center);
  await ada.page.getByRole('region', { name: 'What needs you' }).getByRole('link', { name: 'Answer' }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
  await ada.isSettled();
}

/** Mina comes in with the Module Campaigns, and asks for Halcyon EU; what is missing to her. */
async function asksByName(ada: Actor, partner: Actor): Promise<Locator> {
  await registers(ada, eu);
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  await partner.joins();
  await looksInto(partner, 'changes');
  const missing = finding(partner.page, 'No ad account is shared with you');
  await missing.getByLabel('What is it called?').fill('Halcyon EU');
  await missing.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(missing).toContainText('You asked for “Halcyon EU” as Operator on');
  return missing;
}

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test('a Module that is missing is asked for, and just that is granted', async ({ ada, enter, mail, page }) => {
  await registers(ada, eu);
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.joins();
  await ada.opens(list);
  await ada.partnersTable().getByRole('row').filter({ hasText: mina.name }).getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await ada.isSettled();
  await page.getByLabel('Add an Asset').fill('Halcyon EU');
  await ada.presses('Add');
  await expect(page.getByRole('group', { name: 'Halcyon EU', exact: true })).toBeVisible();
  await ada.presses('See what changes');
  await ada.presses('Confirm');
  await expect(page).toHaveURL(new RegExp(`${list}`));

  // From what is shared with them to what is not.
  await partner.opens(assets);
  await partner.page.getByRole('link', { name: 'Something missing?' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: headings.assets })).toBeVisible();
  await partner.isSettled();
  const missing = finding(partner.page, 'The Module Campaigns is missing');
  await expect(missing).toContainText('Certain. You have Halcyon EU, and no Module that opens anything of it.');
  await isAccessibleTo(partner);
  await missing.getByLabel('What do you need it for?').fill('For the weekly report.');
  await missing.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(partner.page.getByRole('status')).toHaveText('Asked. An Admin decides, and the answer stands here.');
  await expect(missing).toContainText('You asked for the Module Campaigns on');
  await expect(missing.getByRole('button', { name: 'Ask for exactly this' })).toHaveCount(0);
  const letter = await mail.to('ada@halcyon.example').subject(/^Mina Okafor asks for the Module Campaigns/);
  expect(letter.text).toContain('For the weekly report.');

  await answers(ada);
  // Whoever looks into it sees that it is asked for.
  await page.getByRole('link', { name: 'Assets are not showing up' }).click();
  await expect(request(page, 'What is known')).toContainText(/Asks for\s*the Module Campaigns/);
  await page.getByRole('link', { name: 'Open their details' }).click();
  const asked = request(page, 'Mina Okafor asks for the Module Campaigns');
  await expect(asked).toContainText('For the weekly report.');
  await expect(asked).toContainText(/It would newly allow:.*See campaigns, and as Operator propose changes/s);
  await isAccessibleTo(ada);
  await asked.getByRole('button', { name: 'Grant exactly this' }).click();
  await expect(page.getByRole('status')).toHaveText('Granted: what the request takes, and nothing else.');
  await expect(asked).toHaveCount(0);
  await expect(page.getByRole('region', { name: /can reach, and why/ })).toContainText('Campaigns');
  await mail.to(mina.email).subject(/Your access to Halcyon/);
  await looksInto(partner, 'assets');
  await expect(missing).toHaveCount(0);
  await expect(partner.page.getByText('No cause found in 4 checks.')).toBeVisible();
  await expect(request(partner.page, 'What you asked for')).toContainText(/You asked for the Module Campaigns on .* Ada Lindqvist granted it on/s);
  // What was never shared can be asked for beside what was.
  const another = request(partner.page, 'What can’t be seen from here');
  await another.getByLabel('What is it called?').fill('Halcyon US');
  await another.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(another).toContainText(/You asked for “Halcyon US” as Analyst on .* Ada Lindqvist decides, and the answer stands here\./s);
});

test('a no takes a sentence, which whoever asked reads', async ({ ada, enter, house, mail, page, watch }) => {
  await registers(ada, eu);
  await creates(ada, 'Spring launch');
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await leave(ada, partner);
  await operates(house, mina, 'Halcyon EU', 'analyst');
  // The page of a campaign says why it is only seen, and leads there.
  await opensCampaign(partner, 'Spring launch');
  await expect(partner.page.getByText('You are Analyst of this Asset; this takes an Operator.')).toBeVisible();
  await partner.page.getByRole('link', { name: 'Find out why' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: headings.changes })).toBeVisible();
  await partner.isSettled();
  const looks = finding(partner.page, 'You are Analyst, who only looks');
  await expect(looks).toContainText('Asks the Admins for Halcyon EU (Ad account) as Operator, and for nothing else.');
  await isAccessibleTo(partner);
  await looks.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(looks).toContainText('You asked for Halcyon EU (Ad account) as Operator on');

  await answers(ada);
  const asked = request(page, 'Mina Okafor asks for Halcyon EU (Ad account) as Operator');
  await watch.answers(page, 422, () => asked.getByRole('button', { name: 'Answer no' }).click());
  await expect(page).toHaveTitle(/^Error: /);
  await expect(asked.getByLabel('Why not')).toHaveAccessibleDescription(/Say why, in a sentence/);
  await isAccessibleTo(ada);
  await ada.isSettled();
  await asked.getByLabel('Why not').fill('Ada does that until March.');
  await asked.getByRole('button', { name: 'Answer no' }).click();
  await expect(page.getByRole('status')).toHaveText('Nothing changed, and they can read why.');
  await expect(asked).toHaveCount(0);
  expect((await mail.to(mina.email).subject(/stays as it is/)).text).toContain('Ada does that until March.');
  await looksInto(partner, 'changes');
  await expect(looks).toContainText(/Ada Lindqvist answered no on .*Ada does that until March\./s);
  // They may ask again, and it is given another way: that is an answer, too.
  await looks.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(looks).toContainText('Ada Lindqvist decides, and the answer stands here.');
  await ada.opens(page.url());
  await asked.getByRole('button', { name: 'Grant exactly this' }).click();
  await expect(asked).toHaveCount(0);
  await looksInto(partner, 'changes');
  await expect(looks).toHaveCount(0);
  await expect(partner.page.getByText('No cause found in 5 checks.')).toBeVisible();
});

test('an ad account that was never shared is asked for by its name', async ({ ada, enter, page, watch }) => {
  await registers(ada, eu);
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  // Where nothing can be done yet, the first page and the empty list lead to asking.
  await partner.opens(center);
  const needs = request(partner.page, 'What needs you');
  await expect(needs.getByRole('listitem')).toHaveText(/0\s*Assets are shared with you/);
  await needs.getByRole('link', { name: 'Ask for it' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: headings.assets })).toBeVisible();
  await expect(finding(partner.page, 'Nothing is shared with you')).toContainText('You were given no Asset and no group. You can ask');
  await partner.opens(`${center}/campaigns`);
  await partner.page.getByRole('link', { name: 'Ask for the one you work on' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: headings.assets })).toBeVisible();
  await looksInto(partner, 'changes');
  const missing = finding(partner.page, 'No ad account is shared with you');
  await missing.getByLabel('What do you need it for?').fill('The spring launch.');
  await watch.answers(partner.page, 422, () => missing.getByRole('button', { name: 'Ask for exactly this' }).click());
  await expect(partner.page).toHaveTitle(/^Error: /);
  await expect(missing.getByLabel('What is it called?')).toHaveAccessibleDescription(/Type the name of the Asset/);
  await expect(missing.getByLabel('What do you need it for?')).toHaveValue('The spring launch.');
  await isAccessibleTo(partner);
  await partner.isSettled();
  await missing.getByLabel('What is it called?').fill('7012 4498 0031');
  await missing.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(missing).toContainText('You asked for “7012 4498 0031” as Operator on');
  // What is not here is answered the same.
  await missing.getByLabel('What is it called?').fill('Nowhere');
  await missing.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(missing).toContainText('You asked for “Nowhere” as Operator on');
  await partner.opens(center);
  await expect(needs.getByRole('listitem')).toHaveText(
    /2\s*Requests of yours wait for an Admin\s*You asked for “Nowhere” as Operator\. You asked for “7012 4498 0031” as Operator\./,
  );
  await needs.getByRole('link', { name: 'Look at them' }).click();
  await expect(partner.page.getByRole('region', { name: 'What you asked for' })).toContainText('Nowhere');

  await answers(ada);
  const unknown = request(page, 'Mina Okafor asks for “Nowhere” as Operator');
  await expect(unknown).toContainText('No Asset here is called so.');
  const asked = request(page, 'Mina Okafor asks for “7012 4498 0031” as Operator');
  await expect(asked).toContainText('Halcyon EU as Operator');
  await asked.getByRole('button', { name: 'Grant exactly this' }).click();
  await expect(asked).toHaveCount(0);
  await looksInto(partner, 'changes');
  await expect(missing).toHaveCount(0);
  await expect(partner.page.getByRole('region', { name: 'Checked and fine' })).toContainText(/You are Operator\s*Halcyon EU/);
});

test('somebody who was reduced asks for their level, which is given by Edit', async ({ ada, enter, page }) => {
  await ada.invites({ contact: mina.email, level: 'Admin' });
  const partner = await enter(mina);
  await partner.joins();
  await looksInto(partner, 'level');
  await expect(partner.page.getByText('No cause found in 2 checks.')).toBeVisible();
  const edits = async (level: RegExp): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
    await ada.isSettled();
    await page.getByRole('radio', { name: level }).check();
    await ada.presses('See what changes');
    await ada.presses('Confirm');
    await expect(page.getByRole('heading', { level: 1, name: 'Edit access' })).toHaveCount(0);
  };
  await ada.opens(list);
  await ada.partnersTable().getByRole('row').filter({ hasText: mina.name }).getByRole('link', { name: 'Edit' }).click();
  await edits(/^Standard/);
  await looksInto(partner, 'level');
  const changed = finding(partner.page, 'It is not the level that you were invited with');
  await expect(changed).toContainText(/Almost certain\. Ada Lindqvist changed it on .*Before\s*Admin\s*Now\s*Standard/s);
  await changed.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(changed).toContainText('You asked for the access level Admin on');
  await answers(ada);
  const asked = request(page, 'Mina Okafor asks for the access level Admin');
  await expect(asked).toContainText('It would newly allow:');
  await asked.getByRole('link', { name: 'Edit' }).click();
  await edits(/^Admin/);
  await looksInto(partner, 'level');
  await expect(changed).toHaveCount(0);
});

test('an answer that comes too late says so', async ({ ada, enter, page }) => {
  const partner = await enter(mina);
  await asksByName(ada, partner);
  await answers(ada);
  const asked = request(page, 'Mina Okafor asks for “Halcyon EU” as Operator');
  const form = asked.locator('form').first();
  const action = await form.getAttribute('action');
  await asked.getByRole('button', { name: 'Grant exactly this' }).click();
  await expect(asked).toHaveCount(0);
  await leave(partner);
  await ada.opens(page.url());
  await ada.pressesLate(action, { do: 'decline', words: 'No.' });
  await expect(page.getByRole('alert')).toContainText('Nobody waits for this answer any more');
});

test('Help leads an Admin to whoever has a problem, and everybody to their own', async ({ ada, enter, page }) => {
  await ada.invites({ contact: mina.email });
  await ada.opens(`${center}/help`);
  const who = page.getByRole('region', { name: 'Who has a problem?' });
  await who.getByLabel('Name or address').fill('nobody@nowhere.example');
  await who.getByRole('button', { name: 'Find out why' }).click();
  await expect(who.getByRole('status')).toContainText('Nobody here has nobody@nowhere.example in their name or address.');
  await expect(who.getByRole('link', { name: 'Add Partners' })).toBeVisible();
  // A slip is none of nobody, and whoever founded it is somebody.
  for (const [typed, called] of [[mina.email.replace('mina', 'mima'), mina.email], ['Lindqwist', ada.person.name], ['lindq', ada.person.name]] as const) {
    await who.getByLabel('Name or address').fill(typed);
    await who.getByRole('button', { name: 'Find out why' }).click();
    await expect(who.getByRole('link', { name: called })).toBeVisible();
  }
  await isAccessibleTo(ada);
  await who.getByLabel('Name or address').fill('mina');
  await who.getByLabel('Problem').selectOption('Can’t log in');
  await who.getByRole('button', { name: 'Find out why' }).click();
  await who.getByRole('link', { name: mina.email }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${mina.email} can’t log in` })).toBeVisible();
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(`${center}/help`);
  await expect(partner.page.getByRole('region', { name: 'Who has a problem?' })).toHaveCount(0);
  // Nor of keys that would lead nowhere.
  await expect(partner.page.getByRole('region', { name: 'Keys' })).toContainText('G, then M');
  await expect(partner.page.getByRole('region', { name: 'Keys' })).not.toContainText(/G, then P|list of partners/);
  await partner.page.getByRole('link', { name: headings.assets }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: headings.assets })).toBeVisible();
});

test('what only Admins do says why, and leads to it', async ({ ada, enter, watch }) => {
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.joins();
  await watch.answers(partner.page, 403, () => partner.page.goto(`${center}/settings`));
  await expect(partner.page.getByRole('alert')).toContainText('Only an Admin can change the settings.');
  await partner.page.getByRole('alert').getByRole('link', { name: 'Find out why' }).click();
  await expect(partner.page.getByRole('heading', { level: 1, name: headings.level })).toBeVisible();
});

test.describe('live', { tag: '@script' }, () => {
  test('what is missing is gone as soon as it is given', async ({ ada, enter, page }) => {
    const partner = await enter(mina);
    const missing = await asksByName(ada, partner);
    await answers(ada);
    await request(page, 'Mina Okafor asks for “Halcyon EU” as Operator').getByRole('button', { name: 'Grant exactly this' }).click();
    await expect(missing).toHaveCount(0);
  });
});
