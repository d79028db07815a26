// Settings of a Business Center: its time zone, and links that are handed over by hand.

import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const settings = `/b/${halcyon.slug}/settings`;
const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test('times are in the zone that was chosen, and a zone that is none is kept to be mended', async ({ ada, page, watch }) => {
  await ada.opens(settings);
  await expect(ada.field('Time zone')).toHaveValue(halcyon.zone);
  await ada.fillsIn({ 'Time zone': 'Mars/Olympus' });
  const save = () => page.getByRole('button', { name: 'Save settings' }).click();
  if (ada.scripted) await save();
  else await watch.answers(page, 422, save);
  // Whoever types before the page has given it the focus overtakes the browser.
  await expect(page.getByRole('alert')).toBeFocused();
  await ada.isToldBeside('Time zone', /“Mars\/Olympus” is not a time zone/);
  await expect(ada.field('Time zone')).toHaveValue('Mars/Olympus');

  await ada.fillsIn({ 'Time zone': 'America/New_York' });
  await save();
  if (ada.scripted) await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  await ada.opens(settings);
  await expect(ada.field('Time zone')).toHaveValue('America/New_York');
  await ada.invites({ contact: mina.email });
  await ada.opens(`/b/${halcyon.slug}/partners`);
  await ada.opensPartner(mina.email);
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('(New York time)');
});

test('a copied link needs the code that is mailed to the invited address', async ({ ada, enter, mail, page }) => {
  await ada.invites({ contact: mina.email });
  await expect(page.getByRole('button', { name: 'Copy link' })).toHaveCount(0);
  await ada.opens(settings);
  await page.getByRole('checkbox', { name: /^Copy link/ }).check();
  await page.getByRole('button', { name: 'Save settings' }).click();
  if (ada.scripted) await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  await ada.opens(list);
  await ada.opensPartner(mina.email);
  await page.getByRole('main').getByRole('button', { name: 'Copy link' }).click();
  const link = await page.getByLabel('Link').inputValue();
  if (ada.scripted) {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await ada.isSettled();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(page.getByRole('status')).toHaveText('Copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  }
  // It is shown to whoever asks, and that is written down: an address alone shows nothing.
  await ada.opens(page.url());
  await expect(page.getByRole('heading', { name: 'Copy link' })).toBeVisible();
  await expect(page.getByLabel('Link')).toHaveCount(0);

  const partner = await enter(mina);
  await partner.page.goto(link);
  await partner.presses('Send the code');
  await expect(partner.page.getByText('We have mailed six digits to')).toBeVisible();
  const [code = ''] = /^\d{6}$/m.exec((await mail.to(mina.email).subject(/Your code/)).text) ?? [];
  await partner.fillsIn({ Code: code === '123456' ? '654321' : '123456', Name: mina.name });
  await partner.page.getByLabel('Password').first().fill(mina.password);
  await partner.isRefusedOn('Create account and accept');
  await partner.isToldBeside('Code', /not right. You can try 4 more times/);
  await expect(partner.field('Name')).toHaveValue(mina.name);

  await partner.fillsIn({ Code: code });
  await partner.page.getByLabel('Password').first().fill(mina.password);
  await partner.presses('Create account and accept');
  await expect(partner.page).toHaveURL(`/b/${halcyon.slug}`);
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, State: 'Active' });
});
