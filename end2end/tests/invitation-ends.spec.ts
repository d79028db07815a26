// The whole access may end on a day from the invitation on: a freelancer for six weeks.

import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;
const lastDay = { iso: '2100-01-31', words: '31 January 2100' };
const atItsEnd = `At the end of ${lastDay.words} (Berlin time)`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.opens(list);
});

test('an end date is set with the invitation, said everywhere on the way, and kept', async ({ ada, enter, mail, page }) => {
  const dialog = await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Employee', modules: ['Analytics'] });
  const summary = dialog.getByRole('complementary', { name: 'Summary' });
  await expect(summary).toContainText('no end date unless you set one');
  const ends = dialog.getByLabel('Access ends');
  await expect(ends).toHaveAccessibleDescription(/stops by itself at the end of that day, Berlin time/);
  await ends.fill('2020-01-31');
  await ada.sendsAndIsRefused();
  await expect(ends).toHaveAccessibleDescription(/31 January 2020 is over/);
  await expect(ends).toHaveValue('2020-01-31');
  await expect(dialog.getByLabel('Email or phone number')).toHaveValue(mina.email);
  await ends.fill(lastDay.iso);
  if (ada.scripted) await expect(summary).toContainText(`stops by itself at the end of ${lastDay.words}`);

  const opens = async (button: string) => {
    const [window] = await Promise.all([
      page.waitForEvent('popup'),
      dialog.getByRole('button', { name: button }).click(),
    ]);
    return window;
  };
  const seen = await opens('View as');
  await expect(seen.getByRole('heading', { name: `Your access ends on ${lastDay.words}` })).toBeVisible();
  await seen.close();
  const letter = await opens('See the mail');
  await letter.getByText('As plain text').click();
  await expect(letter.getByText(`Access ends: ${atItsEnd}`)).toBeVisible();
  await letter.close();

  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
  await ada.isSettled();
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: new RegExp(`^Invited.*until ${lastDay.words}`, 'i') });
  await ada.opensPartner(mina.email);
  await expect(page.getByRole('region', { name: 'Who' })).toContainText(`Access ends${lastDay.words}`);
  const history = page.getByRole('region', { name: 'How it came to this' });
  await expect(history).toContainText(`as Standard: Analytics, until the end of ${lastDay.words}`);
  await page.getByRole('link', { name: `View as ${mina.email}` }).click();
  await expect(page.getByRole('heading', { name: `Your access ends on ${lastDay.words}` })).toBeVisible();
  await ada.opens(`/b/${halcyon.slug}/audit`);
  await expect(page.getByRole('main')).toContainText(`until the end of ${lastDay.words}`);

  const sent = await mail.to(mina.email).subject(/invites you/);
  expect(sent.text).toContain(`Access ends: ${atItsEnd}`);
  const partner = await enter(mina);
  await partner.page.goto(sent.link('Accept Invite'));
  await expect(partner.page.getByRole('main')).toContainText(`Access ends${atItsEnd}`);
  await partner.joins();
  await partner.opens(`/b/${halcyon.slug}`);
  await expect(partner.page.getByRole('heading', { name: `Your access ends on ${lastDay.words}` })).toBeVisible();
  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, State: `Until ${lastDay.words}` });
});

test('with Admin chosen there is no end, whatever was typed', async ({ ada, mail, page }) => {
  const dialog = await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency' });
  await dialog.getByLabel('Access ends').fill('2020-01-31');
  await dialog.getByRole('radio', { name: /^Admin/ }).check();
  await expect(dialog.getByLabel('Access ends')).toBeHidden();
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
  await ada.isSettled();
  await ada.opensPartner(mina.email);
  await expect(page.getByRole('region', { name: 'Who' })).toContainText('Access endsNo end date');
  expect((await mail.to(mina.email).subject(/invites you/)).text).not.toContain('Access ends');
});

test('whoever comes back starts with the end that they had', async ({ ada, page }) => {
  await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency' });
  await ada.addDialog().getByLabel('Access ends').fill(lastDay.iso);
  await ada.addDialog().getByRole('button', { name: 'Send Invite' }).click();
  await expect(ada.addDialog()).toBeHidden();
  await ada.isSettled();
  await page.getByLabel(`More for ${mina.email}`).click();
  await page.getByRole('button', { name: 'Cancel Invite' }).click();
  await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Cancelled' });
  await page.getByRole('link', { name: 'Invite again' }).click();
  await expect(ada.addDialog().getByLabel('Access ends')).toHaveValue(lastDay.iso);
});
