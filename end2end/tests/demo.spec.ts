// `keyholder demo`: a Business Center of 4,000 partners, as an operator who looks round fills it.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ada as founder, halcyon } from '../support/cast';
import { expect, test } from '../support/house';
import { EXECUTABLE, freeAddress, Keyholder } from '../support/keyholder';
import { expectRow, rows } from '../support/table';

/** What the README shows. */
const PICTURE = fileURLToPath(new URL('../../target/end2end/partners.png', import.meta.url));

test('a demo of 4,000 partners is there, searched and paged', { tag: '@script' }, async ({ ada, page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'keyholder-demo-'));
  const address = await freeAddress();
  const env = { KEYHOLDER_LISTEN: address, KEYHOLDER_DATA: join(folder, 'data') };
  const { stdout } = await promisify(execFile)(EXECUTABLE, ['demo', '--partners', '4000'], { env });
  const [, password = ''] = /^Password\s+(\S+)$/m.exec(stdout) ?? [];
  const keyholder = await Keyholder.start({ folder, env });

  await page.goto(`http://${address}/login`);
  await ada.fillsIn({ Email: founder.email, Password: password });
  await ada.presses('Log in');
  await ada.opens(`http://${address}/b/${halcyon.slug}/partners`);
  const table = ada.partnersTable();
  expect(await rows(table)).toHaveLength(50);
  await page.screenshot({ path: PICTURE });

  const [first] = await rows(table);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(async () => expect((await rows(table))[0]?.['Partner']).not.toBe(first?.['Partner'])).toPass();
  expect(await rows(table)).toHaveLength(50);

  await expect(page.getByText('51 to 100 of 4,000')).toBeVisible();
  const middle = (await rows(table)).map((row) => row['Partner']);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByText('101 to 150 of 4,000')).toBeVisible();
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText('51 to 100 of 4,000')).toBeVisible();
  expect((await rows(table)).map((row) => row['Partner'])).toEqual(middle);
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText('1 to 50 of 4,000')).toBeVisible();
  expect((await rows(table))[0]).toEqual(first);

  await page.getByLabel('Search partners').fill('okafor');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/q=okafor/);
  await expectRow(table, { Partner: 'Okafor' });
  for (const row of await rows(table)) expect(row['Partner']?.toLowerCase()).toContain('okafor');

  await page.getByRole('link', { name: /^Expired/ }).click();
  await expect(page).toHaveURL(/q=okafor&state=expired/);
  await page.getByLabel('Search partners').fill('nobody at all');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('Nobody called “nobody at all” in the state Expired.')).toBeVisible();
  await page.goto('about:blank');
  await keyholder.stop();
  await rm(folder, { recursive: true });
});
