import { chromium } from 'playwright';
import { readFileSync } from 'node:fs';
const pw = readFileSync('/tmp/pw', 'utf8').trim();
const [,, who, ...places] = process.argv;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell' });
const base = 'http://127.0.0.1:3900';
const ctx = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const p = await ctx.newPage();
await p.goto(base + '/login');
await p.locator('input[name="email"], input[name="address"], input[name="contact"], input[type="text"], input[type="email"]').first().fill(who);
await p.locator('input[type=password]').first().fill(pw);
await p.locator('input[type=password]').first().press('Enter');
await p.waitForLoadState('networkidle');
console.log(p.url());
const state = await ctx.storageState();
for (const place of places) {
  for (const [w, scheme] of [[1280, 'light'], [390, 'dark'], [1280,'dark'], [390,'light']]) {
    if (process.env.ONLY && !process.env.ONLY.split(',').includes(`${w}-${scheme}`)) continue;
    const c = await browser.newContext({ viewport: { width: w, height: 900 }, colorScheme: scheme, storageState: state });
    const q = await c.newPage();
    await q.goto(base + place);
    await q.waitForLoadState('networkidle');
    const name = place.replace(/[^a-z0-9]+/gi, '_').slice(-60);
    await q.screenshot({ path: `/tmp/shots/${name}-${w}-${scheme}.png`, fullPage: true });
    console.log(name, w, scheme, await q.title());
    await c.close();
  }
}
await browser.close();
