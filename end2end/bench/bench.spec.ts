// `make bench`: what Keyholder costs on this machine, as a table, beside what axum and Leptos cost there by themselves.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Browser, test } from '@playwright/test';
import { House } from './house';
import { burst, type Load, load, memory } from './load';
import { quantile, Report } from './report';
import { parts, sizes } from './sizes';
import { statements } from './statements';
import { until } from './until';

const FLOOR = fileURLToPath(new URL('../../target/release/examples/floor', import.meta.url));
const CENTERS = 24;

test('bench', async ({ browser }) => {
  const house = await House.filled(4000, CENTERS);
  const report = new Report('bench');
  report.row('Start to first answer', `${(await starts(house)).toFixed(0)} ms`);

  const keyholder = await house.start();
  report.row('Memory idle', `${(await memory(keyholder.pid)).toFixed(0)} MB`);
  await house.logIn();
  const [big = '', small = ''] = house.slugs;
  const partners = (slug: string) => `${house.url}/b/${slug}/partners`;
  await house.invites(small, 'first@bench.example');
  const opened = await house.opens(await until(async () => (await house.links()).get('first@bench.example')));

  const floor = spawn(FLOOR, { stdio: ['ignore', 'pipe', 'inherit'] });
  const floorUrl = `http://${await firstLine(floor)}`;
  report.load('Floor: bare axum handler', await load(`${floorUrl}/bare`));
  const floorPage = await load(`${floorUrl}/page`);
  report.load('Floor: Leptos page, 50 rows with the same columns', floorPage);
  floor.kill();

  report.load('Invite page', await load(`${house.url}/invite`, { cookie: opened.cookie }));
  const of4000 = await load(partners(big), { cookie: house.cookie });
  report.load('Partners, 50 of 4,000', of4000);
  const of40 = await load(partners(small), { cookie: house.cookie });
  report.load('Partners, 40 of 40', of40);
  report.row('Partners of 4,000 to the floor page', (of4000.rate / floorPage.rate).toFixed(2));
  report.row('Partners of 4,000 to those of 40, p50', (of4000.p50 / of40.p50).toFixed(2));
  report.row('Memory after the loads', `${(await memory(keyholder.pid)).toFixed(0)} MB`);

  report.load('Inviting', await inviting(house));
  report.load('Creating an account and accepting', await accepting(house));
  report.load('Log-in refused: wrong password', await burst(20, 1, () => house.failsToLogIn()));
  report.load('Log-in refused: unknown address', await burst(20, 1, () => house.failsToLogIn('nobody@bench.example')));
  await sizes(report, house, partners(big), opened.cookie);
  await parts(report, house, partners(big));
  const seen = await inChromium(browser, house, partners(big));
  report.row('Chromium: navigation to rows', `${seen.rows.toFixed(0)} ms`);
  report.row('Chromium: navigation to hydrated', `${seen.hydrated.toFixed(0)} ms`);
  await keyholder.stop();
  await statements(report, house, { Partners: partners(big), Members: `${house.url}/b/${big}/members` });
  await report.print();
});

async function starts(house: House): Promise<number> {
  const took: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    const began = performance.now();
    const keyholder = await house.start();
    await fetch(`${house.url}/healthz`);
    took.push(performance.now() - began);
    await keyholder.stop();
  }
  return quantile(took, 0.5);
}

/** Spread over the Business Centers, each of which may send 500 an hour. */
function inviting(house: House): Promise<Load> {
  const slugs = house.slugs.slice(1);
  return burst(400, 8, (turn) => house.invites(slugs[turn % slugs.length] ?? '', `partner${turn}@bench.example`));
}

async function accepting(house: House): Promise<Load> {
  const links = await until(async () => {
    const all = await house.links();
    return all.size > 400 ? [...all].filter(([address]) => address.startsWith('partner')).slice(0, 100) : undefined;
  });
  const opened = await Promise.all(links.map(([, link]) => house.opens(link)));
  return burst(opened.length, 8, async (turn) => {
    const { cookie, invitation } = opened[turn] ?? { cookie: '', invitation: '' };
    const password = `velvet compass ${turn} winter plums`;
    const answer = await house.post('/invite/create', { invitation, name: `Partner ${turn}`, password }, cookie);
    if (answer.status !== 303) throw new Error(`accepting: ${answer.status}`);
  });
}

async function inChromium(browser: Browser, house: House, url: string): Promise<{ rows: number; hydrated: number }> {
  const [name = '', value = ''] = house.cookie.split('=');
  const rows: number[] = [];
  const hydrated: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    const context = await browser.newContext();
    await context.addCookies([{ name, value, url: house.url }]);
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator('tbody tr').nth(49).waitFor();
    rows.push(performance.now() - began);
    await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
    hydrated.push(performance.now() - began);
    await context.close();
  }
  return { rows: quantile(rows, 0.5), hydrated: quantile(hydrated, 0.5) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [text] = (await once(child.stdout!.setEncoding('utf8'), 'data')) as [string];
  return text.trim();
}
