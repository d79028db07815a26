// The table of `make bench` about Help: what it costs to look into somebody's problem, beside a year of what happened.

import { join } from 'node:path';
import { test } from '@playwright/test';
import { rewrites } from '../support/database';
import { members } from './changes';
import { House } from './house';
import { load } from './load';
import { Report } from './report';
import { statements } from './statements';

const EVENTS = 100_000;
const ATTEMPTS = 200_000;
const YEAR_US = 365 * 86_400 * 1_000_000;
const MONTH_US = 30 * 86_400 * 1_000_000;
const PROBLEMS = { 'can’t log in': 'log-in', 'access level is incorrect': 'level', 'Assets are not showing up': 'assets', 'changes not saving': 'changes' };

test('diagnosis', async () => {
  const house = await House.filled(4000, 1);
  const [slug = ''] = house.slugs;
  const before = await house.start();
  await house.logIn();
  const [member = ''] = await members(house, slug, 1);
  await before.stop();
  await rewrites(join(house.data, 'keyholder.db'), (database) => database.exec(year(slug)));

  const keyholder = await house.start();
  const report = new Report('diagnosis');
  const cookie = { cookie: house.cookie };
  const at = (problem: string) => `${house.url}/b/${slug}/partners/${member}/help/${problem}`;
  for (const [name, problem] of Object.entries(PROBLEMS)) {
    report.load(`Diagnosis, ${name}`, await load(at(problem), cookie));
  }
  await keyholder.stop();
  const pages = Object.entries(PROBLEMS).map(([name, problem]): [string, string] => [`the diagnosis, ${name}`, at(problem)]);
  await statements(report, house, Object.fromEntries(pages));
  await report.print();
});

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
