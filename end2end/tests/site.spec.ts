// How Keyholder answers and starts: headers, files, the executable alone, settings that can't be used.

import { copyFile, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ada, halcyon } from '../support/cast';
import { expect, test } from '../support/house';
import { EXECUTABLE, freeAddress, Keyholder, type Start } from '../support/keyholder';

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
};

test.describe('answers', { tag: '@script' }, () => {
  test('every answer carries the headers that protect it', async ({ house, request }) => {
    const start = await request.get('/');
    const [file] = sitefiles(await start.text());
    for (const address of ['/', '/login', '/no-such-page', file ?? '', '/healthz']) {
      const headers = (await request.get(house.url + address)).headers();
      expect(headers, address).toMatchObject(always);
      expect(headers['content-security-policy'], address).toMatch(/(default|script)-src 'none'/);
    }
  });

  test('a live page runs only what carries its nonce', async ({ ada: her, page }) => {
    await her.foundsHalcyon();
    const nonces = new Set<string>();
    for (let load = 1; load <= 2; load++) {
      const response = await page.request.get(`/b/${halcyon.slug}/partners`);
      const policy = response.headers()['content-security-policy'] ?? '';
      expect(response.headers()).toMatchObject(always);
      expect(policy).not.toContain('unsafe-inline');
      expect(policy).not.toContain("'unsafe-eval'");
      expect(policy).toContain("'wasm-unsafe-eval'");
      expect(policy).toContain("frame-ancestors 'none'");
      const [, nonce = ''] = /script-src [^;]*'nonce-([^']{16,})'/.exec(policy) ?? [];
      expect(nonce).not.toBe('');
      const html = await response.text();
      for (const [script] of html.matchAll(/<script\b[^>]*>/g)) expect(script).toContain(`nonce="${nonce}"`);
      expect(html).not.toMatch(/<[^>]+\s(style|on\w+)=/);
      nonces.add(nonce);
    }
    expect(nonces.size, 'a nonce is used once').toBe(2);
    // Nor does the browser find anything that it must not run: it would say so.
    await her.opens(`/b/${halcyon.slug}/partners`);
  });

  test('a page that does not exist says so with 404', async ({ page, watch }) => {
    await watch.answers(page, 404, () => page.goto('/no-such-page'));
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  });

  test('files of the site never change under their address, and come compressed', async ({ ada: her, page, request }) => {
    await her.foundsHalcyon();
    await her.opens(`/b/${halcyon.slug}/partners`);
    const files = sitefiles(await page.content());
    expect(files.some((file) => file.endsWith('.wasm'))).toBe(true);
    for (const file of files) {
      const headers = (await request.get(file, { headers: { 'accept-encoding': 'br, gzip' } })).headers();
      expect(headers['cache-control'], file).toBe('public, max-age=31536000, immutable');
      expect(headers['vary'], file).toMatch(/accept-encoding/i);
      expect(headers['content-encoding'], file).toBe(file.endsWith('.woff2') ? undefined : 'br');
      const plain = await request.get(file, { headers: { 'accept-encoding': 'identity' } });
      expect(plain.ok(), file).toBe(true);
      expect(plain.headers()['content-encoding'], file).toBeUndefined();
    }
    const gone = await request.get(`${files[0]}.gone`);
    expect(gone.status()).toBe(404);
  });

  test('a page is few files, however much of the site it needs', async ({ ada: her, page }) => {
    await her.foundsHalcyon();
    for (const place of ['', '/partners', '/partners/new', '/assets', '/campaigns', '/settings', '/help']) {
      const html = await (await page.request.get(`/b/${halcyon.slug}${place}`)).text();
      const files = sitefiles(html);
      expect(files.some((file) => file.endsWith('.wasm')), place).toBe(true);
      expect(files.length, place).toBeLessThanOrEqual(24);
    }
  });

  test('no address of the site leads out of it', async ({ request }) => {
    for (const path of ['/pkg/../Cargo.toml', '/pkg/%2e%2e/Cargo.toml', '/pkg//etc/passwd', '/pkg/']) {
      expect((await request.get(path)).status(), path).toBe(404);
    }
  });
});

