// An Account that is known by a number: it logs in with it, and gets a new password by a code.

import { halcyon, mina } from '../support/cast';
import type { Actor } from '../support/actor';
import { expect, test } from '../support/house';
import type { SmsGateway } from '../support/sms';

/** Nobody's: kept free for examples. */
const number = '+447700900318';
const nobody = '+447700900999';
const center = `/b/${halcyon.slug}`;

test.use({ sms: 'json' });

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: number });
});

async function joins(partner: Actor, gateway: SmsGateway): Promise<void> {
  await partner.page.goto((await gateway.to(number, /invites you/)).link);
  await partner.presses('Send the code');
  const form = partner.page.locator('form').filter({ hasText: 'Create account and accept' });
  await form.getByLabel('Code').fill((await gateway.to(number, /your code is/)).code);
  await form.getByLabel('Name').fill(mina.name);
  await form.getByLabel('Password').fill(mina.password);
  await partner.presses('Create account and accept');
  await expect(partner.page).toHaveURL(center);
  await partner.isSettled();
}

test('whoever is known by a number logs in with it, and strangers learn nothing', async ({ enter, gateway }) => {
  const partner = await enter(mina);
  await joins(partner, gateway);
  await partner.logsOut();
  for (const [typed, password] of [[number, 'not the password'], [nobody, mina.password]] as const) {
    await partner.page.goto('/login');
    await partner.fillsIn({ 'Email or phone number': typed, Password: password });
    await partner.isRefusedOn('Log in');
    await expect(partner.page.getByRole('alert')).toContainText('The address or the password is not right.');
    await expect(partner.field('Email or phone number')).toHaveValue(typed);
  }
  await partner.fillsIn({ 'Email or phone number': '+44 7700 900-318', Password: mina.password });
  await partner.presses('Log in');
  await expect(partner.page.getByRole('link', { name: halcyon.name })).toBeVisible();
});

test('without a mail server a forgotten password promises an SMS, and no mail', async ({ house, page }) => {
  await house.hasMailServer(false);
  await page.goto('/forgotten');
  const main = page.getByRole('main');
  await expect(main).toContainText('A phone number gets a code by SMS that sets a new one.');
  await expect(main).toContainText('the link of an address is then kept with whoever runs this Keyholder. Ask them for it.');
  await expect(main).not.toContainText(/we (mail|send)/i);
  await expect(main.getByRole('button', { name: 'Send it' })).toBeVisible();
});

test('a forgotten password is set anew by a code', async ({ enter, gateway }) => {
  const partner = await enter(mina);
  await joins(partner, gateway);
  await partner.logsOut();
  const asks = async (typed: string) => {
    await partner.page.goto('/forgotten');
    await partner.fillsIn({ 'Email or phone number': typed });
    await partner.presses('Send it');
    await expect(partner.page.getByText('has an account here, an SMS with six digits comes to it')).toBeVisible();
  };
  await asks(number);
  const { code } = await gateway.to(number, /code for a new password/);
  const fresh = 'seven otters juggle marmalade';
  await partner.fillsIn({ Code: code === '111111' ? '222222' : '111111', Password: fresh });
  await partner.isRefusedOn('Set a new password');
  await partner.isToldBeside('Code', /This code is not right. You can try 4 more times/);
  await partner.fillsIn({ Code: code, Password: fresh });
  await partner.presses('Set a new password');
  await expect(partner.page).toHaveURL('/');
  await partner.logsOut();

  // The same page and the same answer, and nothing is sent.
  await asks(nobody);
  await partner.fillsIn({ Code: '314159', Password: fresh });
  await partner.isRefusedOn('Set a new password');
  await partner.isToldBeside('Code', /This code is not right. You can try 4 more times/);
  expect(gateway.all(nobody)).toEqual([]);

  await partner.page.goto('/login');
  await partner.fillsIn({ 'Email or phone number': number, Password: fresh });
  await partner.presses('Log in');
  await expect(partner.page.getByRole('link', { name: halcyon.name })).toBeVisible();
});
