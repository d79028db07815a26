// How mails reach a server: by TLS that holds, or not at all.
// With the numbers of the known attacks.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ada, halcyon, mina } from '../support/cast';
import { Center } from '../support/center';
import { expect, test } from '../support/house';
import { freeAddress, Keyholder } from '../support/keyholder';
import { MailServer } from '../support/mail';

// Made for these tests, trusted by nobody else: an authority, and what it has signed for two hosts.
const file = (name: string) => fileURLToPath(new URL(`../support/certificates/${name}`, import.meta.url));
const tls = async (host: string) =>
  MailServer.open({ key: await readFile(file(`${host}.key`)), cert: await readFile(file(`${host}.pem`)) });

test('a mail server that shows the certificate of another host gets no mail (C-44)', { tag: '@script' }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyholder-tls-'));
  const address = await freeAddress();
  const start = (mail: MailServer) =>
    Keyholder.start({
      folder,
      env: { KEYHOLDER_LISTEN: address, SMTP_URL: mail.url, SSL_CERT_FILE: file('authority.pem') },
    });
  const [right, wrong] = await Promise.all([tls('localhost'), tls('other.example')]);

  let keyholder = await start(right);
  const center = await Center.founded({ address }, right, ada, halcyon.name);
  await keyholder.stop();

  keyholder = await start(wrong);
  const offer = { contact: mina.email, kind: 'agency', level: 'standard' };
  expect((await center.admin.posts(`${center.list}/new`, offer)).status).toBe(303);
  await expect.poll(async () => JSON.stringify((await center.partner(mina)).about_state)).toMatch(/certificate/i);
  expect(wrong.all(mina.email)).toEqual([]);
  await keyholder.stop();

  await Promise.all([right.close(), wrong.close()]);
  await rm(folder, { recursive: true });
});

test('told to stop, it finishes the mail that is under way and leaves one file', { tag: '@script' }, async ({ mail }) => {
  const folder = await mkdtemp(join(tmpdir(), 'keyholder-stop-'));
  const address = await freeAddress();
  const how = { folder, env: { KEYHOLDER_LISTEN: address, SMTP_URL: mail.url } };
  let keyholder = await Keyholder.start(how);
  const center = await Center.founded({ address }, mail, ada, halcyon.name);

  const speak = mail.isSilent();
  const offer = { contact: mina.email, kind: 'agency', level: 'standard' };
  expect((await center.admin.posts(`${center.list}/new`, offer)).status).toBe(303);
  await mail.to(mina.email).subject(/invites you/);
  const stopped = keyholder.stop();
  await expect.poll(() => keyholder.log).toContain('stopping');
  speak();
  expect(await stopped).toMatchObject({ code: 0 });
  expect((await readdir(join(folder, 'data'))).sort()).toEqual(['keyholder.db', 'secret.key']);

  keyholder = await Keyholder.start(how);
  expect(JSON.stringify((await center.partner(mina)).about_state)).toContain('Mail sent');
  expect(mail.all(mina.email)).toHaveLength(1);
  await keyholder.stop();
  await rm(folder, { recursive: true });
});
