// A diagnosis that is open looks again by itself.

import { leave } from '../support/campaigns';
import { leo, mina } from '../support/cast';
import { finding, looksInto } from '../support/diagnosis';
import { expect, test } from '../support/house';

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test.describe('live', { tag: '@script' }, () => {
  test('an open page looks again by itself', async ({ ada, enter, page }) => {
    await ada.invites({ contact: mina.email });
    await looksInto(ada, mina.email);
    await expect(page.getByRole('region', { name: 'Checked and fine' })).toContainText('The invitation is open');
    const partner = await enter(mina);
    await partner.joins();
    await expect(page.getByText('No cause found in 4 checks.')).toBeVisible();
  });

  test('whoever is revoked while it is open is said to be out', async ({ ada, enter, page }) => {
    await ada.invites({ contact: mina.email });
    const partner = await enter(mina);
    await partner.joins();
    await leave(partner);
    await looksInto(ada, mina.name, 'Assets are not showing up');
    const second = await page.context().newPage();
    await second.goto(page.url().replace(/\/help\/.*/, '/revoke'));
    await second.getByRole('dialog').getByRole('button', { name: 'Revoke Access' }).click();
    await expect(second.getByRole('dialog')).toBeHidden();
    await second.close();
    await expect(finding(page, 'They are not in')).toContainText('Certain.');
    await finding(page, 'They are not in').getByRole('link', { name: 'Find out why' }).click();
    await expect(finding(page, 'Their access was revoked')).toBeVisible();
  });

  test('whoever went away is not here for longer than half an hour', async ({ ada, page }) => {
    await page.clock.install();
    await ada.invites({ contact: mina.email });
    await looksInto(ada, mina.email);
    const looks: string[] = [];
    page.on('request', (request) => looks.push(...[request.url()].filter((url) => url.endsWith('/api/diagnosis'))));
    await page.clock.runFor('00:06');
    await expect.poll(() => looks.length).toBe(1);
    await page.clock.runFor('31:00');
    // The last look is answered.
    await page.clock.runFor('01:00');
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
    const until = looks.length;
    await page.clock.runFor('05:00');
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
    expect(looks.length).toBe(until);
  });

  test('what is no change of the Business Center is seen, too', async ({ ada, enter, page, watch }) => {
    await ada.invites({ contact: mina.email });
    await looksInto(ada, mina.email);
    const stranger = await enter(leo);
    await stranger.page.goto('/login');
    await stranger.fillsIn({ Email: mina.email.replace('agency', 'agecny'), Password: 'not the one that it is' });
    await watch.answers(stranger.page, 422, () => stranger.presses('Log in'));
    await expect(finding(page, 'Somebody tried to log in with nearly that address')).toBeVisible();
  });
});
