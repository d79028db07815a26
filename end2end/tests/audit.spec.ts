// The audit log: every change is there, is found, verified and taken away.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { ada as founder, halcyon, leo, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow, rows } from '../support/table';
import { isAccessible, withScripts } from '../support/watch';

const log = `/b/${halcyon.slug}/audit`;

async function taken(page: Page, link: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

async function exportsTheNewest(page: Page): Promise<{ entry: number; seal: string }> {
  const [newest] = (await taken(page, 'JSON Lines')).text.split('\n');
  return JSON.parse(newest ?? '') as { entry: number; seal: string };
}

async function isAccessibleTo({ page, scripted }: Actor): Promise<void> {
  await isAccessible(scripted ? page : await withScripts(page));
}

test.beforeEach(async ({ ada, page }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  await ada.invites({ contact: leo.email, kind: 'Influencer' });
  await ada.opens(log);
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
});

test('every change stands there with who, what and from where, the newest first', async ({ ada, page }) => {
  const table = page.getByRole('table', { name: 'Audit entries, newest first' });
  expect((await rows(table)).map((row) => row['Entry'])).toEqual(['3', '2', '1']);
  await expectRow(table, {
    Entry: '2',
    Who: founder.name,
    What: `invited ${mina.email}`,
    'Before → after': 'Standard: Analytics; Agency',
    'From where': '127.0.0.1',
    Seal: /^[0-9a-f]{4} [0-9a-f]{4}$/,
  });

  await page.getByLabel('Search the audit log').fill('leo');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/q=leo/);
  await expect(async () => expect(await rows(table)).toHaveLength(1)).toPass();
  await expectRow(table, { What: leo.email });
  await ada.opens(`${log}?what=settings`);
  await expect(page.getByText('No entry is like this.')).toBeVisible();
  await ada.opens(`${log}?from=yesterday`);
  await expect(page.getByRole('alert')).toContainText('“yesterday” is not a day');
});

test('Verify says that all is well, and finds an entry that was changed', async ({ ada, house, page, watch }) => {
  const verify = () => page.getByRole('button', { name: 'Verify' }).click();
  await verify();
  await expect(page.getByRole('status')).toContainText('Nothing was tampered with. All 3 entries fit together.');
  await page.getByText('Compare with a seal that you kept').click();
  await page.getByLabel('Seal').fill('the newest');
  await watch.answers(page, 422, verify);
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole('alert')).toContainText('A seal is made of the digits');
  await expect(page.getByLabel('Seal')).toHaveValue('the newest');
  await expect(page.getByLabel('Seal')).toBeVisible();
  await isAccessibleTo(ada);
  await page.getByLabel('Seal').fill('0123 4567 89ab cdef');
  await verify();
  await expect(page.getByRole('alert')).toContainText('No entry has the seal that you named');
  await expect(page.getByLabel('Seal')).toHaveValue('0123 4567 89ab cdef');
  await ada.isSettled();

  // As somebody could who has the file in their hands, and no key.
  await house.isRewritten(
    "DROP TRIGGER audit_is_not_changed; UPDATE audit SET body = replace(body, 'mina@', 'eve@') WHERE number = 2",
  );
  await verify();
  await expect(page.getByRole('alert')).toContainText('Entry 2 was changed after it was written');
  await page.getByRole('link', { name: 'Go to the entry' }).click();
  await expectRow(page.getByRole('table', { name: 'Audit entries, newest first' }), { Entry: '2', What: 'eve@' });
});

