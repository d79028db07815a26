// What is wrong with somebody's access: each cause is made as it comes about, mended with the button that is offered, and gone.

import { assets, registers } from '../support/assets';
import { creates, leave, proposes } from '../support/campaigns';
import { cleo, halcyon, leo, mina, omar } from '../support/cast';
import { eu } from '../support/center';
import { confirms, finding, isAccessibleTo, isLookingInto, looksInto } from '../support/diagnosis';
import { expect, test } from '../support/house';
import { operates } from '../support/operator';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test('a mail that was refused is told in plain words, and goes to another address', async ({ ada, mail, page }) => {
  mail.refuses(mina.email, '5.1.1 user unknown');
  await ada.invites({ contact: mina.email });
  await expect(async () => {
    await ada.opens(list);
    await expect(ada.partnersTable()).toContainText('Mail failed');
  }).toPass();
  // What is wrong leads there from the list, too.
  await ada.partnersTable().getByRole('link', { name: /^Mail failed/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${mina.email} can’t log in` })).toBeVisible();
  await ada.isSettled();
  const refused = finding(page, 'The mail was refused');
  await expect(refused).toContainText('Certain. It is not tried again by itself.');
  await expect(refused).toContainText(/It said.*user unknown/s);
  await expect(refused).toContainText('There is no such mailbox.');
  await expect(page.getByText('1 cause found in 5 checks.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Checked and fine' })).toContainText('The invitation is open');
  await isAccessibleTo(ada);
  await refused.getByLabel('New address').fill(leo.email);
  await refused.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${leo.email} can’t log in` })).toBeVisible();
  await mail.to(leo.email).subject(/invites you/);
  // The mail is there before it is noted that it was taken.
  await expect(async () => {
    await ada.opens(page.url());
    await expect(finding(page, 'The invitation was not accepted yet')).toContainText('Possible.', { timeout: 1000 });
  }).toPass();
  await expect(refused).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'What we can’t see from here' })).toContainText('under Spam or Promotions');
});

