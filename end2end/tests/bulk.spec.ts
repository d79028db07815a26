// Many partners at once: ticked in the list, named before anything happens, done one after the other.

import type { Locator } from '@playwright/test';
import { halcyon, leo, mina, omar } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow, rows } from '../support/table';
import { isAccessible, withScripts } from '../support/watch';
import type { Actor } from '../support/actor';

const list = `/b/${halcyon.slug}/partners`;

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.invites({ contact: leo.email, kind: 'Influencer', modules: ['Content'] });
  await ada.invites({ contact: mina.email, organisation: 'Bright Agency', modules: ['Analytics'] });
});

const bar = ({ page }: Actor): Locator => page.getByRole('form', { name: 'Chosen partners' });

async function chooses(ada: Actor, ...partners: string[]): Promise<void> {
  for (const partner of partners) await ada.page.getByRole('checkbox', { name: `Choose ${partner}` }).check();
}

/** The button of the bar leads to a page that says whom it is about. */
async function asksFor(ada: Actor, deed: string): Promise<Locator> {
  await bar(ada).getByRole('button', { name: deed }).click();
  await expect(ada.page).toHaveURL(`${list}/bulk`);
  await expect(ada.page.getByRole('heading', { level: 1, name: deed })).toBeVisible();
  await ada.isSettled();
  return ada.partnersTable();
}

test('those that are ticked are named first, and then each is revoked, or its invitation cancelled', async ({ ada, enter, mail, page, watch }) => {
  const partner = await enter(mina);
  await partner.joins();
  await ada.opens(list);
  await expect(bar(ada)).toBeHidden();
  await chooses(ada, mina.name, leo.email);
  if (ada.scripted) await expect(bar(ada)).toContainText('2 chosen.');

  const table = await asksFor(ada, 'Revoke Access');
  await expect(page.getByText('1 loses access, 1 invitation is cancelled.')).toBeVisible();
  await expectRow(table, { Partner: mina.name, State: 'Active', Ends: 'Access as Standard' });
  await expectRow(table, { Partner: leo.email, State: 'Invited', Ends: 'The invitation, as Standard' });
  expect(await rows(table)).toHaveLength(2);
  await expect(page.getByRole('main')).toContainText('you can invite them again later');

  // What is no reason stays to be mended, and nothing is done.
  const reason = page.getByRole('textbox', { name: 'Reason' });
  await reason.fill('See www.win.example');
  const press = () => page.getByRole('button', { name: 'Revoke Access' }).click();
  if (ada.scripted) await press();
  else await watch.answers(page, 422, press);
  await expect(reason).toHaveAccessibleDescription(/can’t hold a link/);
  await expect(reason).toHaveValue('See www.win.example');
  await expectRow(table, { Partner: mina.name, State: 'Active' });
  await ada.isSettled();
  await reason.fill('The campaign is over.');
  await press();
  await isOver(ada, '1 person lost their access, 1 invitation was cancelled.');
  await expectRow(table, { Partner: mina.name, State: 'Revoked', Result: 'Access revoked' });
  await expectRow(table, { Partner: leo.email, State: 'Cancelled', Result: 'Invitation cancelled' });
  await isAccessible(ada.scripted ? page : await withScripts(page));
  await mail.to(mina.email).subject(/has ended/);
  await page.getByRole('link', { name: 'Back to Partners' }).click();
  await expect(page).toHaveURL(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, State: 'Revoked' });
  await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Cancelled' });
  await ada.opensPartner(mina.name);
  const history = page.getByRole('region', { name: 'How it came to this' }).getByRole('listitem');
  await expect(history.first()).toContainText('revoked the access: “The campaign is over.”');
  await ada.opens(list);

  await chooses(ada, mina.name, leo.email);
  await asksForNobody(ada, 'Revoke Access');
  const leftOut = page.getByRole('region', { name: 'Left out' });
  await expect(leftOut).toContainText('Done already: their access is revoked.');
  await expect(leftOut).toContainText('Done already: their invitation is cancelled.');
});

test('all that a filter shows are meant, seen or not, and each gets a new link', async ({ ada, mail, page }) => {
  await ada.invites({ contact: omar.email, kind: 'Employee', level: 'Admin' });
  await ada.opens(`${list}?level=standard`);
  await chooses(ada, leo.email);
  await bar(ada).getByRole('checkbox', { name: 'All 2 of this list' }).check();
  const table = await asksFor(ada, 'Resend Invite');
  await expect(page.getByText('With 2 partners.')).toBeVisible();
  await page.getByRole('button', { name: 'Resend Invite' }).click();
  await isOver(ada, 'A new link was sent to 2 partners.');
  await expectRow(table, { Partner: leo.email, State: 'Invited', Result: 'New link sent' });
  await expectRow(table, { Partner: mina.email, Result: 'New link sent' });
  await expect(async () => expect(mail.all(mina.email)).toHaveLength(2)).toPass();
  expect(mail.all(omar.email)).toHaveLength(1);
  await page.getByRole('link', { name: 'Back to Partners' }).click();
  await expect(page).toHaveURL(`${list}?level=standard`);
});

