// An Asset's own last day may be typed later than the end of the whole access: each place says the day that is true.

import type { Locator } from '@playwright/test';
import type { Actor } from '../support/actor';
import { assets, registers } from '../support/assets';
import { halcyon, mina } from '../support/cast';
import { eu } from '../support/center';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';
import { dayAhead } from '../support/time';

const list = `/b/${halcyon.slug}/partners`;
const whole = dayAhead(7);
const own = { iso: '2100-01-31', words: '31 January 2100' };
const atItsEnd = `until the end of ${whole.words}, when the whole access ends`;
const cutShort = `The whole access ends before that, at the end of ${whole.words}.`;
const given = new RegExp(`^Given directly, ${atItsEnd}`);

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

/** The row of an Asset in the form. */
function row({ page }: Actor, name: string): Locator {
  return page.getByRole('group', { name: 'Assets', exact: true }).getByRole('group', { name, exact: true });
}

async function adds(ada: Actor, name: string): Promise<void> {
  await ada.page.getByLabel('Add an Asset or group').fill(name);
  await ada.page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(ada, name)).toBeVisible();
}

async function opensEdit(ada: Actor): Promise<void> {
  await ada.page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name: 'Edit access' })).toBeVisible();
  await ada.isSettled();
}

async function opensPageOf(ada: Actor, name: string): Promise<void> {
  await ada.opens(list);
  await ada.partnersTable().getByRole('link', { name }).click();
  await expect(ada.page.getByRole('heading', { level: 1, name })).toBeVisible();
  await ada.isSettled();
}

test('an Asset is reached no longer than the whole access, and every page and mail says so', async ({ ada, enter, mail, page }) => {
  await registers(ada, eu);
  await registers(ada, { kind: 'Pixel', name: 'Web' });
  await ada.opens(list);
  const dialog = await ada.opensAddPartners();
  await ada.fillsInAddPartners({ contact: mina.email, kind: 'Agency', modules: ['Analytics'] });
  await adds(ada, 'Halcyon EU');
  await expect(dialog.getByRole('complementary', { name: 'Summary' })).toContainText('Reach Halcyon EU (Ad account)');
  await row(ada, 'Halcyon EU').getByLabel('Last day').fill(own.iso);
  await expect(row(ada, 'Halcyon EU')).not.toContainText('ends before that');
  await dialog.getByLabel('Access ends').fill(whole.iso);
  if (ada.scripted) {
    await expect(row(ada, 'Halcyon EU')).toContainText(cutShort);
    // It stands below the row and presses nothing out of its column.
    const [whole, hint] = await Promise.all([row(ada, 'Halcyon EU'), row(ada, 'Halcyon EU').getByText(cutShort)].map((of) => of.boundingBox()));
    expect(hint?.x).toBeCloseTo(whole?.x ?? Number.NaN, 0);
    expect(hint?.width).toBeCloseTo(whole?.width ?? Number.NaN, 0);
  }
  // Drawn by the server, it says the same.
  await adds(ada, 'Web');
  await expect(row(ada, 'Halcyon EU')).toContainText(cutShort);
  await expect(row(ada, 'Web')).not.toContainText('ends before that');

  const opens = async (button: string) => {
    const [window] = await Promise.all([page.waitForEvent('popup'), dialog.getByRole('button', { name: button }).click()]);
    return window;
  };
  const seen = await opens('View as');
  await expect(seen.getByRole('heading', { name: `Your access ends on ${whole.words}` })).toBeVisible();
  const shared = seen.getByRole('table', { name: 'Assets shared with you' });
  await expectRow(shared, { Asset: /^Halcyon EU/, Why: given });
  await expectRow(shared, { Asset: /^Web/, Why: /^Given directly$/ });
  await seen.close();
  const letter = await opens('See the mail');
  await letter.getByText('As plain text').click();
  await expect(letter.getByText(`Halcyon EU as Analyst: see, ${atItsEnd}`)).toBeVisible();
  await letter.close();
  await dialog.getByRole('button', { name: 'Send Invite' }).click();
  await expect(dialog).toBeHidden();
  await ada.isSettled();

  const partner = await enter(mina);
  await partner.page.goto((await mail.to(mina.email).subject(/invites you/)).link('Accept Invite'));
  await expect(partner.page.getByText(`Halcyon EU as Analyst: see, ${atItsEnd}`)).toBeVisible();
  await partner.joins();
  await partner.opens(`/b/${halcyon.slug}`);
  expect((await mail.to(mina.email).subject(/You are in/)).text).toContain(`Halcyon EU as Analyst: see, ${atItsEnd}`);
  await expect(partner.page.getByRole('region', { name: `Your access ends on ${whole.words}` })).not.toContainText(own.words);
  await partner.opens(assets);
  await expectRow(partner.page.getByRole('table', { name: 'Assets shared with you' }), { Asset: /^Halcyon EU/, Why: given });

  await opensPageOf(ada, mina.name);
  const reach = page.getByRole('table', { name: /^Each Module and Asset/ });
  await expectRow(reach, { 'Can reach': /^Halcyon EU/, Why: given });
  const may = page.getByRole('region', { name: /^May / });
  await may.getByLabel('Action').selectOption('see its figures');
  await may.getByLabel('Asset').fill('Halcyon EU');
  await may.getByRole('button', { name: 'Ask' }).click();
  await expect(may.getByRole('status')).toContainText(`Given directly, ${atItsEnd}.`);
  await page.getByRole('link', { name: `View as ${mina.name}` }).click();
  await page.getByRole('navigation', { name: 'Their pages' }).getByRole('link', { name: 'Assets' }).click();
  await expectRow(page.getByRole('table', { name: 'Assets shared with you' }), { Asset: /^Halcyon EU/, Why: given });
  for (const name of ['Halcyon EU', 'Web']) {
    await ada.opens(assets);
    await page.getByRole('table', { name: 'Assets' }).getByRole('link', { name }).click();
    // Nothing else on this page says when the whole ends.
    await expectRow(page.getByRole('table', { name: /^Partners who reach it/ }), { Partner: mina.name, Why: given });
  }
});

