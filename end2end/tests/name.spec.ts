// A name is changed on the page of one's own account, and is new wherever somebody looks.

import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const here = `/b/${halcyon.slug}`;
const NEW = 'Émine Adeyemi';

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: mina.email });
});

test('a new name stands at once on every page, and the log keeps the old one where it stood', async ({ ada, enter, page }) => {
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(here);
  await ada.opens(`${here}/partners`);
  const tab = await partner.page.context().newPage();
  await tab.goto('/account');
  await expect(tab.getByLabel('Name', { exact: true })).toHaveValue(mina.name);
  await tab.getByLabel('Name', { exact: true }).fill(`  ${NEW} `);
  await tab.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(NEW);
  await expect(tab.getByLabel('Name', { exact: true })).toHaveValue(NEW);

  // Open pages follow; without script, the next one has it.
  if (!ada.scripted) await ada.opens(`${here}/partners`);
  await expectRow(ada.partnersTable(), { Partner: NEW, State: 'Active' });
  if (!partner.scripted) await partner.opens(here);
  const whoever = partner.page.locator('.me');
  await expect(whoever).toContainText(NEW);
  await expect(whoever).toContainText('ÉA');

  await ada.opens(`${here}/partners?q=emine`);
  await expectRow(ada.partnersTable(), { Partner: NEW });
  await ada.partnersTable().getByRole('link', { name: NEW }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(NEW);
  await expect(page.getByText(`${mina.name} changed their name to ${NEW}`)).toBeVisible();
  await ada.opens(`${here}/audit`);
  const entries = page.getByRole('table', { name: 'Audit entries, newest first' });
  await expectRow(entries, {
    Who: mina.name,
    What: `changed their name ${mina.email}`,
    'Before → after': new RegExp(`${mina.name}.*${NEW}`),
  });
  await ada.opens(`${here}/audit?q=okafor`);
  await expectRow(entries, { Who: mina.name, What: `accepted ${mina.email}` });
});

test('what can be no name is refused beside the field, and stays typed', async ({ enter }) => {
  const partner = await enter(mina);
  await partner.joins();
  for (const [typed, says] of [
    [' ', /Type the name/],
    ['www.win.example', /No web address can stand here/],
    ['x'.repeat(101), /101 characters/],
  ] as const) {
    await partner.page.goto('/account');
    await partner.fillsIn({ Name: typed });
    await partner.isRefusedOn('Save');
    await partner.isToldBeside('Name', says);
    await expect(partner.field('Name')).toHaveValue(typed);
    await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText(mina.name);
  }
});
