// A list that follows what happens elsewhere leaves everybody at the row they are at.

import { cleo, halcyon, leo, mina } from '../support/cast';
import { Center } from '../support/center';
import { expect, test } from '../support/house';

test.describe('rows that move', { tag: '@script' }, () => {
  let center: Center;

  test.beforeEach(async ({ ada, mail, page }) => {
    center = await Center.founded(ada, mail, ada.person, halcyon.name);
    await page.context().addCookies(center.admin.forBrowsers());
    await center.invites(leo);
    await center.invites(mina);
    await ada.opens(`${center.list}?state=invited`);
    await expect(page.getByText('Live.', { exact: true })).toBeVisible();
  });

  test('the focus stays with whom it is at, and goes to the next one where they are gone', async ({ ada, page }) => {
    const name = (of: string) => ada.partnersTable().getByRole('link', { name: of, exact: true });
    const row = (of: string) => ada.partnersTable().getByRole('row').filter({ hasText: of });
    await name(leo.email).focus();
    await center.invites(cleo);
    await expect(name(cleo.email)).toBeVisible();
    await expect(name(leo.email)).toBeFocused();

    const resend = row(mina.email).getByRole('button', { name: 'Resend' });
    await resend.focus();
    await center.cancels(cleo);
    await expect(name(cleo.email)).toHaveCount(0);
    await expect(resend).toBeFocused();

    await name(leo.email).focus();
    await center.cancels(leo);
    await expect(name(leo.email)).toHaveCount(0);
    await expect(name(mina.email)).toBeFocused();

    // Nobody is called back from somewhere else.
    await page.getByRole('link', { name: 'Export' }).focus();
    await center.invites(cleo);
    await expect(name(cleo.email)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Export' })).toBeFocused();
  });

  test('what is open and typed in a row never comes to be another’s', async ({ ada, page }) => {
    const row = (of: string) => ada.partnersTable().getByRole('row').filter({ hasText: of });
    await row(leo.email).getByRole('checkbox').check();
    await row(mina.email).locator('summary').click();
    await row(mina.email).getByLabel('New address').fill('mina@elsewhere.example');
    await center.invites(cleo);
    await expect(row(cleo.email)).toBeVisible();
    await expect(row(mina.email).getByLabel('New address')).toHaveValue('mina@elsewhere.example');
    await expect(row(mina.email).getByLabel('New address')).toBeFocused();
    await expect(row(leo.email).getByRole('checkbox')).toBeChecked();
    await expect(page.getByRole('button', { name: 'Cancel Invite' })).toHaveCount(1);
    await row(mina.email).getByRole('button', { name: 'Change address' }).click();
    await expect(row('mina@elsewhere.example')).toBeVisible();
    await expect(row(leo.email)).toBeVisible();
  });
});
