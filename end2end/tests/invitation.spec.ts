// Add Partners: a dialog that is a route of its own, and a page where there is no script.

import { halcyon, leo, mina, omar } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;
const dialogAddress = `${list}/new`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.opens(list);
});

test('an invited partner stands in the list with what became of the mail', async ({ ada, mail, page }) => {
  await expect(page.getByText('Nobody but you holds a key yet')).toBeVisible();
  await ada.addsPartners({ contact: mina.email, kind: 'Agency', organisation: 'Bright Agency', modules: ['Analytics'] });
  await expect(page).toHaveURL(list);
  await expectRow(ada.partnersTable(), {
    Partner: mina.email,
    Kind: 'Agency',
    'Access level': 'Standard',
    'Can reach': 'Analytics',
    State: /^Invited.*Mail (queued|sent)/,
    'Last activity': 'Accept until',
  });

  await mail.to(mina.email).subject(/invites you/);
  await expect(async () => {
    await ada.opens(list);
    await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Mail sent' });
  }).toPass();
});

test('the mail names who invites, to what, and holds one link', async ({ ada, house, mail }) => {
  await ada.addsPartners({ contact: mina.email, modules: ['Campaigns'], note: 'The spring figures are in.' });
  const letter = await mail.to(mina.email).subject(/invites you/);
  expect(letter.subject).toBe(`${ada.person.name} invites you to ${halcyon.name}`);
  expect(letter.header('Content-Type')).toContain('multipart/alternative');
  expect(letter.link('Accept Invite')).toMatch(new RegExp(`^${house.url}/invite/[\\w-]{20,}$`));
  for (const body of [letter.text, letter.html]) {
    expect(body).toContain('The spring figures are in.');
    expect(body).toContain('propose changes that an Admin approves');
    expect(body).not.toMatch(/<img|https?:\/\/(?!127\.0\.0\.1)/);
  }
});

test('a refused address stays as it was typed, with all the rest', async ({ ada, page }) => {
  const dialog = await ada.opensAddPartners();
  await ada.fillsInAddPartners({
    contact: 'mina@agency',
    kind: 'Agency',
    level: 'Standard',
    modules: ['Analytics', 'Content'],
    organisation: 'Bright Agency',
    note: 'See you on Monday.',
  });
  await ada.sendsAndIsRefused();
  await expect(page).toHaveURL(dialogAddress);

  const contact = dialog.getByLabel('Email or phone number');
  await expect(contact).toHaveAttribute('aria-invalid', 'true');
  await expect(contact).toHaveAccessibleDescription(/“mina@agency” is not a whole address/);
  await expect(contact).toHaveValue('mina@agency');
  await expect(dialog.getByLabel('Partner kind')).toHaveValue('agency');
  await expect(dialog.getByLabel('Organisation')).toHaveValue('Bright Agency');
  await expect(dialog.getByLabel('Note')).toHaveValue('See you on Monday.');
  for (const module of ['Analytics', 'Content']) {
    await expect(dialog.getByRole('checkbox', { name: new RegExp(`^${module}`) })).toBeChecked();
  }
  await expect(dialog.getByRole('checkbox', { name: /^Billing/ })).not.toBeChecked();

  await contact.fill(mina.email);
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(page).toHaveURL(list);
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Invited', 'Can reach': 'Analytics, Content' });
});

test('who is invited already is not invited twice', async ({ ada, mail }) => {
  await ada.addsPartners({ contact: mina.email });
  await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email.toUpperCase(), kind: 'Agency' });
  await ada.sendsAndIsRefused();
  await expect(ada.addDialog().getByRole('alert')).toContainText('They have an open invitation already');

  // Omar's mail comes after whatever was sent before it.
  await ada.addDialog().getByLabel('Email or phone number').fill(omar.email);
  await ada.addDialog().getByRole('button', { name: 'Send Invite' }).click();
  await mail.to(omar.email).subject(/invites you/);
  expect(mail.all(mina.email)).toHaveLength(1);
});

