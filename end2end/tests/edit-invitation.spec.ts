// Edit before an invitation is accepted: the link stays good, and nobody accepts what they were not shown.

import type { Actor } from '../support/actor';
import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;
const lastDay = { iso: '2100-01-31', words: '31 January 2100' };

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email, kind: 'Agency', modules: ['Analytics', 'Billing'] });
});

async function opensEdit(admin: Actor): Promise<void> {
  await admin.opens(list);
  await admin.opensPartner(mina.email);
  await admin.page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await admin.isSettled();
}

/** Content instead of Billing. */
async function ticks({ page }: Actor): Promise<void> {
  await page.getByRole('checkbox', { name: /^Billing/ }).uncheck();
  await page.getByRole('checkbox', { name: /^Content/ }).check();
}

async function confirms(admin: Actor): Promise<void> {
  await admin.presses('See what changes');
  await expect(admin.page.getByRole('heading', { level: 1, name: 'Check the changes' })).toBeVisible();
  await admin.presses('Confirm');
  await expect(admin.page.getByRole('heading', { level: 1, name: mina.email })).toBeVisible();
}

test('an invitation is edited in place, and whoever has its page open is asked again', async ({ ada, enter, mail, page, watch }) => {
  const link = (await mail.to(mina.email).subject(/invites you/)).link('Accept Invite');
  const partner = await enter(mina);
  await partner.page.goto(link);
  await expect(partner.page.getByText('Look at spend and caps')).toBeVisible();

  await opensEdit(ada);
  await ticks(ada);
  await page.getByLabel('Partner kind').selectOption('Influencer');
  await page.getByLabel('Access ends').fill(lastDay.iso);
  await ada.presses('See what changes');
  await expect(page.getByRole('heading', { level: 1, name: 'Check the changes' })).toBeVisible();
  for (const words of ['Draft, schedule and post', 'Look at spend and caps', 'Their link stays good', 'They get no mail']) {
    await expect(page.getByRole('main')).toContainText(words);
  }
  await ada.presses('Confirm');
  await expect(page.getByRole('status')).toHaveText('Invitation changed. It offers this from now on.');
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.first()).toContainText(
    'changed the invitation: Access level: Standard: Analytics, Billing → Standard: Analytics, Content',
  );
  await expectRow(page.getByRole('table', { name: /^Each Module/ }), { 'Can reach': 'Content', Why: 'Added later' });
  await expect(page.getByRole('region', { name: 'Who' })).toContainText(`Access ends${lastDay.words}`);

  await partner.fillsIn({ Name: mina.name });
  const accepts = async () => {
    await partner.page.getByLabel('Password').first().fill(mina.password);
    await partner.presses('Create account and accept');
  };
  await watch.answers(partner.page, 409, accepts);
  await expect(partner.page).toHaveTitle(/^Error: /);
  const told = partner.page.getByRole('main');
  await expect(told.getByRole('alert')).toContainText('What is offered has changed while this page stood open');
  for (const words of ['New in it', 'No longer in it', `What is granted, at the end of ${lastDay.words}`, 'Partner kind: Agency → Influencer']) {
    await expect(told).toContainText(words);
  }
  await expect(partner.field('Name')).toHaveValue(mina.name);
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Invited', 'Can reach': 'Analytics, Content' });
  await accepts();
  await expect(partner.page).toHaveURL(`/b/${halcyon.slug}`);
  await partner.isSettled();
  await expect(partner.page.getByRole('heading', { name: `Your access ends on ${lastDay.words}` })).toBeVisible();
  await ada.opens(`/b/${halcyon.slug}/audit`);
  await expect(page.getByRole('main')).toContainText('changed an invitation');
});

test('whoever opens the link after the edit sees what is offered now, and accepts it', async ({ ada, enter, page }) => {
  await opensEdit(ada);
  await ticks(ada);
  await confirms(ada);
  await page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await ada.isSettled();
  await page.getByRole('radio', { name: /^Admin/ }).check();
  await confirms(ada);
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(list);
  await expect(partner.partners()).toBeVisible();
});

test('an invitation whose access is over is edited and then resent', async ({ ada, enter, house, mail, page, watch }) => {
  const link = (await mail.to(mina.email).subject(/invites you/)).link('Accept Invite');
  await house.isRewritten(
    `UPDATE partners SET ends_at = 1790000000000000, invitation_expires_at = 1790000000000000 WHERE contact = '${mina.email}'`,
  );
  const partner = await enter(mina);
  await watch.answers(partner.page, 410, () => partner.page.goto(link));
  await expect(partner.page.getByText('It ended with the access that it offered, at the end of')).toBeVisible();

  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Expired' });
  await watch.answers(page, 409, () => ada.partnersTable().getByRole('button', { name: 'Resend Invite' }).click());
  await expect(page.getByText('Choose Edit and give it a later day or none, then resend it.')).toBeVisible();
  await opensEdit(ada);
  await page.getByLabel('Access ends').fill(lastDay.iso);
  await ada.presses('See what changes');
  await expect(page.getByText('Resend Invite sends a new one that offers this.')).toBeVisible();
  await ada.presses('Confirm');
  await expect(page.getByRole('heading', { level: 1, name: mina.email })).toBeVisible();
  await ada.isSettled();
  await page.getByRole('main').getByRole('button', { name: 'Resend Invite' }).click();
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Invited');
  await expect(async () => expect(mail.all(mina.email)).toHaveLength(2)).toPass();
  await partner.joins();
});
