// An invitation works no longer than the access that it offers: said while one types, and one day wherever it stands.

import type { Locator } from '@playwright/test';
import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';
import { dayAhead } from '../support/time';

const list = `/b/${halcyon.slug}/partners`;
const lastDay = dayAhead(7);
const late = '2100-01-31';
const shortened = `The invitation works until the end of ${lastDay.words}, the last day of their access.`;
const inFull = /^The invitation works for 30 days, until \d+ \w+ \d{4}\.$/;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.opens(list);
});

/** The sentence of a summary that shows. */
function works(summary: Locator): Locator {
  return summary.getByText(/^The invitation works/).filter({ visible: true });
}

test('an invitation works no longer than the access, which is said while one types and wherever it stands', async ({ ada, mail, page, watch }) => {
  const dialog = await ada.opensAddPartners();
  const summary = dialog.getByRole('complementary', { name: 'Summary' });
  await expect(works(summary)).toHaveText(inFull);
  await dialog.getByLabel('Access ends').fill(lastDay.iso);
  if (ada.scripted) await expect(works(summary)).toHaveText(shortened);
  await ada.sendsAndIsRefused();
  await expect(works(summary)).toHaveText(shortened);
  await dialog.getByRole('radio', { name: /^Admin/ }).check();
  await expect(works(summary)).toHaveText(inFull);
  await dialog.getByRole('radio', { name: /^Standard/ }).check();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency', modules: ['Analytics'] });
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
  await ada.isSettled();

  // One day, for the link and for the access.
  await expectRow(ada.partnersTable(), {
    Partner: mina.email,
    State: new RegExp(`Access until ${lastDay.words}`),
    'Last activity': `Accept until ${lastDay.words}`,
  });
  const letter = await mail.to(mina.email).subject(/invites you/);
  expect(letter.text).toContain(`Works until the end of ${lastDay.words} (Berlin time).`);
  expect(letter.text).toContain(`Accept until: the end of ${lastDay.words} (Berlin time)`);
  await page.goto(letter.link('Accept Invite'));
  await expect(page.getByRole('main')).toContainText(`Accept untilthe end of ${lastDay.words} (Berlin time)`);
  await ada.opens(list);
  await ada.opensPartner(mina.email);
  await ada.isSettled();
  const who = page.getByRole('region', { name: 'Who' });
  await expect(who).toContainText(`Accept untilthe end of ${lastDay.words} (Berlin time)`);
  await expect(who).toContainText(`Access ends${lastDay.words}`);

  await page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await ada.isSettled();
  const changes = page.getByRole('complementary', { name: 'What changes' });
  await expect(works(changes)).toHaveText(shortened);
  await page.getByLabel('Access ends').fill('');
  if (ada.scripted) await expect(works(changes)).toHaveText(inFull);
  await page.getByLabel('Access ends').fill(late);
  await ada.presses('See what changes');
  await expect(page.getByRole('main')).toContainText(/The invitation works for 30 days, until \d+ \w+ \d{4}\. They get no mail/);
  await ada.presses('Back to edit');
  await page.getByLabel('Access ends').fill(lastDay.iso);
  await page.getByRole('checkbox', { name: /^Billing/ }).check();
  await ada.presses('See what changes');
  await expect(page.getByRole('main')).toContainText(shortened);
  await ada.presses('Confirm');
  await expect(page.getByRole('heading', { level: 1, name: mina.email })).toBeVisible();
  await ada.isSettled();

  await page.getByRole('main').getByRole('button', { name: 'Cancel Invite' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Invite again' }).click();
  await expect(ada.addDialog().getByLabel('Access ends')).toHaveValue(lastDay.iso);
  await expect(works(ada.addDialog().getByRole('complementary', { name: 'Summary' }))).toHaveText(shortened);
  await watch.answers(page, 410, () => page.goto(letter.link('Accept Invite')));
});
