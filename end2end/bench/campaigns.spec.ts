// The table of `make bench` about campaigns: what it costs to find one among 10,000, to propose a change and to approve it, and to
// be told what waits. On both databases.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { members } from './changes';
import { Fill } from './fill';
import { House } from './house';
import { load, posting } from './load';
import { approvals, proposals, propose } from './proposals';
import { Report } from './report';
import { statements } from './statements';

const run = promisify(execFile);
const CAMPAIGNS = 10_000;
/** One partner has so many waiting at most. */
const EACH = 100;
const WAITING = 500;

test('campaigns on SQLite', async () => {
  const house = await House.filled(4000, 2);
  await measured(house, Fill.sqlite(house), new Report('campaigns'));
});

test('campaigns on PostgreSQL', async () => {
  const server = process.env['KEYHOLDER_TEST_POSTGRES'] ?? '';
  await run('psql', ['--quiet', '--command', 'CREATE DATABASE campaigns', server]);
  const database = server.replace(/\/postgres\?/, '/campaigns?');
  const house = await House.filled(4000, 2, { DATABASE_URL: database });
  await measured(house, Fill.postgres(house, database), new Report('campaigns-postgres'));
});

async function measured(house: House, fill: Fill, report: Report): Promise<void> {
  const [bigSlug = '', smallSlug = ''] = house.slugs;
  const before = await house.start();
  await house.logIn();
  const some = await members(house, bigSlug, WAITING / EACH);
  // In the small one there are few Admins, each of whom is mailed every proposal.
  const all = await members(house, smallSlug, 40);
  await before.stop();
  const big = await fill.center(bigSlug, CAMPAIGNS, some);
  const small = await fill.center(smallSlug, all.length * EACH, all);

  let keyholder = await house.start();
  const mailsNobody = async () => {
    await keyholder.stop();
    await fill.mailsNobody();
    keyholder = await house.start();
  };
  const cookie = { cookie: house.cookie };
  const list = `${house.url}/b/${bigSlug}/campaigns`;
  const of = `of ${CAMPAIGNS.toLocaleString('en')}`;
  report.load(`Campaigns, 50 ${of}`, await load(list, cookie));
  report.load(`Campaigns ${of}, searched`, await load(`${list}?q=teaser`, cookie));
  report.load(`Campaigns ${of}, by name`, await load(`${list}?sort=name`, cookie));

  const changes = await proposals(house, small);
  report.load('Propose a change, in one Business Center', await posting(1, house.url, changes));
  await propose(house, changes);
  const waiting = await approvals(house, smallSlug);
  if (waiting.length !== changes.length) throw new Error(`${waiting.length} of ${changes.length} wait`);
  await mailsNobody();
  report.load('Approve a proposal, in one Business Center', await posting(1, house.url, waiting, cookie));

  await propose(house, (await proposals(house, big)).slice(0, WAITING));
  await mailsNobody();
  const start = `${house.url}/b/${bigSlug}`;
  report.load(`Start page, 4,000 partners and ${WAITING} proposals`, await load(start, cookie));
  await keyholder.stop();
  await statements(report, house, { 'the start page': start, Campaigns: list });
  await report.print();
}
