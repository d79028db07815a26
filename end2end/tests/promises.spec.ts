// Nobody is promised what there is not: Assets that are not granted, pages that are still to come.

import { registers } from '../support/assets';
import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';

test('summaries, mails and pages speak of granted Assets only where there are some, and of pages that there are', async ({
  ada,
  enter,
  mail,
  page,
}) => {
  await ada.foundsHalcyon();
  await registers(ada, { kind: 'Pixel', name: 'Web' });
  await ada.opens(`/b/${halcyon.slug}`);
  await expect(page.getByRole('main')).toContainText('LaterThis is granted, but there is no page for it here yet.');
  await ada.opens(`/b/${halcyon.slug}/partners`);
  const dialog = await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency', modules: ['Campaigns', 'Billing'] });
  const summary = dialog.getByRole('complementary', { name: 'Summary' });
  const none = 'See any Asset, as none is granted yet, or other partners’ work';
  const some = 'See Assets that are not granted, or other partners’ work';
  await expect(summary.getByText(none)).toBeVisible();
  await expect(summary.getByText(some)).toBeHidden();
  await page.getByLabel('Add an Asset or group').fill('Web');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(summary.getByText(some)).toBeVisible();
  await expect(summary.getByText(none)).toBeHidden();
  const row = dialog.getByRole('group', { name: 'Web', exact: true });
  await expect(row.getByRole('status')).toHaveText('Added here. It is given only once you go on.');
  const operated = row.getByText('An Analyst sees it and can’t propose: choose Operator for that.');
  await expect(operated).toBeHidden();
  await dialog.getByRole('checkbox', { name: /^Assets/ }).check();
  await expect(operated).toBeVisible();
  await dialog.getByLabel('Role').selectOption('Operator: see and propose');
  await expect(operated).toBeHidden();
  await dialog.getByRole('checkbox', { name: /^Assets/ }).uncheck();
  await dialog.getByLabel('Role').selectOption('Take away');
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
  await ada.isSettled();
  const letter = await mail.to(mina.email).subject(/invites you/);
  expect(letter.text).toContain(none);
  const partner = await enter(mina);
  await partner.page.goto(letter.link('Accept Invite'));
  await expect(partner.page.getByText(none)).toBeVisible();
  await partner.joins();
  await partner.opens(`/b/${halcyon.slug}`);
  const lines = async (heading: string) =>
    partner.page.getByRole('heading', { level: 2, name: heading, exact: true }).locator('xpath=following-sibling::ul[1]').innerText();
  expect(await lines('You can')).toMatch(/^See campaigns, and as Operator propose changes that an Admin approves\s+See under Assets what is granted, under Members who is in, and get help$/);
  expect(await lines('Later')).toMatch(/^Look at spend and caps$/);
  expect(await lines('You can’t')).toContain(some);
});
