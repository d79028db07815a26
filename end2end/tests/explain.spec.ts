// "May Mina …?": allowed or not, and the sentence why, for anybody and anything.

import { assets, registers } from '../support/assets';
import { halcyon, leo, mina, omar } from '../support/cast';
import { eu } from '../support/center';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';
import type { Actor } from '../support/actor';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await registers(ada, { ...eu, group: 'Northlight' });
  await registers(ada, { kind: 'TikTok account', name: '@halcyon' });
  await ada.opens(list);
});

async function opensPageOf(ada: Actor, name: string): Promise<void> {
  await ada.opens(list);
  await ada.partnersTable().getByRole('link', { name }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name })).toBeVisible();
  await ada.isSettled();
}

/** Asks on the page of a partner. */
async function asks(ada: Actor, action: string, asset = ''): Promise<void> {
  const may = ada.page.getByRole('region', { name: /^May / });
  await may.getByLabel('Action').selectOption(action);
  await may.getByLabel('Asset').fill(asset);
  await may.getByRole('button', { name: 'Ask' }).click();
  await ada.page.waitForURL(/[?]may=/);
  await ada.isSettled();
}

async function isTold(ada: Actor, words: string | RegExp): Promise<void> {
  await expect(ada.page.getByRole('region', { name: /^May / }).getByRole('status')).toHaveText(words);
}

async function invitesMina(ada: Actor): Promise<void> {
  await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency', modules: ['Analytics', 'Campaigns'] });
  const dialog = ada.addDialog();
  await dialog.getByLabel('Add an Asset or group').fill('Northlight');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByLabel('Role').selectOption('Operator: see, and propose or post');
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
}

test('an Admin asks what a partner may do, and is told why or why not', async ({ ada, enter, page }) => {
  await invitesMina(ada);
  await opensPageOf(ada, mina.email);
  await asks(ada, 'see its figures', 'Halcyon EU');
  await isTold(ada, `No, not yet. Halcyon EU: ${mina.email} has not accepted the invitation yet. Nothing else stands in the way.`);
  const partner = await enter(mina);
  await partner.joins();
  await opensPageOf(ada, mina.name);
  await asks(ada, 'see its figures', '7012 4498');
  await isTold(
    ada,
    `Yes. ${mina.name} is Operator of Halcyon EU. In the group Northlight. Analytics is part of the access of ${mina.name}.`,
  );
  await asks(ada, 'create and change campaigns', 'Halcyon EU');
  await isTold(
    ada,
    `No, not yet. Halcyon EU: ${mina.name} can’t save changes to campaigns or content until an active ad account of their own is linked. They link it themselves, and an Admin approves it. ${mina.name} may propose this. An Admin approves it.`,
  );
  await asks(ada, 'post on it', '@halcyon');
  await isTold(
    ada,
    `No. @halcyon: Content is not part of the access of ${mina.name}. Edit adds it. This Asset is not shared with ${mina.name}. Edit adds it. ${mina.name} can’t save changes to campaigns or content until an active ad account of their own is linked. They link it themselves, and an Admin approves it.`,
  );
  // Each diagnosis looks into a part of it.
  const may = page.getByRole('region', { name: /^May / });
  await expect(may.getByRole('link')).toHaveText(['Assets are not showing up', 'Changes not saving']);
  await may.getByRole('link', { name: 'Assets are not showing up' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${mina.name} does not see all Assets` })).toBeVisible();
  await expect(page).toHaveURL(/[/]help[/]assets$/);
  await opensPageOf(ada, mina.name);
  await asks(ada, 'invite partners');
  await isTold(ada, `No. Only an Admin can invite partners. ${mina.name} has Standard access.`);
  await asks(ada, 'see who the Members are');
  await isTold(ada, 'Yes. Every Member may.');
  await expect(page.getByRole('region', { name: /^May / }).getByRole('link')).toHaveCount(0);
  // What was asked stands in the address.
  await page.reload();
  await isTold(ada, 'Yes. Every Member may.');
  await expect(page.getByRole('region', { name: /^May / }).getByLabel('Action')).toHaveValue('see-members');
});

test('what is unclear is said beside the Asset, and stays', async ({ ada, page }) => {
  await ada.invites({ contact: leo.email, kind: 'Influencer' });
  await opensPageOf(ada, leo.email);
  const asset = page.getByRole('region', { name: /^May / }).getByLabel('Asset');
  for (const [action, typed, told] of [
    ['post on it', '', 'Type the Asset that it is about.'],
    ['post on it', 'Halcyon US', 'No Asset here has this name or advertiser ID.'],
    ['see its figures', 'Northlight', 'Northlight is an Asset group. Type one of the Assets in it.'],
    ['see its figures', 'halcyon', 'Several are meant: @halcyon (TikTok account), Halcyon EU (Ad account). Type one of them.'],
    [
      'post on it',
      'Halcyon EU',
      'That does not go with Halcyon EU, which is an ad account. Choose something else to do, or another Asset.',
    ],
  ] as const) {
    await asks(ada, action, typed);
    await expect(asset).toHaveAccessibleDescription(`Error: ${told}`);
    await expect(asset).toHaveValue(typed);
  }
  await page.goto(`${page.url().split('?')[0]}?may=fly`);
  await expect(page.getByRole('region', { name: /^May / }).getByRole('status')).toHaveCount(0);
});

test('an Admin may everything, and no longer once revoked', async ({ ada, enter }) => {
  await ada.invites({ contact: omar.email, kind: 'Employee', level: 'Admin' });
  const partner = await enter(omar);
  await partner.joins();
  await opensPageOf(ada, omar.name);
  await asks(ada, 'change its billing', 'Halcyon EU');
  await isTold(ada, `Yes. ${omar.name} is an Admin: every Module and every Asset, now and later.`);
  await asks(ada, 'post on it', '@halcyon');
  await isTold(ada, `No, not yet. @halcyon: ${omar.name} can’t save changes to campaigns or content until an active ad account of their own is linked. They link it themselves, and an Admin approves it.`);
  await partner.page.goto('/account');
  await ada.page.getByRole('link', { name: 'Revoke Access' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Revoke Access' }).click();
  await opensPageOf(ada, omar.name);
  await asks(ada, 'see its figures', 'Halcyon EU');
  await isTold(ada, `No. Halcyon EU: The access of ${omar.name} has ended. Invite them again first.`);
});

test('a partner is told what they can do with an Asset, and what to ask for', async ({ ada, enter }) => {
  await invitesMina(ada);
  const partner = await enter(mina);
  await partner.joins();
  await partner.opens(assets);
  await expectRow(partner.page.getByRole('table', { name: 'Assets shared with you' }), {
    Asset: /^Halcyon EU/,
    'You can':
      /^Operator ?see its figures, see its campaigns, propose campaigns and changes to them ?Not part of your access: Billing. Ask an Admin to add it.$/,
  });
});
