// `keyholder admin`: whoever runs the house names an Admin where none is left who could.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { EXECUTABLE } from '../support/keyholder';
import { expectRow } from '../support/table';

test('the operator makes a Member an Admin, whose open page follows', { tag: '@script' }, async ({ ada, enter, house, page }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  const partner = await enter(mina);
  await partner.joins();
  const run = (...args: string[]) => promisify(execFile)(EXECUTABLE, ['admin', ...args], { env: house.env });
  const { stdout } = await run(halcyon.slug, mina.email);
  expect(stdout).toBe(`${mina.name} is an Admin of ${halcyon.name} from now on. It stands in the audit log.\n`);
  await expect(run(halcyon.slug, mina.email)).rejects.toThrow(`${mina.name} is an Admin already.`);
  await expect(run('nowhere', mina.email)).rejects.toThrow('There is no Business Center at /b/nowhere.');
  await partner.page.goto(`/b/${halcyon.slug}/partners`);
  await expect(partner.partners()).toBeVisible();
  await ada.opens(`/b/${halcyon.slug}/audit`);
  await expectRow(page.getByRole('table'), { Who: 'Whoever runs this Keyholder', What: /^changed access/ });
});
