// `keyholder admin`: whoever runs the house names an Admin where none is left who could.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { halcyon, leo, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { EXECUTABLE } from '../support/keyholder';
import { expectRow } from '../support/table';

test('the operator makes a Member an Admin, whose open page follows', { tag: '@script' }, async ({ ada, enter, house, mail, page }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email, modules: ['Analytics'] });
  const partner = await enter(mina);
  await partner.joins();
  const run = (...args: string[]) => promisify(execFile)(EXECUTABLE, ['admin', ...args], { env: house.env });
  await expect(run(halcyon.slug, mina.email)).rejects.toThrow(
    `${halcyon.name} has an Admin who can do it: ${ada.person.name} (${ada.person.email}), last here`,
  );
  const { stdout } = await run(halcyon.slug, mina.email, '--beside');
  const [until, since, told] = stdout.split('\n');
  expect(until).toContain(`Admins of ${halcyon.name} until now: ${ada.person.name} (${ada.person.email})`);
  expect(since).toBe(`${mina.name} (${mina.email}) is an Admin of ${halcyon.name}, too, from now on.`);
  expect(told).toContain('told by mail. It stands in the audit log.');
  await expect(run(halcyon.slug, mina.email)).rejects.toThrow(`${mina.name} is an Admin already.`);
  await expect(run('nowhere', mina.email)).rejects.toThrow('There is no Business Center at /b/nowhere.');
  await partner.page.goto(`/b/${halcyon.slug}/partners`);
  await expect(partner.partners()).toBeVisible();
  // Mails that another process queued leave with the next that this one does.
  await ada.invites({ contact: leo.email });
  const own = await mail.to(mina.email).subject(/has changed/);
  expect(own.text).toContain('Whoever runs this Keyholder made you an Admin');
  const others = await mail.to(ada.person.email).subject(/was made an Admin/);
  expect(others.text).toContain('Whoever runs this Keyholder did it');
  await ada.opens(`/b/${halcyon.slug}/audit`);
  await expectRow(page.getByRole('table'), { Who: 'Whoever runs this Keyholder', What: /^changed access/ });
});
