// Mails that a server took, and that came back later.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '../support/actor';
import { arrives, MAILDIR, posts, report } from '../support/bounce';
import { leave } from '../support/campaigns';
import { halcyon, leo, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { isAccessible, withScripts } from '../support/watch';

const list = `/b/${halcyon.slug}/partners`;
const said = '550 5.1.1 no such mailbox here';

test.use({ reports: true });

/** Noted, and not only there. */
async function isSent(ada: Actor): Promise<void> {
  await expect(async () => {
    await ada.opens(list);
    await expect(ada.partnersTable()).toContainText('Mail sent', { timeout: 1000 });
  }).toPass();
}

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test('a mail that came back is told in plain words, and goes to another address', async ({ ada, house, mail, page }) => {
  await ada.invites({ contact: mina.email });
  const letter = await mail.to(mina.email).subject(/invites you/);
  await isSent(ada);
  expect(await posts(house.url, report(letter, said))).toBe(204);
  await ada.opens(list);
  await ada.partnersTable().getByRole('link', { name: /^Mail came back: 550 5\.1\.1/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${mina.email} can’t log in` })).toBeVisible();
  await ada.isSettled();
  const back = page.getByRole('article', { name: 'The mail came back' });
  await expect(back).toContainText('Almost certain. The mail server took it on');
  await expect(back).toContainText(/It said.*550 5\.1\.1 no such mailbox here/s);
  await expect(back).toContainText('There is no such mailbox.');
  await isAccessible(ada.scripted ? page : await withScripts(page));
  await back.getByLabel('New address').fill(leo.email);
  await back.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${leo.email} can’t log in` })).toBeVisible();
  await mail.to(leo.email).subject(/invites you/);
  await expect(async () => {
    await ada.opens(page.url());
    await expect(page.getByRole('article', { name: 'The invitation was not accepted yet' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(back).toHaveCount(0);
});

test('what the mail server puts into the folder is read, and kept there', async ({ ada, house, mail }) => {
  await ada.invites({ contact: mina.email });
  const letter = await mail.to(mina.email).subject(/invites you/);
  await isSent(ada);
  await leave(ada);
  await arrives(house.folder, report(letter, said));
  // It looks at its start, and then once a minute.
  await house.isRewritten('SELECT 1');
  await expect(async () => {
    await ada.opens(list);
    await expect(ada.partnersTable()).toContainText('Mail came back: 550 5.1.1', { timeout: 1000 });
  }).toPass();
  expect(await readdir(join(house.folder, MAILDIR, 'cur'))).toEqual(['1795510803.V1.relay:2,S']);
  expect(await readdir(join(house.folder, MAILDIR, 'new'))).toEqual([]);
});

test('nobody reports without the token, and nothing but reports', { tag: '@script' }, async ({ ada, house, mail }) => {
  await ada.invites({ contact: mina.email });
  const letter = await mail.to(mina.email).subject(/invites you/);
  expect(await posts(house.url, report(letter, said), 'a-token-that-somebody-has-guessed-wrong')).toBe(401);
  expect(await posts(house.url, letter.source)).toBe(400);
  await isSent(ada);
  expect(existsSync(join(house.folder, MAILDIR, 'cur'))).toBe(false);
});

test.describe('where nobody reports', () => {
  test.use({ reports: false });
  test('there is no address to do it at', { tag: '@script' }, async ({ house }) => {
    expect(await posts(house.url, 'anything')).toBe(404);
  });
});
