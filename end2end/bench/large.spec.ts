// The third table of `make bench`: what one Business Center of 4,000 partners costs on PostgreSQL, alone and beside 999 others.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { edits, members, revokes } from './changes';
import { House } from './house';
import { type Load, load, posting } from './load';
import { Report } from './report';

const run = promisify(execFile);
const FILL = fileURLToPath(new URL('large.sql', import.meta.url));

test('large', async () => {
  const database = process.env['KEYHOLDER_TEST_POSTGRES'] ?? '';
  const house = await House.filled(4000, 1, { DATABASE_URL: database });
  const report = new Report('large');
  // As a database is that has stood for a day.
  await run('psql', ['--quiet', '--command', 'VACUUM ANALYZE', database]);
  const alone = await measured(house, 0);
  await run('psql', ['--quiet', '--set=ON_ERROR_STOP=1', `--file=${FILL}`, database]);
  const rows = await asked(database, 'SELECT count(*) FROM partners');
  const scans = () => asked(database, "SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'partners'");
  const before = await scans();
  const among = await measured(house, 1);
  const scanned = (await scans()) - before;
  for (const [what, small] of alone) {
    const big = among.get(what) ?? small;
    report.load(`${what}: 4,000 rows`, small);
    report.load(`${what}: ${rows.toLocaleString('en')} rows`, big);
    report.row(`${what}: p99 to that before`, (big.p99 / small.p99).toFixed(2));
  }
  report.row('Reads of all partners, row by row', String(scanned));
  await report.print();
});

/** Each time other partners. */
async function measured(house: House, turn: number): Promise<Map<string, Load>> {
  const keyholder = await house.start();
  await house.logIn();
  const [slug = ''] = house.slugs;
  const cookie = { cookie: house.cookie };
  const all = await members(house, slug, 3_600);
  const own = all.slice(turn * 1_800, (turn + 1) * 1_800);
  const found = new Map<string, Load>();
  for (const [what, path] of [['Partners', 'partners'], ['Search', 'partners?q=fuji'], ['Details', `partners/${own[0]}`]]) {
    found.set(what ?? '', await load(`${house.url}/b/${slug}/${path}`, cookie));
  }
  found.set('Edit', await posting(3, house.url, await edits(house, slug, own.slice(0, 400), 30), cookie));
  found.set('Revoke Access', await posting(1, house.url, await revokes(house, slug, own.slice(400)), cookie));
  await keyholder.stop();
  return found;
}

async function asked(database: string, question: string): Promise<number> {
  const { stdout } = await run('psql', ['--tuples-only', '--no-align', '--command', question, database]);
  return Number(stdout);
}