test('a level is changed, and whoever has it already is left out', async ({ ada, enter, page }) => {
  await (await enter(mina)).joins();
  await ada.opens(list);
  await chooses(ada, mina.name, leo.email);
  const table = await asksFor(ada, 'Change level to Admin');
  await expect(page.getByRole('main')).toContainText('They can do everything here');
  await page.getByRole('button', { name: 'Change level to Admin' }).click();
  await isOver(ada, /^1 was left out: why stands below.\s*1 partner is Admin now.$/);
  await expectRow(table, { Partner: mina.name, State: 'Active', Result: 'Admin now' });
  await expect(page.getByRole('region', { name: 'Left out' })).toContainText(leo.email);

  await ada.opens(list);
  await expectRow(ada.partnersTable(), { Partner: mina.name, 'Access level': 'Admin' });
  await chooses(ada, mina.name, leo.email);
  await asksForNobody(ada, 'Change level to Admin');
  await expect(page.getByRole('region', { name: 'Left out' })).toContainText('They are Admin already.');
});

/** Said at the head of the page, and nothing asks for anything any more. */
async function isOver({ page }: Actor, words: string | RegExp): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: words })).toHaveText(words);
  const main = page.getByRole('main');
  await expect(main.getByRole('checkbox')).toHaveCount(0);
  await expect(main.getByRole('button')).toHaveCount(0);
  await expect(main.getByRole('columnheader', { name: 'Ends' })).toHaveCount(0);
}

async function asksForNobody(ada: Actor, deed: string): Promise<void> {
  await bar(ada).getByRole('button', { name: deed }).click();
  await expect(ada.page.getByText('It can be done with none of those who were chosen.')).toBeVisible();
  await ada.isSettled();
}

test('a page that was opened without anybody chosen says so', async ({ ada, page }) => {
  await ada.opens(`${list}/bulk`);
  await expect(page.getByText('Nobody is chosen.')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Back to Partners' }).click();
  await expect(page).toHaveURL(list);
});

test.describe('live', { tag: '@script' }, () => {
  test('a tick stays with whom it was set for, whoever comes between', async ({ ada, page }) => {
    await ada.opens(`${list}?sort=-name`);
    await chooses(ada, leo.email);
    await page.getByRole('columnheader', { name: 'Partner' }).getByRole('link').click();
    await expect(page).toHaveURL(list);
    await expect.poll(async () => (await rows(ada.partnersTable()))[0]?.['Partner']).toContain(leo.email);
    await expect(page.getByRole('checkbox', { name: `Choose ${leo.email}` })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: `Choose ${mina.email}` })).not.toBeChecked();
    await expect(bar(ada)).toContainText('1 chosen.');
    await bar(ada).getByRole('button', { name: 'Clear' }).click();
    await expect(bar(ada)).toBeHidden();
    await expect(page.getByRole('checkbox', { name: `Choose ${leo.email}` })).not.toBeChecked();
  });

  test('a second click means the same', async ({ ada, mail, page }) => {
    await ada.opens(list);
    await chooses(ada, leo.email, mina.email);
    const table = await asksFor(ada, 'Resend Invite');
    await page.getByRole('button', { name: 'Resend Invite' }).dblclick();
    await isOver(ada, 'A new link was sent to 2 partners.');
    for (const { email } of [leo, mina]) {
      await expectRow(table, { Partner: email, Result: 'New link sent' });
      await expect(async () => expect(mail.all(email)).toHaveLength(2)).toPass();
    }
  });

  test('what is refused for one is said beside them, and the others are done', async ({ ada, enter, page }) => {
    const partner = await enter(mina);
    await partner.joins();
    await ada.opens(list);
    await chooses(ada, mina.name);
    const table = await asksFor(ada, 'Revoke Access');
    // Somebody else was quicker.
    const other = await page.context().newPage();
    const id = (await page.locator('input[name="id"]').first().getAttribute('value')) ?? '';
    await other.goto(`${list}/${id}/revoke`);
    await other.getByRole('button', { name: 'Revoke Access' }).click();
    await expect(other).toHaveURL(`${list}/${id}`);
    await other.close();
    await page.getByRole('button', { name: 'Revoke Access' }).click();
    await expectRow(table, { Partner: mina.name, Result: 'Done already: their access is revoked.' });
    await isOver(ada, '1 person lost their access.');
  });
});
