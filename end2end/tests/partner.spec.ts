// The page of one partner, and what can be done from it.

import { ada as founder, halcyon, leo, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test('a name leads to what they have, why, and how it came to this', async ({ ada, page }) => {
  await ada.invites({ contact: mina.email, organisation: 'Bright Agency', modules: ['Analytics'], note: 'Welcome.' });
  await ada.opens(list);
  await ada.opensPartner(mina.email);
  await expectRow(page.getByRole('table'), { 'Can reach': 'Analytics', Why: `by ${founder.name}` });
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history).toContainText([`${founder.name} invited ${mina.email} as Standard: Analytics`]);
  const facts = page.getByRole('region', { name: 'Who' });
  for (const fact of ['Invited', 'Accept until', '(Berlin time)', 'Bright Agency', 'Agency', 'Welcome.']) {
    await expect(facts).toContainText(fact);
  }

  await page.getByRole('main').getByRole('button', { name: 'Resend Invite' }).click();
  await expect(history).toHaveCount(2);
  await expect(history.first()).toContainText('sent the invitation to');
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Partners' }).click();
  await expect(page).toHaveURL(list);
});

test('what gave a Module is told, however much happened since', async ({ ada, house, page }) => {
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  await ada.opens(list);
  await ada.opensPartner(mina.email);
  const edits = async () => {
    await page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
    await ada.isSettled();
  };
  await edits();
  await page.getByRole('checkbox', { name: /^Content/ }).check();
  await ada.presses('See what changes');
  await ada.presses('Confirm');
  await expect(page.getByRole('heading', { level: 1, name: mina.email })).toBeVisible();
  await edits();
  const address = page.url();
  let opened = await page.locator('input[name="opened"]').inputValue();
  for (let time = 0; time < 51; time += 1) {
    const kind = time % 2 === 0 ? 'client' : 'agency';
    const wanted = JSON.stringify({ ...(JSON.parse(opened) as object), kind });
    const done = await page.request.post(address, {
      form: { step: 'confirm', opened, wanted, rehearsed: '' },
      headers: { origin: house.url, 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    });
    expect(done.status()).toBe(303);
    opened = wanted;
  }
  await ada.opens(address.replace('/edit', ''));
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history).toHaveCount(50);
  await expect(history.filter({ hasText: 'Content' })).toHaveCount(0);
  const reach = page.getByRole('table', { name: /^Each Module/ });
  await expectRow(reach, { 'Can reach': 'Content', Why: new RegExp(`^Added later ?by ${founder.name}`) });
  await expectRow(reach, { 'Can reach': 'Analytics', Why: 'Chosen in the invitation' });
});

test('an address is changed on their page, and a bad one is kept to be mended', async ({ ada, mail, page, watch }) => {
  await ada.invites({ contact: 'mina@agenci.example' });
  await ada.opens(list);
  await page.getByRole('link', { name: 'mina@agenci.example' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'mina@agenci.example' })).toBeVisible();
  const change = page.getByRole('main').getByText('Change address', { exact: true });
  await change.first().click();
  await page.getByLabel('New address').fill('mina@agency');
  await watch.answers(page, 422, () => page.getByRole('button', { name: 'Change address' }).click());
  await expect(page).toHaveTitle(/^Error: Change address/);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('New address')).toHaveValue('mina@agency');
  // The i is Cyrillic (attack C-35).
  await page.getByLabel('New address').fill('mina@br\u0456ght.example');
  await watch.answers(page, 422, () => page.getByRole('button', { name: 'Change address' }).click());
  await expect(page.getByLabel('New address')).toHaveAccessibleDescription(/This is not bright\.example/);
  await page.getByLabel('New address').fill('mina@agenci.example');
  await watch.answers(page, 409, () => page.getByRole('button', { name: 'Change address' }).click());
  await expect(page.getByLabel('New address')).toHaveAccessibleDescription(/That is the address they have/);
  // One that looks mistyped is asked about, with the likely one beside it.
  await page.getByLabel('New address').fill('mina@gmial.com');
  await watch.answers(page, 422, () => page.getByRole('button', { name: 'Change address' }).click());
  await expect(page.getByLabel('New address')).toHaveAccessibleDescription(
    'Error: gmial.com looks like a slip of gmail.com. Did you mean mina@gmail.com? If mina@gmial.com is right, choose Change address once more.',
  );
  await ada.isSettled();
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'mina@gmial.com' })).toBeVisible();
  await change.first().click();
  await page.getByLabel('New address').fill('mina@gmial.com');
  await watch.answers(page, 422, () => page.getByRole('button', { name: 'Change address' }).click());
  await page.getByRole('button', { name: 'Send it to mina@gmail.com' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'mina@gmail.com' })).toBeVisible();
  await change.first().click();
  await page.getByLabel('New address').fill(mina.email);
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByRole('heading', { level: 1, name: mina.email })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Address changed, and the link with it: the old one no longer works.');
  await mail.to(mina.email).subject(/invites you/);
});

test('whoever declined is invited again with what they had', async ({ ada, enter, mail, page }) => {
  await ada.invites({ contact: leo.email, kind: 'Influencer', organisation: 'Leo Makes', modules: ['Content'] });
  const partner = await enter(leo);
  await partner.page.goto((await mail.to(leo.email).subject(/invites you/)).link('Accept Invite'));
  await partner.presses('Decline');

  await ada.opens(list);
  await page.getByRole('link', { name: 'Invite again' }).click();
  const dialog = ada.addDialog();
  await expect(dialog.getByLabel('Email or phone number')).toHaveValue(leo.email);
  await expect(dialog.getByLabel('Partner kind')).toHaveValue('influencer');
  await expect(dialog.getByLabel('Organisation')).toHaveValue('Leo Makes');
  await expect(dialog.getByRole('checkbox', { name: /^Content/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(page).toHaveURL(list);
  await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Invited', 'Can reach': 'Content' });
  await expect(async () => expect(mail.all(leo.email)).toHaveLength(2)).toPass();
});

test('whoever is invited already can be looked at instead', async ({ ada, page }) => {
  await ada.invites({ contact: mina.email });
  await ada.opens(list);
  await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency' });
  await ada.sendsAndIsRefused();
  await ada.addDialog().getByRole('link', { name: 'Open their page' }).click();
  await expect(page.getByRole('heading', { level: 1, name: mina.email })).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'Resend Invite' })).toBeVisible();
});

test('a Member sees of another what Members may know, and nobody who is not in', async ({ ada, enter, watch }) => {
  await ada.invites({ contact: leo.email });
  await ada.invites({ contact: mina.email, modules: ['Analytics', 'Content'] });
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(`/b/${halcyon.slug}/members`);
  await partner.opensPartner(founder.name);
  await expect(partner.page.getByRole('main')).toContainText('Shared with you');
  await expect(partner.page.getByRole('main')).toContainText('Analytics, Content');
  await expect(partner.page.getByRole('main')).not.toContainText(founder.email);

  await ada.opens(list);
  const page = await ada.page.getByRole('link', { name: leo.email }).getAttribute('href');
  await watch.answers(partner.page, 404, () => partner.page.goto(page ?? ''));
  await expect(partner.page.getByRole('heading', { name: 'There is no such partner' })).toBeVisible();
  await expect(partner.page.getByText(leo.email)).toHaveCount(0);
});
