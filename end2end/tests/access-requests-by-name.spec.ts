// What was typed may be called otherwise here: whoever answers gives what was meant, and with that it is answered.

import { registers } from '../support/assets';
import { halcyon, mina } from '../support/cast';
import { confirms, finding, isAccessibleTo } from '../support/diagnosis';
import { expect, test } from '../support/house';

const center = `/b/${halcyon.slug}`;
const asks = 'Mina Okafor asks for “Halcyon Europe” as Operator';

test('a name that nothing here has is answered by the Edit that gives what was meant', async ({ ada, enter, page, watch }) => {
  await ada.foundsHalcyon();
  await registers(ada, { kind: 'Ad account', name: 'Halcyon EU', advertiser: '701244980031' });
  await ada.opens(`${center}/partners`);
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(`${center}/help/my/changes`);
  const missing = finding(partner.page, 'No ad account is shared with you');
  await missing.getByLabel('What is it called?').fill('Halcyon Europe');
  await missing.getByRole('button', { name: 'Ask for exactly this' }).click();
  await expect(missing).toContainText('You asked for “Halcyon Europe” as Operator on');

  // Nor is a campaign proposed for an ad account of others.
  await watch.answers(partner.page, 403, () => partner.page.goto(`${center}/campaigns/new`));
  const none = partner.page.getByRole('alert').filter({ hasText: 'A campaign is proposed for an ad account that you operate' });
  await none.getByRole('link', { name: 'Find out why' }).click();
  await expect(missing).toBeVisible();

  // The list leads to whoever asks.
  await ada.opens(`${center}/partners`);
  await ada.partnersTable().getByRole('link', { name: 'Asks for access' }).click();
  const asked = page.getByRole('region', { name: asks });
  await expect(asked).toContainText('No Asset here is called so; nearly so are Halcyon EU (Ad account).');
  await ada.isSettled();
  await isAccessibleTo(ada);
  await asked.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByText('They ask for “Halcyon Europe” as Operator. Add what is meant: with that, it is answered.')).toBeVisible();
  await confirms(ada, async () => {
    await page.getByLabel('Add an Asset or group').fill('Halcyon EU');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const row = page.getByRole('group', { name: 'Halcyon EU', exact: true });
    await row.getByLabel('Role').selectOption('Operator: see and propose');
  });
  await expect(page.getByRole('heading', { level: 1, name: mina.name })).toBeVisible();
  await expect(asked).toHaveCount(0);

  await partner.opens(center);
  const needs = partner.page.getByRole('region', { name: 'What needs you' });
  await expect(needs.getByRole('listitem')).toContainText('Ada Lindqvist granted “Halcyon Europe” as Operator.');
  await needs.getByRole('link', { name: 'See it' }).click();
  const became = partner.page.getByRole('region', { name: 'What you asked for' });
  await expect(became).toContainText('Ada Lindqvist granted it on');
  await isAccessibleTo(partner);
});