test.describe('the executable', { tag: '@script' }, () => {
  let folder: string;
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyholder-alone-'));
  });
  test.afterEach(() => rm(folder, { recursive: true }));

  test('alone in an empty folder it serves, hydrates and keeps its data there', async ({ ada: her, page }) => {
    const executable = join(folder, 'keyholder');
    await copyFile(EXECUTABLE, executable);
    const address = await freeAddress();
    const alone = { executable, folder, env: {}, args: ['--listen', address] };
    const url = `http://${address}`;

    let keyholder = await Keyholder.start(alone);
    await page.goto(`${url}/forgotten`);
    await her.fillsIn({ Email: ada.email });
    await her.presses('Make the link');
    await expect(page.getByRole('heading', { level: 1, name: 'Ask whoever runs this Keyholder' })).toBeVisible();
    await page.getByRole('link', { name: 'Log in' }).click();
    await expect(page).toHaveURL(`${url}/login`);
    await page.goto(`${url}/signup`);
    await her.fillsIn({ Name: ada.name, Email: ada.email, Password: ada.password });
    await her.presses('Create account');
    await expect(page.getByText('No mail server is set up yet')).toBeVisible();
    await her.fillsIn({ 'Business name': halcyon.name });
    await her.presses('Create Business Center');
    await expect(page).toHaveURL(`${url}/b/${halcyon.slug}/partners`);
    await her.isSettled();
    expect(await keyholder.stop()).toMatchObject({ code: 0 });
    expect((await readdir(folder)).sort()).toEqual(['data', 'keyholder']);
    expect(await readdir(join(folder, 'data'))).toEqual(expect.arrayContaining(['keyholder.db', 'secret.key']));
    expect((await stat(join(folder, 'data'))).mode & 0o777, 'who may look into it').toBe(0o700);
    expect(keyholder.log, 'no colours where no terminal is').not.toContain('\u001b');

    // Started again it knows her, and her session.
    keyholder = await Keyholder.start(alone);
    await her.opens(`${url}/b/${halcyon.slug}/partners`);
    await expect(her.partners()).toBeVisible();
    expect(await keyholder.stop()).toMatchObject({ code: 0 });
  });

  test('a busy port is named', async ({ house }) => {
    await refusesWithOneLine({ KEYHOLDER_LISTEN: house.address }, ['KEYHOLDER_LISTEN', house.address]);
  });

  test('a data folder that can’t be written is named', async () => {
    const file = join(folder, 'no-folder');
    await writeFile(file, '');
    const data = join(file, 'data');
    await refusesWithOneLine({ KEYHOLDER_LISTEN: await freeAddress(), KEYHOLDER_DATA: data }, ['KEYHOLDER_DATA', data]);
  });

  test('a database that can’t be written is named', async () => {
    const alone = { folder, env: { KEYHOLDER_LISTEN: await freeAddress(), SMTP_URL: 'smtp://127.0.0.1:9' } };
    await (await Keyholder.start(alone)).stop();
    // Not by the mode of the file: some who run tests may write whatever its mode says.
    const full = { executable: 'sh', args: ['-c', 'trap "" XFSZ; ulimit -f 0; exec "$0"', EXECUTABLE] };
    await refusesWithOneLine(alone.env, ['DATABASE_URL', './data/keyholder.db'], full);
  });

  const wrong = {
    KEYHOLDER_LISTEN: 'anywhere',
    KEYHOLDER_URL: 'keys.example/path',
    KEYHOLDER_SIGN_UP: 'sometimes',
    KEYHOLDER_TRUSTED_PROXIES: 'my-proxy',
    KEYHOLDER_MAIL_FROM: 'nobody at all',
    KEYHOLDER_BOUNCES: '/nowhere',
    KEYHOLDER_BOUNCES_TOKEN: 'too short',
    SMTP_URL: 'pigeon://loft',
    DATABASE_URL: 'oracle://delphi',
  };
  for (const [setting, value] of Object.entries(wrong)) {
    test(`a wrong ${setting} is named`, async () => {
      const listen = { KEYHOLDER_LISTEN: await freeAddress() };
      const mail = setting === 'KEYHOLDER_MAIL_FROM' ? { SMTP_URL: 'smtp://127.0.0.1:9' } : {};
      await refusesWithOneLine({ ...listen, ...mail, [setting]: value }, [setting]);
    });
  }

  async function refusesWithOneLine(env: Record<string, string>, names: string[], more: Partial<Start> = {}): Promise<void> {
    const { code, log } = await Keyholder.refuses({ folder, env, ...more });
    expect(code).toBeGreaterThan(0);
    expect(log.trim().split('\n'), 'one line').toHaveLength(1);
    for (const name of names) expect(log).toContain(name);
  }
});

/** Addresses of the files that a page names. */
function sitefiles(html: string): string[] {
  return [...new Set([...html.matchAll(/="(\/pkg\/[^"]+)"/g)].map(([, file]) => file ?? ''))];
}
