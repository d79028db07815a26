// What was typed may be called otherwise here: whoever answers gives what was meant, and with that it is answered.

import { registers } from '../support/assets';
import { halcyon, mina } from '../support/cast';
import { eu } from '../support/center';
import { confirms, finding, isAccessibleTo } from '../support/diagnosis';
import { expect, test } from '../support/house';

const center = `/b/${halcyon.slug}`;
const asks = 'Mina Okafor asks for “Halcyon Europe” as Operator';

test('a name that nothing here has is answered by the Edit that gives what was meant', async ({ ada, enter, page, watch }) => {
  await ada.foundsHalcyon();
  await registers(ada, eu);
  await ada.invites({ contact: mina.email, modules: ['Campaigns'] });
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(`${center}/help/my/changes`);
  const missing = finding(partner.page, 'No ad account is shared with you');
  await missing.getByLabel('What is it called?').fill('Halcyon Europe');
  await missing.getByLabel('What do you need it for?').fill('For the fair.');
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
  await expect(asked).toContainText('No Asset here is called so, but nearly so.');
  await ada.isSettled();
  await isAccessibleTo(ada);
  await asked.getByRole('link', { name: 'Give Halcyon EU (Ad account)' }).click();
  await expect(page.getByText('They ask for “Halcyon Europe” as Operator, and say “For the fair.”. Add what is meant')).toBeVisible();
  const row = page.getByRole('group', { name: 'Halcyon EU', exact: true });
  await expect(row.getByLabel('Role').locator('option:checked')).toHaveText('Operator: see and propose');
  // Whoever types another name is told what is nearly called so.
  await page.getByLabel('Add an Asset or group').fill('Halcyon U');
  const add = () => page.getByRole('button', { name: 'Add', exact: true }).click();
  if (ada.scripted) await add();
  else await watch.answers(page, 422, add);
  await ada.isToldBeside('Add an Asset or group', /Nearly called so: Halcyon EU \(Ad account\)\. Type it so, or register it/);
  await page.getByLabel('Add an Asset or group').fill('');
  await confirms(ada);
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
