// Accepting by the link of an SMS: a code that is sent to the number proves whose it is.

import { halcyon, leo, mina } from '../support/cast';
import type { Actor } from '../support/actor';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;
const center = `/b/${halcyon.slug}`;
/** Nobody's: kept free for examples. */
const number = '+447700900318';

test.use({ sms: 'json' });

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: number, modules: ['Analytics'] });
});

/** The way that is open: each has fields of its own. */
function way(partner: Actor, button: string) {
  return partner.page.locator('form').filter({ has: partner.page.getByRole('button', { name: button, exact: true }) });
}

const another = (code: string) => (code === '111111' ? '222222' : '111111');

test('whoever is new proves the number by a code, and is in', async ({ ada, enter, gateway, page }) => {
  const { link } = await gateway.to(number, /invites you/);
  const partner = await enter(mina);
  await partner.page.goto(link);
  await expect(partner.page.getByText('To show that you read the SMS to')).toContainText('+44 ••••• 318');
  expect(gateway.all(number), 'no code before the button').toHaveLength(1);

  const form = way(partner, 'Create account and accept');
  await form.getByLabel('Name').fill(mina.name);
  await form.getByLabel('Password').fill(mina.password);
  await partner.isRefusedOn('Create account and accept');
  await expect(form.getByLabel('Code')).toHaveAccessibleDescription(/Choose Send the code/);
  await expect(form.getByLabel('Name')).toHaveValue(mina.name);

  await partner.presses('Send the code');
  await expect(partner.page.getByRole('status')).toContainText('We have sent six digits by SMS');
  const { code, text } = await gateway.to(number, /your code is/);
  expect(text).toContain(halcyon.name);
  await form.getByLabel('Code').fill(another(code));
  await form.getByLabel('Name').fill(mina.name);
  await form.getByLabel('Password').fill(mina.password);
  await partner.isRefusedOn('Create account and accept');
  await expect(form.getByLabel('Code')).toHaveAccessibleDescription(/This code is not right. You can try 4 more times/);

  await form.getByLabel('Code').fill(code);
  await form.getByLabel('Password').fill(mina.password);
  await partner.presses('Create account and accept');
  await expect(partner.page).toHaveURL(center);
  await partner.isSettled();
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, State: 'Active', 'Can reach': 'Analytics' });
  await expect(page.getByRole('main')).toContainText(number);

  await partner.page.goto('/account');
  await expect(partner.page.getByRole('main')).toContainText(number);
});

test.describe('who has an account', () => {
  test.use({ signUp: 'open' });

  test('logs in by it, and the code makes the number theirs', async ({ ada, enter, gateway }) => {
    const partner = await enter(leo);
    await partner.signsUp();
    await partner.confirmsTheAddress();
    const { link } = await gateway.to(number, /invites you/);
    await partner.page.goto(link);
    await expect(partner.page.getByRole('heading', { name: 'Is this number yours?' })).toBeVisible();
    await partner.presses('Send the code');
    const { code } = await gateway.to(number, /your code is/);
    await partner.fillsIn({ Code: code, 'Email or phone number': leo.email, Password: leo.password });
    await partner.presses('Log in and accept');
    await expect(partner.page).toHaveURL(center);
    await partner.isSettled();
    await ada.opens(list);
    await expectRow(ada.partnersTable(), { Partner: leo.name, State: 'Active' });

    await partner.page.goto('/account');
    await expect(partner.page.getByRole('main')).toContainText(number);
    await expect(partner.page.getByRole('main')).toContainText(leo.email);
  });

  test('and is signed out is told beside the code what is wrong', async ({ enter, gateway }) => {
    const partner = await enter(leo);
    await partner.signsUp();
    await partner.confirmsTheAddress();
    await partner.logsOut();
    await partner.page.goto((await gateway.to(number, /invites you/)).link);
    await partner.page.getByText('I have an account').click();
    const form = way(partner, 'Log in and accept');
    await form.getByLabel('Email or phone number').fill(leo.email);
    await form.getByLabel('Password').fill(leo.password);
    await partner.isRefusedOn('Log in and accept');
    await expect(form.getByLabel('Code')).toHaveAccessibleDescription(/Choose Send the code/);
    await expect(form.getByLabel('Email or phone number')).toHaveValue(leo.email);
  });
});

test('a link that was cancelled, has expired or was cut short says so', async ({ ada, enter, gateway, house, page, watch }) => {
  const { link } = await gateway.to(number, /invites you/);
  const partner = await enter(mina);
  const says = async (status: number, heading: string) => {
    await watch.answers(partner.page, status, () => partner.page.goto(link));
    await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText(heading);
  };
  await watch.answers(partner.page, 404, () => partner.page.goto(link.slice(0, -1)));
  await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText('No invitation has this link');
  await house.daysPass(31);
  await says(410, 'This invitation has expired');
  await expect(partner.page.getByText('a new SMS comes to the same number')).toBeVisible();
  await watch.answers(partner.page, 410, () => partner.presses('Ask for a new link'));
  await expect(partner.page.getByRole('status')).toContainText('a new SMS comes to the same number');
  await ada.opens(list);
  await ada.presses('Resend Invite');
  await expect(page.getByRole('status')).toContainText('Invite resent');
  await watch.answers(partner.page, 404, () => partner.page.goto(link));
  const newer = (await gateway.to(number, new RegExp(`invites you(?!.*${link.slice(-22)})`))).link;
  await page.getByText(`More for ${number}`).or(page.getByLabel(`More for ${number}`)).click();
  await ada.presses('Cancel Invite');
  await expect(page.getByRole('status')).toContainText('Invite cancelled');
  await watch.answers(partner.page, 410, () => partner.page.goto(newer));
  await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText('This invitation was cancelled');
});
