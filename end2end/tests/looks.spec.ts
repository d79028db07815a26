// Every page, light and dark, wide and on a phone: it can be used by everybody, and nothing of it sticks out or jumps.

import type { Page } from '@playwright/test';
import { ada, cleo, halcyon, leo, mina, omar } from '../support/cast';
import { Center, eu, isIn } from '../support/center';
import { expect, test, type House } from '../support/house';
import type { MailServer } from '../support/mail';
import { proposes } from '../support/operator';
import { centerPages } from '../support/sources';
import { hasContrast, isAccessible } from '../support/watch';

const PUBLIC = ['/', '/login', '/signup', '/forgotten', '/invite/again', '/help', '/help?q=invite', '/help?q=zeppelin', '/help/inviting'];
/** What a Standard Member opens. */
const MEMBERS = ['', '/members', '/assets', '/campaigns', '/campaigns/requests', '/campaigns/standing', '/ad-account', '/extend', '/leave', '/help', '/help?q=invite', '/help?q=zeppelin', '/help/my/level', '/help/my/assets', '/help/my/changes'];
/** What its Operator alone opens. */
const OF_OPERATOR = '/campaigns/requests/:request/edit';
/** No page, but a file or a stream. */
const FILES = /\.(csv|jsonl)$|^\/live$/;

/** With somebody in each state, an Asset, a group and a campaign. */
async function fills(house: House, mail: MailServer) {
  const center = await Center.founded(house, mail, ada, halcyon.name);
  const asset = await center.registers({ kind: 'Pixel', name: 'Web pixel', group: 'Northlight' });
  const group = await center.group('Northlight');
  await center.registers(eu);
  const campaign = await center.creates('Fair in Leeds');
  const { operator, request } = await proposes(center, house, mail, campaign);
  const invited = await isIn(center, house, cleo);
  await isIn(center, house, omar);
  const member = await isIn(center, house, mina);
  await member.posts(`/b/${center.slug}/ad-account`, { advertiser: '701244980031' });
  await center.invites(leo, 'admin', 'Northlight Media Group');
  await center.revokes(cleo);
  await house.isRewritten(`
    UPDATE partners SET modules = 31 WHERE contact = '${mina.email}';
    UPDATE partners SET ends_at = state_at + 1 WHERE contact = '${omar.email}';`);
  const organisation = await center.organisation('Northlight Media Group');
  // Whoever is in none has an invitation to another.
  await center.admin.posts('/', { business_name: 'Northlight Media', time_zone: 'Europe/Berlin' });
  await new Center(center.admin, 'northlight-media', mail).invites(cleo);
  const [ofMina, ofLeo] = [(await center.partner(mina)).id, (await center.partner(leo)).id];
  const at = (place: string, partner = ofMina) =>
    place
      .replace('organisations/:id', `organisations/${organisation}`)
      .replace(':id', partner)
      .replace(':asset', asset)
      .replace(':group', group)
      .replace(':campaign', campaign)
      .replace(':request', request)
      .replace(':article', 'inviting');
  const pages = (await centerPages()).filter((place) => !FILES.test(place) && place !== OF_OPERATOR);
  const problems = (place: string) => (place.startsWith('/help/my') ? ['level', 'assets', 'changes'] : ['log-in', 'level', 'assets', 'changes']);
  const places = pages.flatMap((place) => (place.includes(':problem') ? problems(place).map((problem) => place.replace(':problem', problem)) : [place]));
  const ofPartner = places.filter((place) => place.startsWith('/partners/:id'));
  return {
    admin: center.admin,
    operator,
    ofOperator: ['/campaigns/new', '/campaigns/:campaign', '/campaigns/:campaign/edit', '/campaigns/requests/:request', OF_OPERATOR].map((place) => at(place)),
    member,
    invited,
    ofAdmin: [...places.map((place) => at(place)), ...ofPartner.map((place) => at(place, ofLeo))],
  };
}

/** How far what is there was moved by what came later. */
async function shifted(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const add = (entries: PerformanceEntryList) => {
          for (const entry of entries) sum += (entry as PerformanceEntry & { value: number }).value;
        };
        const observer = new PerformanceObserver((list) => add(list.getEntries()));
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() =>
          setTimeout(() => {
            add(observer.takeRecords());
            resolve(sum);
          }),
        );
      }),
  );
}

async function looksRight(page: Page): Promise<void> {
  await isAccessible(page);
  const { content, window: width } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect.soft(content, `width of ${page.url()}`).toBeLessThanOrEqual(width);
  expect.soft(await shifted(page), `layout shift of ${page.url()}`).toBeLessThan(0.01);
  // What the other scheme changes is its colours.
  await page.emulateMedia({ colorScheme: 'dark' });
  await hasContrast(page);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a dialog does not move while its page comes', { tag: '@script' }, async ({ ada: her, page }) => {
  await her.foundsHalcyon();
  await her.opens(`/b/${halcyon.slug}/partners/new`);
  const wire = await page.context().newCDPSession(page);
  const slowed = async (downloadThroughput: number) =>
    wire.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput, uploadThroughput: -1 });
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await slowed(12_000);
    await page.reload({ waitUntil: 'domcontentloaded' });
    expect.soft(await shifted(page), `${width} px wide`).toBeLessThan(0.01);
    await slowed(-1);
    await her.isSettled();
  }
});

async function looks(page: Page, place: string): Promise<void> {
  await page.goto(place);
  if (place.startsWith('/b/')) await expect(page.locator('html[data-hydrated]')).toBeAttached();
  await looksRight(page);
}

for (const width of [1280, 390]) {
  test(`every page of an Admin, light and dark, ${width} px wide`, { tag: '@script' }, async ({ house, mail, page }) => {
    test.slow();
    const { admin, ofAdmin } = await fills(house, mail);
    await page.setViewportSize({ width, height: 844 });
    await page.context().addCookies(admin.forBrowsers());
    for (const place of ['/', '/account']) await looks(page, place);
    for (const place of ofAdmin) await looks(page, `/b/${halcyon.slug}${place}`);
  });

  test(`every page of everybody else, light and dark, ${width} px wide`, { tag: '@script' }, async ({ house, mail, enter }) => {
    test.slow();
    const { member, invited, operator, ofOperator } = await fills(house, mail);
    const visitor = (await enter(mina)).page;
    const guest = (await enter(cleo)).page;
    for (const of of [visitor, guest]) await of.setViewportSize({ width, height: 844 });
    for (const place of PUBLIC) await looks(visitor, place);
    await visitor.context().addCookies(member.forBrowsers());
    for (const place of MEMBERS) await looks(visitor, `/b/${halcyon.slug}${place}`);
    await visitor.context().clearCookies();
    await visitor.context().addCookies(operator.forBrowsers());
    for (const place of ofOperator) await looks(visitor, `/b/${halcyon.slug}${place}`);
    await guest.context().addCookies(invited.forBrowsers());
    await looks(guest, '/');
    await guest.getByRole('link', { name: /invites you to Northlight Media/ }).click();
    for (const place of ['/invite', '/invite/report']) await looks(guest, place);
  });
}
