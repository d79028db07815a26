// `keyholder doctor`: what whoever runs the house is told of one that runs, one that does not, and one that never did.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { halcyon } from '../support/cast';
import { expect, test } from '../support/house';
import { EXECUTABLE, freeAddress, Keyholder } from '../support/keyholder';

const OPERATOR = 'ops@keys.example';
const certificate = (name: string) => fileURLToPath(new URL(`../support/certificates/${name}`, import.meta.url));

interface Look {
  code: number;
  told: string;
  /** Each finding, and how sure it is. */
  findings: string[];
}

async function looks(env: Record<string, string>, cwd: string): Promise<Look> {
  const child = execFile(EXECUTABLE, ['doctor'], { env, cwd });
  let told = '';
  child.stdout?.on('data', (text: string) => {
    told += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, told, findings: [...told.matchAll(/^\d+\. (.+)$/gm)].map(([, finding = '']) => finding) };
}

/** A proxy that ends TLS, for as long as the test looks. */
async function behindProxy(address: string, name: string, look: (url: string) => Promise<void>): Promise<void> {
  const [key, cert] = await Promise.all([readFile(certificate(`${name}.key`)), readFile(certificate(`${name}.pem`))]);
  const [host, port] = address.split(':');
  const proxy = createServer({ key, cert }, ({ url, method, headers }, response) => {
    const passedOn = request({ host, port, path: url, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passedOn.on('error', () => response.writeHead(502).end()).end();
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  await look(`https://localhost:${(proxy.address() as AddressInfo).port}`);
  proxy.close();
}

test('doctor looks over a house that runs, and sends nothing', { tag: '@script' }, async ({ ada, house, mail }) => {
  await ada.foundsHalcyon();
  const env = { ...house.env, KEYHOLDER_OPERATOR: `Ops team <${OPERATOR}>` };
  const { code, told, findings } = await looks(env, house.folder);
  expect(findings, told).toEqual(['Links in mails work on this machine only (Almost certain)']);
  expect(code).toBe(1);
  for (const fine of [
    'The settings can be used',
    'The secret is that of the database: newest seals fit',
    'The database is whole',
    'The database can be written',
    `would take a mail to ${OPERATOR}; none was sent`,
    `Keyholder runs (${house.address})`,
    `Links in mails lead to this Keyholder (${house.url})`,
  ]) {
    expect(told).toContain(fine);
  }
  expect(mail.all(OPERATOR)).toEqual([]);
  await ada.opens(`/b/${halcyon.slug}/partners`);
});

test('doctor that is asked in another folder than the house says so', { tag: '@script' }, async ({ house }) => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'keyholder-elsewhere-'));
  const { told, findings } = await looks({ KEYHOLDER_LISTEN: house.address }, elsewhere);
  await rm(elsewhere, { recursive: true });
  expect(findings, told).toContain('Nothing is kept here, and yet somebody answers (Almost certain)');
  expect(told).toContain(`at ${house.address} somebody answers`);
});

test('doctor says where links lead, through a proxy that ends TLS', { tag: '@script' }, async ({ house }) => {
  const env = { ...house.env, SSL_CERT_FILE: certificate('authority.pem') };
  await behindProxy(house.address, 'localhost', async (url) => {
    const { told, findings } = await looks({ ...env, KEYHOLDER_URL: url }, house.folder);
    expect(told).toContain(`ok  Links in mails lead to this Keyholder (${url})`);
    expect(findings, told).toContain('Everybody seems to come from the proxy (Almost certain)');
    const trusting = { ...env, KEYHOLDER_URL: url, KEYHOLDER_TRUSTED_PROXIES: '127.0.0.1' };
    expect((await looks(trusting, house.folder)).told).toContain('ok  The proxy is named');
  });
  await behindProxy(house.address, 'other.example', async (url) => {
    const { told, findings } = await looks({ ...env, KEYHOLDER_URL: url }, house.folder);
    expect(findings, told).toContain('Links in mails lead nowhere (Almost certain)');
    expect(told).toContain(`The connection to ${url} can’t be trusted`);
  });
  await behindProxy(await freeAddress(), 'localhost', async (url) => {
    const { told, findings } = await looks({ ...env, KEYHOLDER_URL: url }, house.folder);
    expect(findings, told).toContain('Links in mails end at the proxy (Certain)');
  });
});

test.describe('of a house that does not run', { tag: '@script' }, () => {
  let folder: string;
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyholder-doctor-'));
  });
  test.afterEach(() => rm(folder, { recursive: true }));

  test('doctor makes nothing where nothing is, and then changes nothing', async () => {
    const env = { KEYHOLDER_LISTEN: await freeAddress(), SMTP_URL: 'smtp://127.0.0.1:9' };
    const before = await looks(env, folder);
    expect(before.findings, before.told).toContain('Nothing is kept here yet (Possible)');
    expect(await readdir(folder)).toEqual([]);

    await (await Keyholder.start({ folder, env })).stop();
    const data = join(folder, 'data');
    const kept = () => Promise.all(['keyholder.db', 'secret.key'].map((file) => readFile(join(data, file))));
    const [files, contents] = [await readdir(data), await kept()];
    const after = await looks(env, folder);
    expect(after.code).toBe(1);
    expect(after.findings, after.told).toEqual(
      expect.arrayContaining(['Keyholder does not run here (Almost certain)', 'The mail server is not reached (Certain)']),
    );
    expect(after.told).toContain('ok  The database is whole');
    expect(await readdir(data)).toEqual(files);
    expect(await kept()).toEqual(contents);

    await rm(join(data, 'secret.key'));
    const lost = await looks(env, folder);
    expect(lost.findings, lost.told).toContain('The secret is missing (Certain)');
    expect(await readdir(data)).toEqual(files.filter((file) => file !== 'secret.key'));
  });

  test('what is made in a folder that others may open is open to nobody else', async () => {
    const data = join(folder, 'data');
    await mkdir(data, { mode: 0o755 });
    const env = { KEYHOLDER_LISTEN: await freeAddress() };
    await (await Keyholder.start({ folder, env })).stop();
    for (const file of ['keyholder.db', 'secret.key']) {
      expect((await stat(join(data, file))).mode & 0o777, file).toBe(0o600);
    }
    expect((await looks(env, folder)).told).toContain('ok  Others on this machine can’t read the database');
  });

  test('doctor names each setting that is wrong, without a password, and looks at the rest', async () => {
    const env = {
      KEYHOLDER_LISTEN: 'anywhere',
      KEYHOLDER_SIGN_UP: 'sometimes',
      KEYHOLDER_TRUSTED_PROXY: '127.0.0.1',
      SMTP_URL: 'pigeon://ada:geheim@loft',
      DATABASE_URL: 'oracle://ada:geheim@delphi',
    };
    const { code, told, findings } = await looks(env, folder);
    expect(code).toBe(1);
    for (const setting of ['KEYHOLDER_LISTEN', 'KEYHOLDER_SIGN_UP', 'SMTP_URL', 'DATABASE_URL']) {
      expect(told).toContain(`   ${setting}: `);
    }
    expect(findings, told).toContain('KEYHOLDER_TRUSTED_PROXY is no setting (Almost certain)');
    expect(told).not.toContain('geheim');
    expect(told).toContain('ok  There is room on the disk');
    expect(await readdir(folder)).toEqual([]);
  });
});