test('an end that was cut off shows against an export, and against its seal alone', async ({ ada, house, page }) => {
  const verify = () => page.getByRole('button', { name: 'Verify' }).click();
  const { entry, seal } = await exportsTheNewest(page);
  expect(entry).toBe(3);
  await page.getByText('Compare with a seal that you kept').click();
  await page.getByLabel('Seal').fill(seal);
  await verify();
  const whole = page.getByRole('status');
  await expect(whole).toContainText('Nothing was tampered with.');
  await expect(whole).toContainText(/This is the seal of entry 3, of [^.]+, and the log up to there is whole\./);
  await expect(whole).toContainText(new RegExp(`Entry 3 still has the seal that was exported on .+ by ${founder.name}\\.`));
  await isAccessibleTo(ada);
  await ada.isSettled();

  // As somebody could who has the file in their hands, and mends what else names the newest.
  await house.isRewritten(`
    DROP TRIGGER audit_is_not_deleted;
    DELETE FROM audit WHERE number = 3;
    UPDATE business_centers SET change = 2, seal = (SELECT seal FROM audit WHERE number = 2)`);
  await ada.opens(log);
  await verify();
  const cut = page.getByRole('alert');
  await expect(cut).toContainText('The end of the log was cut off');
  await expect(cut).toContainText(new RegExp(`Entry 3, whose seal was exported on .+ by ${founder.name}, is not there any more\\.`));
  await expect(cut).toContainText('All 2 entries fit together.');
  await isAccessibleTo(ada);
  await ada.isSettled();

  // And who takes that away as well is found by what somebody kept.
  await house.isRewritten('DELETE FROM kept_seals');
  await ada.opens(log);
  await verify();
  await expect(page.getByRole('status')).toContainText('Nothing was tampered with.');
  await page.getByText('Compare with a seal that you kept').click();
  await page.getByLabel('Seal').fill(seal);
  await verify();
  await expect(page.getByRole('alert')).toContainText('No entry has this seal');
});

test('the newest seal is mailed to the Admin, and looked for when it is verified', async ({ ada, house, mail, page }) => {
  const { seal } = await exportsTheNewest(page);
  await ada.isSettled();
  // The founding as if it were of another month: that is due, and a change that Verify finds.
  await house.isRewritten('DROP TRIGGER audit_is_not_changed; UPDATE audit SET at = 1790000000000000 WHERE number = 1');
  const letter = await mail.to(founder.email).subject(/^Keep this: the newest seal in the audit log of Halcyon Skincare$/);
  expect(letter.text).toContain('Newest entry: 3\n');
  expect(letter.text).toContain(`Seal: ${seal}\n`);
  await ada.opens(letter.link('Open the audit log'));
  await page.getByText('Compare with a seal that you kept').click();
  await page.getByLabel('Seal').fill(seal);
  await page.getByRole('button', { name: 'Verify' }).click();
  const found = page.getByRole('alert');
  await expect(found).toContainText('Entry 1 was changed after it was written');
  await expect(found).toContainText('but the log up to there is not whole.');
  await expect(found).toContainText('Entry 3 still has the seal that was mailed on ');
});

test('the log is taken away as CSV and as JSON Lines', async ({ ada, page }) => {
  await ada.opens(`${log}?q=mina`);
  const csv = await taken(page, 'Export CSV');
  expect(csv.name).toBe(`audit-log-${halcyon.slug}.csv`);
  const [heads, entry, ...more] = csv.text.trim().split('\n');
  expect(heads).toBe('entry,when,who,what,about,before,after,from where,seal');
  expect(entry).toMatch(new RegExp(`^2,[^,]+Z,${founder.name},invited,${mina.email},,"?Standard: Analytics; Agency"?,127.0.0.1,[0-9a-f]{64}$`));
  expect(more).toEqual([]);
  const lines = (await taken(page, 'JSON Lines')).text.trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { entry: number }).entry)).toEqual([2]);
});

test('who is no Admin sees no audit log', async ({ enter, watch }) => {
  const partner = await enter(mina);
  await partner.joins();
  await expect(partner.page.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  await watch.answers(partner.page, 403, () => partner.page.goto(log));
  await expect(partner.page.getByText('The audit log is for Admins.')).toBeVisible();
  for (const address of [`${log}/export.csv`, `${log}/export.jsonl`]) {
    await watch.answers(partner.page, 403, () => partner.page.goto(address));
  }
});
