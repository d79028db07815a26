// Words of a hundred letters without a space take no more room than there is.

import { ada as founder, mina } from '../support/cast';
import { Center } from '../support/center';
import { expect, test } from '../support/house';

const long = (start: string, letters = 100) => start.padEnd(letters, 'x');

test('no page grows wider than its window by long words', { tag: '@noscript' }, async ({ ada, enter, mail, page }) => {
  const center = await Center.founded(ada, mail, { ...founder, name: long('Ada') }, long('Halcyon', 40));
  await page.context().addCookies(center.admin.forBrowsers());
  const link = await center.invites(mina, 'standard', long('Northlight'));
  const asset = await center.registers({ kind: 'Pixel', name: long('Pixel'), group: long('Spring') });
  const partner = await enter(mina);
  await partner.page.goto(link);
  await partner.fillsIn({ Name: long('Mina') });
  await partner.page.getByLabel('Password').first().fill(mina.password);
  await partner.presses('Create account and accept');
  await expect(partner.page).toHaveURL(`/b/${center.slug}`);

  const here = `/b/${center.slug}`;
  const { id } = await center.partner({ ...mina, name: long('Mina') });
  const group = await center.group(long('Spring'));
  const organisation = await center.organisation(long('Northlight'));
  const pages = [
    '/',
    '/account',
    here,
    center.list,
    `${center.list}/${id}`,
    `${center.list}/${id}/edit?add_asset=${long('Pixel')}`,
    `${center.list}/${id}/revoke`,
    `${center.list}/${id}/view`,
    `${here}/organisations/${organisation}/revoke`,
    `${here}/members`,
    `${here}/assets`,
    `${here}/assets/${asset}`,
    `${here}/assets/groups`,
    `${here}/assets/groups/${group}`,
    `${here}/audit`,
  ];
  for (const width of [1280, 768, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const address of pages) {
      await page.goto(address);
      await expect(page.locator('body')).toContainText('xxxxxxxx');
      const root = page.locator('html');
      expect(await root.evaluate(({ scrollWidth }) => scrollWidth), `${address} at ${width}`).toBeLessThanOrEqual(width);
    }
  }
});
