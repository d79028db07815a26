// `keyholder demo`: a Business Center of 4,000 partners or of 40, as an operator who looks round fills it.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Actor } from '../support/actor';
import { ada as founder, halcyon } from '../support/cast';
import { expect, test } from '../support/house';
import { EXECUTABLE, freeAddress, Keyholder } from '../support/keyholder';
import { expectRow, rows } from '../support/table';

/** What the README shows. */
const PICTURE = fileURLToPath(new URL('../../target/end2end/partners.png', import.meta.url));
const STATES = ['Invited', 'Active', 'Expired', 'Revoked', 'Declined', 'Cancelled', 'Ended'];

/** A demo of so many partners, and Ada logged in to it. */
async function looksRound(ada: Actor, partners: number, looks: (center: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'keyholder-demo-'));
  const address = await freeAddress();
  const env = { KEYHOLDER_LISTEN: address, KEYHOLDER_DATA: join(folder, 'data') };
  const { stdout } = await promisify(execFile)(EXECUTABLE, ['demo', `--partners=${partners}`], { env });
  const [, password = ''] = /^Password\s+(\S+)$/m.exec(stdout) ?? [];
  const keyholder = await Keyholder.start({ folder, env });
  await ada.page.goto(`http://${address}/login`);
  await ada.fillsIn({ Email: founder.email, Password: password });
  await ada.presses('Log in');
  await looks(`http://${address}/b/${halcyon.slug}`);
  await ada.page.goto('about:blank');
  await keyholder.stop();
  await rm(folder, { recursive: true });
}

test('a demo of 4,000 partners is there, searched and paged', { tag: '@script' }, async ({ ada, page }) => {
  await looksRound(ada, 4_000, async (center) => {
    await ada.opens(`${center}/partners`);
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
  });
});

test('a demo shows partners in every state, Assets and who reaches them, and the log of it', { tag: '@script' }, async ({ ada, page }) => {
  await looksRound(ada, 40, async (center) => {
    await ada.opens(center);
    await expect(page.getByRole('heading', { name: /ad account/ })).toBeVisible();

    await ada.opens(`${center}/partners`);
    const chips = page.getByRole('group', { name: 'State' });
    for (const choice of [...STATES, 'Not here for 30 days', 'Not here for 90 days', 'Nothing granted']) {
      await expect(chips.getByRole('link', { name: new RegExp(`^${choice} [1-9]`) })).toBeVisible();
    }

    await ada.opens(`${center}/assets`);
    const assets = page.getByRole('table', { name: 'Assets' });
    expect(await rows(assets)).toHaveLength(18);
    await expectRow(assets, { Asset: 'Halcyon Japan', What: /JPY, UTC\+09:00/, Owner: 'Sora Lab', Groups: 'Overseas' });
    await expectRow(assets, { Asset: '@sakura.glow', Owner: 'Sakura Yamamoto', Groups: 'Creators' });
    await page.getByRole('link', { name: 'Halcyon EU' }).click();
    const holders = page.getByRole('table', { name: 'Partners who reach it, with the reason' });
    await expectRow(holders, { Role: 'Operator', Why: 'Europe' });
    await holders.getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: /^What .+ can reach, and why$/ })).toBeVisible();
    await expect(page.getByText('Halcyon EU').first()).toBeVisible();

    await ada.opens(`${center}/audit`);
    await expectRow(page.getByRole('table', { name: 'Audit entries, newest first' }), { What: 'filled the demo' });
    await ada.presses('Verify');
    await expect(page.getByText('Nothing was tampered with.')).toBeVisible();
  });
});
