// Who could reach this on this day? The audit log answers, for any moment.

import type { Page } from '@playwright/test';
import { assets, registers } from '../support/assets';
import { ada as founder, halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow, rows } from '../support/table';

const log = `/b/${halcyon.slug}/audit`;
const question = 'Who could reach this on this day?';

const answered = (page: Page) => page.getByRole('table', { name: 'Who could reach it, with the reason' });

/** As the pages say it: in the zone of the Business Center, whatever the browser's is. */
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: halcyon.zone }).format(new Date());

test.beforeEach(async ({ ada, page }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  await registers(ada, { kind: 'Pixel', name: 'Web pixel', group: 'Northlight' });
  await ada.opens(log);
  await expect(page.getByRole('heading', { level: 2, name: question })).toBeVisible();
});

test('the audit log tells who was in on a day, why, since when and by which entry', async ({ ada, enter, page }) => {
  const partner = await enter(mina);
  await partner.joins();
  await ada.opens(log);
  await ada.field('Day').fill(today());
  await ada.presses('Look back');
  await expect(page).toHaveURL(/\/audit\/past\?asset=&day=/);
  await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible();
  await expectRow(answered(page), { Partner: founder.name, 'Access level': 'Admin', Why: 'As an Admin: every Module and Asset', Since: /Entry 1$/ });
  await expectRow(answered(page), { Partner: mina.name, 'Access level': 'Standard', Why: 'With Analytics', Since: /Entry 4$/, Ended: 'Not within it' });
  await expect(page.getByRole('main')).toContainText(/Answered from entries 1 to 4 of the audit log; the newest of these is of .* Their seals fit\./);
  await expect(ada.field('Day')).toHaveValue(today());

  // Many stand on several pages.
  await expect(page.getByRole('main')).toContainText('2 people could reach it.');
  await ada.opens(`${log}/past?day=${today()}&start=1`);
  expect((await rows(answered(page))).map((row) => row['Partner'])).toEqual([mina.name]);
  await page.getByRole('link', { name: 'First page' }).click();
  await expect.poll(async () => (await rows(answered(page))).length).toBe(2);

  await answered(page).getByRole('link', { name: 'Entry 4' }).click();
  const entries = page.getByRole('table', { name: 'Audit entries, newest first' });
  await expectRow(entries, { Entry: '4', What: `accepted ${mina.email}` });
  expect((await rows(entries)).map((row) => row['Entry'])).toEqual(['4', '3', '2', '1']);
});

test('an Asset leads to its past, and one that was removed can still be asked about', async ({ ada, page }) => {
  await ada.opens(assets);
  await page.getByRole('table', { name: 'Assets' }).getByRole('link', { name: 'Web pixel' }).click();
  await page.getByRole('link', { name: 'Who could reach it on another day?' }).click();
  await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible();
  await expect(page.getByLabel('Reach what').locator('option:checked')).toHaveText('Web pixel (Pixel)');
  const ofToday = `${new URL(page.url()).pathname}${new URL(page.url()).search}&day=${today()}`;
  await ada.opens(ofToday);
  await expectRow(answered(page), { Partner: founder.name, Role: 'Admin', Why: 'As an Admin, who reaches every Asset', Since: /Entry 3$/ });

  await ada.opens(assets);
  await page.getByRole('table', { name: 'Assets' }).getByRole('link', { name: 'Web pixel' }).click();
  await page.getByText('Remove', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove Web pixel' }).click();
  await expect(page).toHaveURL(assets);
  await ada.opens(`${log}/past`);
  await page.getByLabel('Reach what').selectOption('Web pixel (Pixel), removed');
  await ada.field('Day').fill(today());
  await ada.presses('Look back');
  await expect(page.getByRole('main')).toContainText(/It was taken off the list on .*, entry 4\./);
  await expectRow(answered(page), { Partner: founder.name, Role: 'Admin', Ended: /Entry 4$/ });
  await ada.opens(`${new URL(page.url()).pathname}${new URL(page.url()).search.replace(today(), '2020-01-31')}`);
  await expect(page.getByText('Nobody could reach it.')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('It was not registered yet');
});

test('what can’t be asked says so beside its field, and what was typed stays', async ({ ada, page }) => {
  await ada.presses('Look back');
  await expect(page).toHaveTitle(/^Error: /);
  await ada.isToldBeside('Day', /Choose the day/);
  await ada.opens(`${log}/past?day=2100-01-31&time=14%3A05`);
  await ada.isToldBeside('Day', /has not come yet/);
  await expect(ada.field('Day')).toHaveValue('2100-01-31');
  await expect(page.getByLabel('Time')).toHaveValue('14:05');
  await ada.opens(`${log}/past?day=yesterday`);
  await ada.isToldBeside('Day', /“yesterday” is not a day/);
  await ada.opens(`${log}/past?day=2026-11-20&time=2pm`);
  await expect(page.getByLabel('Time')).toHaveAccessibleDescription(/“2pm” is not a time/);
  await expect(answered(page)).toHaveCount(0);
});

test('an answer says that an entry it stands on was changed', async ({ ada, house, page }) => {
  await ada.isSettled();
  await house.isRewritten(
    "DROP TRIGGER audit_is_not_changed; UPDATE audit SET body = replace(body, 'mina@', 'eve@') WHERE number = 2",
  );
  await ada.opens(`${log}/past?day=${today()}`);
  await expect(page.getByRole('alert')).toContainText('Entry 2 was changed after it was written, so this answer can’t be trusted.');
});

test('an Asset of others is like none, and who is no Admin is told why they see nothing', async ({ ada, enter, page, watch }) => {
  for (const asset of ['00000000-0000-0000-0000-000000000007', 'web-pixel']) {
    await watch.answers(page, 404, () => page.goto(`${log}/past?asset=${asset}&day=${today()}`));
    await expect(page.getByRole('heading', { level: 1, name: 'There is no such Asset' })).toBeVisible();
  }
  await ada.opens(log);
  const partner = await enter(mina);
  await partner.joins();
  await watch.answers(partner.page, 403, () => partner.page.goto(`${log}/past?day=${today()}`));
  await expect(partner.page.getByText('The audit log is for Admins.')).toBeVisible();
});
