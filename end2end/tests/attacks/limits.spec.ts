// How often, and who is counted.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ada } from '../../support/cast';
import { heading } from '../../support/center';
import { expect, test } from '../../support/house';
import { freeAddress, Keyholder } from '../../support/keyholder';
import { Caller, type Headers } from '../../support/raw';

test.describe('limits', { tag: '@script' }, () => {
  const claims = (address: string): Headers => ({
    'x-forwarded-for': address,
    forwarded: `for=${address}`,
    'x-real-ip': address,
    'x-client-ip': address,
    'cf-connecting-ip': address,
    'true-client-ip': address,
  });

  test('a client that invents another origin each time is limited all the same (C-34)', async ({ house, mail }) => {
    const her = new Caller(house.address);
    await her.signsUp(ada);
    await her.confirms(ada, mail);
    const wrong = { email: ada.email, password: 'not what she chose' };
    const statuses = [];
    for (let count = 0; count < 13; count += 1) {
      const answer = await new Caller(house.address).logsIn(wrong, claims(`203.0.113.${count}`));
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429, 429]);
    const right = await new Caller(house.address).logsIn(ada, claims('198.51.100.7'));
    expect(right.status, 'even the right password waits').toBe(429);
    expect(right.text).toMatch(/Try again after \d/);
    expect((await her.sends('/account')).status, 'whoever is in stays in').toBe(200);
  });

  test.describe('behind a proxy that is trusted', () => {
    let folder: string;
    let address: string;
    let keyholder: Keyholder;
    test.beforeEach(async ({ mail }) => {
      folder = await mkdtemp(join(tmpdir(), 'keyholder-'));
      address = await freeAddress();
      keyholder = await Keyholder.start({
        folder,
        env: { KEYHOLDER_LISTEN: address, KEYHOLDER_TRUSTED_PROXIES: '127.0.0.1', SMTP_URL: mail.url },
      });
    });
    test.afterEach(async () => {
      await keyholder.stop();
      await rm(folder, { recursive: true });
    });

    test('the client that the proxy saw is limited, and no other (C-34)', async ({ mail }) => {
      const her = new Caller(address, { 'x-forwarded-for': '192.0.2.10' });
      await her.signsUp(ada);
      await her.confirms(ada, mail);
      const wrong = { email: ada.email, password: 'not what she chose' };
      const statuses = [];
      for (let count = 0; count < 11; count += 1) {
        // What stands to the left of what the proxy wrote is invented.
        const caller = new Caller(address, { 'x-forwarded-for': `203.0.113.${count}, 198.51.100.7` });
        statuses.push((await caller.logsIn(wrong)).status);
      }
      expect(statuses).toEqual([...Array(10).fill(422), 429]);
      const other = new Caller(address, { 'x-forwarded-for': '198.51.100.7, 192.0.2.10' });
      expect((await other.logsIn(ada)).status, 'her own client').toBe(303);
    });

    test('whoever floods the invite page is told until when, and others go on', async () => {
      const flooding = new Caller(address, { 'x-forwarded-for': '198.51.100.7' });
      let posts = 0;
      let answer = await flooding.posts('/invite/decline', { invitation: 'x' });
      while (answer.status !== 429 && posts < 400) {
        expect([400, 422]).toContain(answer.status);
        posts += 1;
        answer = await flooding.posts('/invite/decline', { invitation: 'x' });
      }
      expect(answer.status).toBe(429);
      expect(posts).toBeGreaterThanOrEqual(120);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(heading(answer)).toBe('Too often');
      expect(answer.text).toMatch(/\d{1,2}:\d{2}/);
      // Looking is free, and so is everybody else.
      expect((await flooding.sends('/invite')).status).toBe(400);
      const other = new Caller(address, { 'x-forwarded-for': '192.0.2.10' });
      expect((await other.posts('/invite/decline', { invitation: 'x' })).status).not.toBe(429);
    });
  });
});