test('what was typed as the last day stays, and counts once the whole access ends later', async ({ ada, mail, page }) => {
  await registers(ada, { kind: 'Pixel', name: 'Web' });
  await ada.invites({ contact: mina.email });
  await opensPageOf(ada, mina.email);
  await opensEdit(ada);
  await adds(ada, 'Web');
  await row(ada, 'Web').getByLabel('Last day').fill(own.iso);
  await page.getByLabel('Access ends').fill(whole.iso);
  if (ada.scripted) await expect(row(ada, 'Web')).toContainText(cutShort);
  await ada.presses('See what changes');
  await expect(page.getByRole('heading', { level: 1, name: 'Check the changes' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(`Web as Analyst: see, ${atItsEnd}`);
  await expect(page.getByRole('main')).toContainText(`The last day of Web is ${own.words}. ${cutShort}`);
  await ada.presses('Confirm');
  await expect(page.getByRole('heading', { level: 1, name: mina.email })).toBeVisible();
  await ada.isSettled();
  const reach = page.getByRole('table', { name: /^Each Module and Asset/ });
  await expectRow(reach, { 'Can reach': /^Web/, Why: given });

  await opensEdit(ada);
  await expect(row(ada, 'Web').getByLabel('Last day')).toHaveValue(own.iso);
  await expect(row(ada, 'Web')).toContainText(cutShort);
  await page.getByLabel('Access ends').fill('');
  if (ada.scripted) await expect(row(ada, 'Web')).not.toContainText(cutShort);
  await ada.presses('See what changes');
  await expect(page.getByRole('main')).toContainText(`Web, until the end of ${own.words}`);
  await expect(page.getByRole('main')).toContainText('What is granted, without an end date');
  await ada.presses('Confirm');
  await expectRow(reach, { 'Can reach': /^Web/, Why: new RegExp(`^Given directly, until the end of ${own.words} ?by`) });
  expect(mail.all(mina.email).filter(({ text }) => text.includes(own.words))).toHaveLength(0);
});
