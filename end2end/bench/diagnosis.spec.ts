// The table of `make bench` about Help: what it costs to look into somebody's problem, beside a year of what happened.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import type { Database } from 'sql.js';
import { rewrites } from '../support/database';
import { members } from './changes';
import { House } from './house';
import { type Load, load } from './load';
import { Report } from './report';
import { alike } from './samples';
import { statements } from './statements';

const run = promisify(execFile);
const MEMORY = fileURLToPath(new URL('../../target/decision/release/examples/diagnosis', import.meta.url));
const EVENTS = 100_000;
const ATTEMPTS = 200_000;
const YEAR_US = 365 * 86_400 * 1_000_000;
const MONTH_US = 30 * 86_400 * 1_000_000;
const SAMPLES = 200;
const ROUNDS = 3;
const PROBLEMS = { 'can’t log in': 'log-in', 'access level is incorrect': 'level', 'Assets are not showing up': 'assets', 'changes not saving': 'changes' };

test('diagnosis', async () => {
  const house = await House.filled(4000, 1);
  const [slug = ''] = house.slugs;
  const before = await house.start();
  await house.logIn();
  const [member = ''] = await members(house, slug, 1);
  await before.stop();
  let of: Addresses = { known: [], invited: [] };
  await rewrites(join(house.data, 'keyholder.db'), (database) => {
    database.exec(year(slug));
    of = { known: addresses(database, slug, 'active'), invited: addresses(database, slug, 'invited') };
  });

  const keyholder = await house.start();
  const report = new Report('diagnosis');
  const cookie = { cookie: house.cookie };
  const at = (problem: string) => `${house.url}/b/${slug}/partners/${member}/help/${problem}`;
  for (const [name, problem] of Object.entries(PROBLEMS)) {
    report.load(`Diagnosis, ${name}`, await load(at(problem), cookie));
  }
  await prices(report, house, of);
  await keyholder.stop();

  const waiting = `${house.url}/b/${slug}/partners?state=invited`;
  await marks(report, house, waiting, slug);
  const pages = Object.entries(PROBLEMS).map(([name, problem]): [string, string] => [`the diagnosis, ${name}`, at(problem)]);
  await statements(report, house, { ...Object.fromEntries(pages), 'Partners, with marks': waiting });
  await memory(report);
  await report.print();
});

/** The list with a mark on everybody it shows and with none, in turns: of each the quietest counts. */
async function marks(report: Report, house: House, list: string, slug: string): Promise<void> {
  const took: { none: Load[]; each: Load[] } = { none: [], each: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [marked, change] of [['none', 'DELETE FROM near_misses'], ['each', nearMisses(slug)]] as const) {
      await rewrites(join(house.data, 'keyholder.db'), (database) => database.exec(change));
      const keyholder = await house.start();
      took[marked].push(await load(list, { cookie: house.cookie }));
      await keyholder.stop();
    }
  }
  const quietest = (loads: Load[]): Load => loads.reduce((a, b) => (b.p50 < a.p50 ? b : a));
  const [none, each] = [quietest(took.none), quietest(took.each)];
  report.load('Partners, 50 who are invited, none with a problem', none);
  report.load('The same, each marked with one', each);
  report.row('Each marked to none, p50', (each.p50 / none.p50).toFixed(2));
}

interface Addresses {
  /** Of whoever is in. */
  known: string[];
  invited: string[];
}

function addresses(database: Database, slug: string, state: string): string[] {
  const [found] = database.exec(
    `SELECT p.contact FROM partners p JOIN business_centers b ON b.id = p.center_id
      WHERE b.slug = '${slug}' AND p.state = '${state}' AND p.contact LIKE '%@%' ORDER BY p.id LIMIT ${SAMPLES}`,
  );
  return found?.values.map(([contact]) => String(contact)) ?? [];
}

/** What strangers are answered, in the time it takes where there is something to tell and where there is not (C-7). */
async function prices(report: Report, house: House, { known, invited }: Addresses): Promise<void> {
  const nobody = (turn: number) => `nobody${turn}@agency.example`;
  const logIn = (email: string) => house.failsToLogIn(email);
  await alike(report, 'Log-in refused, by whether there is an account', known.length, (turn) => logIn(known[turn] ?? ''), (turn) => logIn(nobody(turn)));
  const asks = async (email: string) => (await house.post('/invite/again', { invited: email }, '')).text();
  await alike(report, 'The link asked for again, by whether one is open', invited.length, (turn) => asks(invited[turn] ?? ''), (turn) => asks(nobody(turn)));
}

/** What the pure functions keep of 100,000 people, which is nothing. */
async function memory(report: Report): Promise<void> {
  const { stdout } = await run(MEMORY);
  const told = (what: string) => Number(new RegExp(`^${what} (\\d+)$`, 'm').exec(stdout)?.[1]).toLocaleString('en');
  report.row(`Findings of ${told('people')} people`, told('findings'));
  report.row('Most memory of one of them, facts and findings', `${told('most')} bytes`);
  report.row('Memory left after all', `${told('left')} bytes`);
}

/** A year of entries about every partner in turn, and a month of log-ins that failed: older ones are forgotten. */
function year(slug: string): string {
  return `
    CREATE TEMPORARY TABLE numbered AS
    SELECT p.id, p.contact, p.center_id, row_number() OVER (ORDER BY p.id) - 1 AS turn, count(*) OVER () AS many
      FROM partners p JOIN business_centers b ON b.id = p.center_id WHERE b.slug = '${slug}';
    CREATE TEMPORARY TABLE year AS
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${EVENTS})
    SELECT i FROM n;
    INSERT INTO audit (center_id, number, at, actor, client, body, seal)
    SELECT b.id, b.change + y.i, CAST(strftime('%s', 'now') AS INTEGER) * 1000000 - ${YEAR_US} + y.i * ${YEAR_US / EVENTS}, 'Ada Lindqvist', '',
           json_object('event', 'SessionEnded', 'partner', lower(hex(p.id)), 'contact', p.contact, 'browser', 'Firefox on Linux'), zeroblob(32)
      FROM year y JOIN numbered p ON y.i % p.many = p.turn JOIN business_centers b ON b.id = p.center_id;
    INSERT INTO audit_about (center_id, partner_id, number)
    SELECT b.id, p.id, b.change + y.i
      FROM year y JOIN numbered p ON y.i % p.many = p.turn JOIN business_centers b ON b.id = p.center_id;
    INSERT INTO attempts (id, key, at)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ATTEMPTS})
    SELECT randomblob(16), 'log-in ' || lower(hex(randomblob(32))) || ' from 10.0.0.1', CAST(strftime('%s', 'now') AS INTEGER) * 1000000 - i * ${MONTH_US / ATTEMPTS}
      FROM n;
    DROP TABLE year;
    DROP TABLE numbered;`;
}

/** Somebody typed nearly the address of everybody who is invited. */
function nearMisses(slug: string): string {
  return `
    INSERT INTO near_misses (partner_id, address, times, last_at)
    SELECT p.id, 'x' || p.contact, 1, CAST(strftime('%s', 'now') AS INTEGER) * 1000000
      FROM partners p JOIN business_centers b ON b.id = p.center_id
     WHERE b.slug = '${slug}' AND p.state = 'invited' AND p.contact LIKE '%@%';`;
}
