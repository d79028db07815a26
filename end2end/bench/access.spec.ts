// The second table of `make bench`: what it costs to see, decide, change and take back access.

import { execFile } from 'node:child_process';
import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, test } from '@playwright/test';
import { edits, members, revokes } from './changes';
import { confirming, opening, opens, searching, turningAway } from './chromium';
import { House } from './house';
import { Streams } from './live';
import { load, memory, type Post, posting } from './load';
import { quantile, Report } from './report';

const run = promisify(execFile);
const CHANGES = fileURLToPath(new URL('../../target/release/examples/changes', import.meta.url));
const DECISION = fileURLToPath(new URL('../../target/bench/decision/decision/', import.meta.url));
const SMALL = 64;
const SECONDS = 3;

test('access', async ({ browser }) => {
  const house = await House.filled(4000, SMALL + 1);
  const report = new Report('access');
  await decision(report);
  const keyholder = await house.start();
  await house.logIn();
  const [big = '', ...small] = house.slugs;
  await live(report, house, big, keyholder.pid, await members(house, big, 1));
  const partners = await members(house, big, 3_900);
  await reads(report, house, big, partners[1_000] ?? '');
  await chromium(report, browser, house, big, partners.splice(0, 40));

  const cookie = { cookie: house.cookie };
  const ofOne = await edits(house, big, partners.slice(0, 800), 20);
  const edited = await posting(SECONDS, house.url, ofOne, cookie);
  report.load('Edit, in one Business Center', edited);
  const ofMany = await Promise.all(small.map(async (slug) => edits(house, slug, await members(house, slug, 20), 20)));
  report.load(`Edit, in ${SMALL} Business Centers`, await posting(SECONDS, house.url, woven(ofMany), cookie));
  const ending = await revokes(house, big, partners.slice(800));
  report.load('Revoke Access, in one Business Center', await posting(1, house.url, ending, cookie));
  const more = await edits(house, big, partners.slice(0, 20), 1);
  await keyholder.stop();
  const bare = await withoutHttp(house, big, more);
  report.row('Edit without HTTP', `${Math.round(bare).toLocaleString('en')}/s`);
  report.row('Edit by HTTP to that without', (edited.rate / bare).toFixed(2));
  report.row('Syncs of this disk', `${Math.round(await syncs()).toLocaleString('en')}/s`);
  await report.print();
});

/** What `cargo bench` measured before. */
async function decision(report: Report): Promise<void> {
  for (const [name, folder] of [['Keyholder', 'keyholder'], ['Cedar', 'cedar'], ['Casbin', 'casbin']]) {
    const estimates = JSON.parse(await readFile(`${DECISION}${folder}/new/estimates.json`, 'utf8'));
    const nanoseconds: number = estimates.median.point_estimate / 1_000;
    report.row(`One decision by ${name}`, `${nanoseconds.toLocaleString('en', { maximumSignificantDigits: 3 })} ns`);
  }
}

async function reads(report: Report, house: House, slug: string, partner: string): Promise<void> {
  const cookie = { cookie: house.cookie };
  for (const [what, path] of [
    ['Partners, 50 of 4,000', 'partners'],
    ['Search', 'partners?q=fuji'],
    ['Details', `partners/${partner}`],
    ['Members', 'members'],
  ]) {
    report.load(what ?? '', await load(`${house.url}/b/${slug}/${path}`, cookie));
  }
}

async function chromium(report: Report, browser: Browser, house: House, slug: string, partners: string[]): Promise<void> {
  const list = `/b/${slug}/partners`;
  const [edited = '', ...revoked] = partners;
  for (const slower of [1, 4]) {
    const machine = slower === 1 ? '' : `, a machine ${slower} times slower`;
    const page = await opens(browser, house, list, slower);
    report.times(`Chromium: key press in the search to painted rows${machine}`, await searching(page));
    await page.context().close();
    const other = await opens(browser, house, list, slower);
    report.times(`Chromium: click to open dialog${machine}`, await opening(other));
    await other.context().close();
    const details = await opens(browser, house, `${list}/${edited}`, slower);
    report.times(`Chromium: Confirm to the changed page${machine}`, await confirming(details));
    await details.context().close();
  }
  const took: number[] = [];
  for (const id of revoked.slice(0, 20)) {
    const partner = await opens(browser, house, `/b/${slug}/members`, 1, await house.logInAs(slug, id));
    const admin = await opens(browser, house, `${list}/${id}/revoke`);
    took.push(await turningAway(admin, partner));
    await Promise.all([admin, partner].map((page) => page.context().close()));
  }
  report.times('Revoke Access to the other’s page turned away', took);
}

async function live(report: Report, house: House, slug: string, pid: number, partners: string[]): Promise<void> {
  const before = await memory(pid);
  const streams = await Streams.opened(house, slug, 1_000);
  report.row('Memory of 1,000 open pages', `${((await memory(pid)) - before).toFixed(0)} MB`);
  const [change] = await edits(house, slug, partners, 1);
  const heard = await streams.hear(async () => {
    await house.post(change?.path ?? '', change?.fields ?? {});
  });
  report.times('A change heard by 1,000 open pages', heard);
  streams.close();
}

/** The same transactions, by what the server calls. */
async function withoutHttp(house: House, slug: string, posts: Post[]): Promise<number> {
  const file = join(await mkdtemp(join(tmpdir(), 'keyholder-changes-')), 'edits');
  const lines = posts.map(({ path, fields }) => [path.split('/').at(-2), fields.opened, fields.wanted].join('\t'));
  await writeFile(file, `${lines.join('\n')}\n`);
  const { stdout } = await run(CHANGES, [house.data, house.email, house.password, slug, file]);
  return Number(stdout);
}

/** One of each in turn. */
function woven(lists: Post[][]): Post[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** How often a second a few bytes can be made to stay. */
async function syncs(): Promise<number> {
  const [page, pages] = [Buffer.alloc(4_096), 100];
  const file = openSync(join(await mkdtemp(join(tmpdir(), 'keyholder-syncs-')), 'file'), 'w');
  writeSync(file, Buffer.alloc(pages * page.length));
  const took: number[] = [];
  for (let time = 0; time < 500; time += 1) {
    const began = performance.now();
    // Over what is there, as a log that is used again.
    writeSync(file, page, 0, page.length, (time % pages) * page.length);
    fdatasyncSync(file);
    took.push(performance.now() - began);
  }
  return 1_000 / quantile(took, 0.5);
}