test('an invitation that has expired, or was cancelled, is renewed', async ({ ada, house, mail, page }) => {
  await ada.invites({ contact: mina.email });
  await ada.invites({ contact: leo.email });
  await mail.to(mina.email).subject(/invites you/);
  await leave(ada);
  await house.isRewritten(`UPDATE partners SET invitation_expires_at = 1790000000000000 WHERE contact = '${mina.email}'`);
  await looksInto(ada, mina.email);
  const expired = finding(page, 'The invitation has expired');
  await expect(expired).toContainText('Certain. Nobody accepted it until 21 September 2026');
  await expired.getByRole('button', { name: 'Resend Invite' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${mina.email} can’t log in` })).toBeVisible();
  await expect(expired).toHaveCount(0);

  await ada.opens(list);
  await ada.opensPartner(leo.email);
  await page.getByRole('main').getByRole('button', { name: 'Cancel Invite' }).click();
  await looksInto(ada, leo.email);
  const cancelled = finding(page, 'The invitation was cancelled');
  await expect(cancelled).toContainText('It was done by Ada Lindqvist on');
  await isAccessibleTo(ada);
  await cancelled.getByRole('link', { name: 'Invite again' }).click();
  await expect(ada.addDialog().getByLabel('Email or phone number')).toHaveValue(leo.email);
  await ada.isSettled();
  await ada.addDialog().getByRole('button', { name: 'Send Invite' }).click();
  await expect(ada.addDialog()).toBeHidden();
  await looksInto(ada, leo.email);
  await expect(cancelled).toHaveCount(0);
});

test('whoever was revoked is invited again, and of whoever is in nothing is found', async ({ ada, enter, page }) => {
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.joins();
  await leave(partner);
  await looksInto(ada, mina.name);
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Checked and fine' })).toContainText('They accepted, and are in');
  const unseen = page.getByRole('region', { name: 'What we can’t see from here' });
  await expect(unseen).toContainText('is the password forgotten?');
  await expect(unseen).toContainText('Any other is refused, unless they added it to their account.');
  await isAccessibleTo(ada);
  await page.getByRole('link', { name: 'Open their details' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Revoke Access' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke Access' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await looksInto(ada, mina.name);
  await expect(finding(page, 'Their access was revoked')).toContainText('It was done by Ada Lindqvist on');
  await expect(finding(page, 'Their access was revoked').getByRole('link', { name: 'Invite again' })).toBeVisible();
});

test('of whoever founded the Business Center it is not said that they were invited', async ({ ada, enter }) => {
  await ada.invites({ contact: omar.email, level: 'Admin' });
  const admin = await enter(omar);
  await admin.joins();
  await admin.opens(`/b/${halcyon.slug}/members`);
  await admin.opensPartner(ada.person.name);
  const { page } = admin;
  await page.getByRole('region', { name: 'Something not right?' }).getByRole('link', { name: 'Can’t log in' }).click();
  await isLookingInto(admin, ada.person.name);
  await expect(page.getByRole('region', { name: 'Checked and fine' })).toContainText('They founded this Business Center, and are in');
  await expect(page.getByRole('main')).not.toContainText(/accepted|was invited/);
});

test('a level that was changed is told with who changed it, and given back', async ({ ada, enter, page }) => {
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.joins();
  await leave(partner);
  await looksInto(ada, mina.name, 'Access level is incorrect');
  await expect(page.getByText('No cause found in 2 checks.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Checked and fine' })).toContainText('the level that they were invited with: Standard');
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await confirms(ada, () => page.getByRole('radio', { name: /^Admin/ }).check());
  const changed = finding(page, 'It is not the level that they were invited with');
  await expect(changed).toContainText('Almost certain. Ada Lindqvist changed it on');
  await expect(changed).toContainText(/Before\s*Standard\s*Now\s*Admin/);
  await isAccessibleTo(ada);
  await changed.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByText('This is not the level that they were invited with. Choose the one that is meant.')).toBeVisible();
  await isAccessibleTo(ada);
  await confirms(ada, () => page.getByRole('radio', { name: /^Standard/ }).check());
  await expect(page.getByText('No cause found in 2 checks.')).toBeVisible();
  await expect(changed).toHaveCount(0);
});

test('what keeps an Asset from showing is found, and mended one after the other', async ({ ada, enter, page }) => {
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  await partner.joins();
  await leave(partner);
  await ada.opens(list);
  await ada.partnersTable().getByRole('link', { name: 'Nothing yet' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mina Okafor does not see all Assets' })).toBeVisible();
  const nothing = finding(page, 'No Asset is registered here');
  await nothing.getByRole('link', { name: 'Register Asset' }).click();
  await registers(ada, eu);
  await looksInto(ada, mina.name, 'Assets are not showing up');
  await expect(finding(page, 'Nothing is shared with them')).toContainText('Certain. Mina Okafor was given no Asset and no group, and no Module that would open one.');
  await isAccessibleTo(ada);
  // What is asked leads to giving just that.
  await page.getByRole('link', { name: 'Halcyon EU (Ad account)' }).click();
  await expect(page.getByText('What they miss is an Asset: add it here, give another role, or move its last day.')).toBeVisible();
  await confirms(ada);
  await ada.opens(list);
  await ada.partnersTable().getByRole('link', { name: '1 Asset · no Module' }).click();
  const noModule = finding(page, 'The Module Campaigns is missing');
  await expect(noModule).toContainText('Mina Okafor has Halcyon EU, and no Module that opens anything of it.');
  await noModule.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByText('What they miss is a Module: tick what they need.')).toBeVisible();
  await confirms(ada, () => page.getByRole('checkbox', { name: /^Campaigns/ }).check());
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Checked and fine' })).toContainText(/They reach, with a Module that opens it\s*Halcyon EU/);

  await ada.opens(`${page.url().replace(/\/help\/.*/, '/edit')}`);
  await confirms(ada, () => page.getByRole('group', { name: 'Halcyon EU', exact: true }).getByLabel('Role').selectOption('Take away'));
  await ada.opens(list);
  await ada.partnersTable().getByRole('link', { name: 'Campaigns · no Asset' }).click();
  const taken = finding(page, 'Halcyon EU was taken from them');
  await expect(taken).toContainText('Almost certain. Ada Lindqvist did that on');
  await taken.getByRole('link', { name: 'Edit' }).click();
  await confirms(ada);
  await expect(taken).toHaveCount(0);
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
});

test('what left a group is named with who took it out, and comes back', async ({ ada, enter, page }) => {
  await registers(ada, { ...eu, group: 'Web' });
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await leave(partner);
  await looksInto(ada, mina.name, 'Assets are not showing up');
  await page.getByRole('link', { name: 'Web (Asset group)' }).click();
  await confirms(ada);
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();

  await ada.opens(`${assets}/groups`);
  await page.getByRole('link', { name: 'Web', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Web' })).toBeVisible();
  await page.getByRole('region', { name: 'In it', exact: true }).getByRole('checkbox').first().check();
  await ada.presses('Take out what is ticked');
  await expect(page).toHaveTitle(/^Check the changes/);
  await ada.isSettled();
  await ada.presses('Confirm');
  await looksInto(ada, mina.name, 'Assets are not showing up');
  const left = finding(page, 'Halcyon EU left the Asset group Web');
  await expect(left).toContainText('Almost certain. Ada Lindqvist took it out on');
  await expect(left.getByRole('link', { name: 'Edit' })).toBeVisible();
  await isAccessibleTo(ada);
  await finding(page, 'The Asset group Web is empty').getByRole('link', { name: 'Open the group' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Web' })).toBeVisible();
  await page.getByRole('region', { name: 'Put in', exact: true }).getByRole('checkbox').first().check();
  await ada.presses('Put in what is ticked');
  await expect(page).toHaveTitle(/^Check the changes/);
  await ada.isSettled();
  await ada.presses('Confirm');
  await looksInto(ada, mina.name, 'Assets are not showing up');
  await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
});

test('what keeps a change from being saved is found, and mended one after the other', async ({ ada, enter, house, page }) => {
  await registers(ada, eu);
  await creates(ada, 'Spring launch');
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  const partner = await enter(mina);
  await partner.joins();
  await leave(partner);
  await looksInto(ada, mina.name, 'Changes not saving');
  await expect(page.getByText('3 causes found in 5 checks. The likeliest comes first.')).toBeVisible();
  const module = finding(page, 'The Module Campaigns is missing');
  await expect(module).toContainText('Certain. Campaigns is not part of the access of Mina Okafor. Edit adds it.');
  await expect(finding(page, 'No ad account is shared with them')).toContainText(
    'Mina Okafor has no ad account, by itself or in a group. Edit adds one.',
  );
  await expect(finding(page, 'They have linked no ad account of their own')).toBeVisible();
  const [unknown, link] = [page.getByRole('region', { name: 'What we can’t see from here' }), 'Ask Mina Okafor to link an ad account'];
  await expect(unknown).toHaveCount(0);
  await isAccessibleTo(ada);
  await module.getByRole('link', { name: 'Edit' }).click();
  await confirms(ada, () => page.getByRole('checkbox', { name: /^Campaigns/ }).check());
  await expect(page.getByText('2 causes found in 5 checks.')).toBeVisible();
  // Before there were Campaigns, nothing led them there.
  await expect(unknown).toContainText(link);
  await leave(ada);
  await operates(house, mina, 'Halcyon EU', 'analyst');
  await looksInto(ada, mina.name, 'Changes not saving');
  await expect(page.getByText('1 cause found in 5 checks.')).toBeVisible();
  const looks = finding(page, 'They are Analyst, who only looks');
  await expect(looks).toContainText('Mina Okafor is Analyst of every ad account that they have; this takes an Operator.');
  await expect(looks).toContainText(/Halcyon EU.*Analyst/s);
  await looks.getByRole('link', { name: 'Edit' }).click();
  await confirms(ada, () => page.getByRole('group', { name: 'Halcyon EU', exact: true }).getByLabel('Role').selectOption('operator'));
  await expect(page.getByText('No cause found in 5 checks.')).toBeVisible();
  await expect(looks).toHaveCount(0);

  await leave(ada);
  await house.isRewritten(`UPDATE partners SET link_state = 'suspended' WHERE contact = '${mina.email}'`);
  await looksInto(ada, mina.name, 'Changes not saving');
  const suspended = finding(page, 'Their own ad account is Suspended');
  await expect(page.getByRole('region', { name: 'Checked and fine' })).toContainText(/They are Operator\s*Halcyon EU/);
  await suspended.getByRole('link', { name: 'Look at their ad account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
});

test('a change that waits is said to be kept, and leads to its decision', async ({ ada, enter, house, page }) => {
  await registers(ada, eu);
  await creates(ada, 'Spring launch');
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await leave(ada, partner);
  await operates(house, mina, 'Halcyon EU');
  await looksInto(ada, mina.name, 'Changes not saving');
  await expect(page.getByText('No cause found in 5 checks.')).toBeVisible();
  await proposes(partner, 'Spring launch', '400');
  await leave(partner);
  if (!ada.scripted) await ada.opens(page.url());
  const waits = finding(page, 'A change of theirs waits for your approval');
  await expect(waits).toContainText('Almost certain. It is about Spring launch, proposed just now. It is kept: nothing is lost.');
  await isAccessibleTo(ada);
  await waits.getByRole('link', { name: 'See what waits' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mina Okafor wants to change Spring launch' })).toBeVisible();
  await ada.isSettled();
  await ada.presses('Approve');
  await looksInto(ada, mina.name, 'Changes not saving');
  await expect(waits).toHaveCount(0);
  await expect(page.getByText('No cause found in 5 checks.')).toBeVisible();
});

test('nobody but an Admin looks into it', async ({ ada, enter, page, watch }) => {
  await ada.invites({ contact: mina.email });
  await ada.invites({ contact: cleo.email });
  await looksInto(ada, cleo.email);
  const place = page.url();
  const partner = await enter(mina);
  await partner.joins();
  await watch.answers(partner.page, 403, () => partner.page.goto(place));
  await watch.answers(page, 404, () => page.goto(place.replace(/partners\/[^/]+/, 'partners/00000000-0000-4000-8000-000000000000')));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such partner');
});

test('a button that comes too late says so', async ({ ada, enter, page }) => {
  await ada.invites({ contact: mina.email });
  await looksInto(ada, mina.email);
  const partner = await enter(mina);
  await leave(ada);
  await ada.opens(list);
  await ada.opensPartner(mina.email);
  const cancel = page.getByRole('main').locator('form').filter({ hasText: 'Cancel Invite' });
  const action = await cancel.getAttribute('action');
  await partner.joins();
  await leave(partner);
  await looksInto(ada, mina.name);
  await ada.pressesLate(action);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/accepted/);
});