test('an address that only looks like another is not invited unseen (C-35)', async ({ ada }) => {
  const dialog = await ada.opensAddPartners();
  const contact = dialog.getByLabel('Email or phone number');
  // The i is Cyrillic.
  const typed = 'mina@br\u0456ght.example';
  await ada.fillsInAddPartners({ contact: typed, kind: 'Agency' });
  await ada.sendsAndIsRefused();
  await expect(contact).toHaveAccessibleDescription(/This is not bright\.example: it only looks like it/);
  await expect(contact).toHaveValue(typed);

  const [plain = ''] = /mina@xn--\S+\.example/.exec((await dialog.getByRole('alert').textContent()) ?? '') ?? [];
  await contact.fill(plain);
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expectRow(ada.partnersTable(), { Partner: plain, State: 'Invited' });
});

test('what was done is said, and not twice', async ({ ada, page }) => {
  const said = page.getByRole('status');
  await ada.addsPartners({ contact: mina.email });
  await expect(said).toHaveText('Invited. What becomes of the mail stands in their row.');
  await ada.presses('Resend Invite');
  await expect(said).toHaveText('Invite resent with a new link. The old one no longer works.');
  await ada.opens(list);
  await expect(said).toBeEmpty();
  await page.getByText(`More for ${mina.email}`).or(page.getByLabel(`More for ${mina.email}`)).click();
  await ada.presses('Cancel Invite');
  await expect(said).toHaveText('Invite cancelled. Its link no longer works, and its seat is free.');
});

test('the summary follows level and Modules', async ({ ada }) => {
  const dialog = await ada.opensAddPartners();
  const summary = dialog.getByRole('complementary', { name: 'Summary' });
  const figures = summary.getByText('See the figures of Assets that are granted');
  const noFigures = summary.getByText('See the figures of campaigns and ad accounts');
  const nothing = summary.getByText('No Module is granted yet');
  const everything = summary.getByText('See every Asset, and every one added later');
  const warning = dialog.getByText('An Admin can remove you.');

  await expect(dialog.getByRole('radio', { name: /^Standard/ })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await expect(nothing).toBeVisible();
  await expect(noFigures).toBeVisible();

  await dialog.getByRole('checkbox', { name: /^Analytics/ }).check();
  await expect(figures).toBeVisible();
  await expect(noFigures).toBeHidden();
  await expect(nothing).toBeHidden();
  await expect(warning).toBeHidden();

  await dialog.getByRole('radio', { name: /^Admin/ }).check();
  await expect(everything).toBeVisible();
  await expect(figures).toBeHidden();
  await expect(warning).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: /^Analytics/ }), 'an Admin has every Module').toBeHidden();
});

test('the dialog keeps the query of the list, both ways', async ({ ada, page }) => {
  await ada.addsPartners({ contact: mina.email });
  await ada.opens(`${list}?q=mina&state=invited`);
  const dialog = await ada.opensAddPartners();
  await expect(page).toHaveURL(`${dialogAddress}?q=mina&state=invited`);
  await dialog.getByRole('link', { name: 'Close' }).first().click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(`${list}?q=mina&state=invited`);

  await ada.addsPartners({ contact: leo.email });
  await expect(page).toHaveURL(`${list}?q=mina&state=invited`);
});

test('the back button closes the dialog', async ({ ada, page }) => {
  const dialog = await ada.opensAddPartners();
  await expect(page).toHaveURL(dialogAddress);
  await page.goBack();
  await expect(page).toHaveURL(list);
  await expect(dialog).toBeHidden();
  await expect(ada.partners()).toBeVisible();
});

test('a link opens the dialog over its list', { tag: '@script' }, async ({ ada }) => {
  await ada.addsPartners({ contact: mina.email });
  await ada.opens(`${dialogAddress}?q=mina`);
  await expect(ada.addDialog()).toBeVisible();
  expect(await ada.addDialog().evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
  await ada.page.keyboard.press('Escape');
  await expect(ada.page).toHaveURL(`${list}?q=mina`);
  await expectRow(ada.partnersTable(), { Partner: mina.email });
});

test('focus goes to the title, and back to what opened the dialog', { tag: '@script' }, async ({ ada, page }) => {
  const closings = [
    () => page.keyboard.press('Escape'),
    () => ada.addDialog().getByRole('link', { name: 'Close' }).first().click(),
    () => page.goBack(),
  ];
  for (const close of closings) {
    const dialog = await ada.opensAddPartners();
    await expect(dialog.getByRole('heading', { name: 'Add Partners' })).toBeFocused();
    await close();
    await expect(dialog).toBeHidden();
    await expect(page).toHaveURL(list);
    await expect(ada.addPartners()).toBeFocused();
  }
});

test('sending stays on the page: nothing is loaded anew', { tag: '@script' }, async ({ ada, page }) => {
  await page.evaluate(() => Object.assign(window, { same: true }));
  await ada.addsPartners({ contact: mina.email });
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Invited' });
  expect(await page.evaluate(() => 'same' in window)).toBe(true);
});

test('after a refusal the focus is on what went wrong', { tag: '@script' }, async ({ ada }) => {
  await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: '' });
  await ada.sendsAndIsRefused();
  await expect(ada.addDialog().getByRole('alert')).toBeFocused();
});

test('a page refused with 422 hydrates with what was typed', { tag: '@script' }, async ({ ada, page, watch }) => {
  await ada.opens(`${dialogAddress}?q=mina`);
  await ada.fillsInAddPartners({ contact: 'typed@before', kind: 'Client', level: 'Admin', note: 'Hello.' });
  const dialog = ada.addDialog();
  // As a browser posts it whose script has not come yet.
  await watch.answers(page, 422, () => dialog.locator('form').evaluate((form: HTMLFormElement) => form.submit()));
  await ada.isSettled();
  await expect(page).toHaveURL(`${dialogAddress}?q=mina`);
  await expect(page).toHaveTitle(/^Error: /);
  await expect(dialog.getByRole('alert')).toContainText('not a whole address');
  await expect(dialog.getByLabel('Email or phone number')).toHaveValue('typed@before');
  await expect(dialog.getByLabel('Partner kind')).toHaveValue('client');
  await expect(dialog.getByRole('radio', { name: /^Admin/ })).toBeChecked();
  await expect(dialog.getByLabel('Note')).toHaveValue('Hello.');

  // From here on it is the hydrated form again.
  await dialog.getByLabel('Email or phone number').fill(leo.email);
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(page).toHaveURL(`${list}?q=mina`);
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: leo.email, 'Access level': 'Admin' });
});

test('the mail can be seen before it is sent', async ({ ada, mail, page, context, watch }) => {
  const dialog = await ada.opensAddPartners();
  const seeTheMail = async () => {
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      dialog.getByRole('button', { name: 'See the mail' }).click(),
    ]);
    return opened;
  };
  await ada.fillsInAddPartners({ contact: mina.email, modules: ['Analytics'], note: 'See you on Monday.' });
  const opened = context.waitForEvent('page');
  await watch.answers(context, 422, seeTheMail);
  const none = await opened;
  await expect(none.getByRole('heading', { name: 'No mail to see yet' })).toBeVisible();
  await expect(none.getByText('Choose what they are to you.')).toBeVisible();
  await none.close();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency' });
  const window = await seeTheMail();
  await expect(window.getByRole('heading', { name: 'The mail as it will be sent' })).toBeVisible();
  await expect(window.getByText(`${ada.person.name} invites you to ${halcyon.name}`).first()).toBeVisible();
  const letter = window.frameLocator('iframe[title="The mail"]');
  await expect(letter.getByText('See you on Monday.')).toBeVisible();
  await expect(letter.getByRole('heading', { name: /invites you to/ })).toHaveCSS('font-size', '24px');
  await window.close();
  await expect(dialog.getByLabel('Email or phone number')).toHaveValue(mina.email);
  expect(mail.all(mina.email), 'nothing was sent').toEqual([]);
  watch.saysNothing();
  await dialog.getByRole('link', { name: 'Close' }).first().click();
  await expect(page).toHaveURL(list);
});
