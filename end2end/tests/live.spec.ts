// Pages that are open follow every change by themselves, keep what is being typed, and end with the access.

import type { Page } from '@playwright/test';
import type { Actor } from '../support/actor';
import { halcyon, leo, mallory, mina, omar } from '../support/cast';
import { Center } from '../support/center';
import { expect, test } from '../support/house';
import { Caller } from '../support/raw';
import { expectRow } from '../support/table';

const here = `/b/${halcyon.slug}`;
const list = `${here}/partners`;

test.describe('in a browser', { tag: '@script' }, () => {
  test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

  /** Streams that the page has opened so far. */
  function streams(page: Page): string[] {
    const opened: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/live')) opened.push(request.url());
    });
    return opened;
  }

  async function isLive(actor: Actor): Promise<void> {
    await expect(actor.page.getByText('Live.', { exact: true })).toBeVisible();
  }

  /** As if its tab were shown or hidden. */
  async function turns(page: Page, visibility: 'hidden' | 'visible'): Promise<void> {
    await page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, visibility);
  }

  test('a list follows what happens elsewhere', async ({ ada, enter }) => {
    await ada.invites({ contact: mina.email });
    await ada.opens(list);
    await isLive(ada);
    await expectRow(ada.partnersTable(), { Partner: mina.email, State: 'Invited' });
    await (await enter(mina)).joins();
    await expectRow(ada.partnersTable(), { Partner: mina.name, State: 'Active' });
  });

  test('whoever is revoked is turned away without doing anything', async ({ ada, enter, watch }) => {
    await ada.invites({ contact: mina.email });
    const partner = await enter(mina);
    await partner.joins();
    await partner.opens(`${here}/members`);
    await ada.opens(list);
    const row = ada.partnersTable().getByRole('row').filter({ hasText: mina.name });
    await row.getByRole('link', { name: 'Revoke Access' }).click();
    const dialog = ada.page.getByRole('dialog', { name: 'Revoke Access' });
    await expect(dialog).toContainText('within a second it says that access has ended');
    await watch.answers(partner.page, 403, () => dialog.getByRole('button', { name: 'Revoke Access' }).click());
    const ended = partner.page.getByRole('heading', { name: `Your access to ${halcyon.name} has ended` });
    await expect(ended).toBeVisible();
  });

  test('whoever is made an Admin can do more at once, and less when that is taken back', async ({ ada, enter }) => {
    await ada.invites({ contact: omar.email, modules: ['Analytics'] });
    const partner = await enter(omar);
    await partner.joins();
    await partner.opens(here);
    const navigation = partner.page.getByRole('navigation', { name: halcyon.name });
    await expect(navigation.getByRole('link', { name: 'Members' })).toBeVisible();
    await expect(navigation.getByRole('link', { name: 'Audit log' })).toBeHidden();

    for (const level of ['Admin', 'Standard'] as const) {
      await ada.opens(list);
      await ada.partnersTable().getByRole('row').filter({ hasText: omar.name }).getByRole('link', { name: 'Edit' }).click();
      await ada.page.getByRole('radio', { name: new RegExp(`^${level}`) }).check();
      await ada.presses('See what changes');
      await ada.presses('Confirm');
      await expect(ada.page.getByRole('status').getByText('Access changed.')).toBeVisible();
      await expect(navigation.getByRole('link', { name: 'Audit log' })).toBeVisible({ visible: level === 'Admin' });
      const add = partner.page.getByRole('main').getByRole('link', { name: 'Add Partners' });
      await expect(add).toBeVisible({ visible: level === 'Admin' });
    }
  });

  test('what is being typed stays, and so does the place', async ({ ada, enter }) => {
    await ada.invites({ contact: mina.email });
    await ada.opens(list);
    const dialog = await ada.opensAddPartners();
    await dialog.getByLabel('Email or phone number').fill(leo.email);
    const note = dialog.getByRole('textbox', { name: 'Note' });
    await note.fill('Half a sen');
    await (await enter(mina)).joins();
    await expect(ada.page.locator('table').getByText(mina.name)).toBeVisible();
    await expect(note).toBeFocused();
    await note.pressSequentially('tence');
    await expect(note).toHaveValue('Half a sentence');
    await expect(dialog.getByLabel('Email or phone number')).toHaveValue(leo.email);
  });

  test('a search that is being typed stays', async ({ ada, enter }) => {
    await ada.invites({ contact: mina.email });
    await ada.opens(list);
    const search = ada.page.getByRole('searchbox', { name: 'Search partners' });
    await search.fill('Mi');
    await (await enter(mina)).joins();
    await expectRow(ada.partnersTable(), { Partner: mina.name, State: 'Active' });
    await expect(search).toBeFocused();
    await expect(search).toHaveValue('Mi');
  });

  test('all tabs of a browser share one stream, and another reads it when that one goes', async ({ ada, enter, mail, watch }) => {
    await ada.invites({ contact: mina.email });
    await ada.opens(list);
    await isLive(ada);
    const page = await ada.page.context().newPage();
    const opened = streams(page);
    const tab = new (ada.constructor as typeof Actor)(ada.person, page, mail, watch, true, ada.address);
    await tab.opens(list);
    await isLive(tab);
    await (await enter(mina)).joins();
    await expectRow(tab.partnersTable(), { Partner: mina.name, State: 'Active' });
    expect(opened, 'streams of the second tab while the first one reads').toEqual([]);

    await turns(ada.page, 'hidden');
    await expect.poll(() => opened.length).toBe(1);
    await tab.invites({ contact: leo.email });
    await expectRow(tab.partnersTable(), { Partner: leo.email, State: 'Invited' });
    await expect(ada.page.getByText(leo.email)).toHaveCount(0);
    await turns(ada.page, 'visible');
    await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Invited' });
  });

  test('a tab that logged out elsewhere says so, keeps what was typed, and goes on after a log-in beside it', async ({ ada, watch }) => {
    await ada.opens(list);
    const dialog = await ada.opensAddPartners();
    await ada.fillsInAddPartners({ contact: leo.email, kind: 'Influencer' });
    const tab = await ada.page.context().newPage();
    await tab.goto('/logout');
    await tab.getByRole('button', { name: 'Log out' }).click();
    await expect(ada.page.locator('.banner')).toContainText('You are logged out.');
    const send = dialog.getByRole('button', { name: 'Send Invite' });
    await watch.answersCall(ada.page, '/api/partners/invite', 401, () => send.click());
    await expect(dialog.getByRole('alert')).toContainText('what you typed stays');
    await expect(dialog.getByLabel('Email or phone number')).toHaveValue(leo.email);
    const opened = ada.page.context().waitForEvent('page');
    await dialog.getByRole('link', { name: 'Log in' }).click();
    const beside = await opened;
    await beside.getByLabel('Email').fill(ada.person.email);
    await beside.getByLabel('Password').first().fill(ada.person.password);
    await beside.getByRole('main').getByRole('button', { name: 'Log in' }).click();
    await expect(beside.getByRole('heading', { level: 1 })).not.toHaveText('Log in');
    await send.click();
    await expect(dialog).toBeHidden();
    await expectRow(ada.partnersTable(), { Partner: leo.email, State: 'Invited' });
    // Coming back to the tab, it is live again.
    await turns(ada.page, 'hidden');
    await turns(ada.page, 'visible');
    await isLive(ada);
    await expect(ada.page.locator('.banner')).toHaveCount(0);
  });

  test('a Keyholder that starts again is heard again', async ({ ada, enter, house, mail }) => {
    await ada.invites({ contact: mina.email });
    await ada.opens(list);
    await isLive(ada);
    const accept = (await mail.to(mina.email).subject(/invites you/)).link('Accept Invite');
    await house.isRewritten('SELECT 1');
    const partner = await enter(mina);
    await partner.page.goto(accept);
    await partner.fillsIn({ Name: mina.name });
    await partner.page.getByLabel('Password').first().fill(mina.password);
    await partner.presses('Create account and accept');
    await expectRow(ada.partnersTable(), { Partner: mina.name, State: 'Active' });
    await isLive(ada);
  });
});

test.describe('as it is sent', { tag: '@script' }, () => {
  test.use({ signUp: 'open' });

  test('it tells a number, what one has and is called, how many proposals wait for one, and which build is served', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, mina, halcyon.name);
    const stream = await center.admin.listens(`/b/${center.slug}/live`);
    expect(stream.headers['content-type']).toBe('text/event-stream');
    expect(stream.headers['cache-control']).toBe('no-store');
    const { Change: first } = JSON.parse(await stream.hears()) as { Change: { number: number; build: string } };
    const whoever = { grant: 'admin', person: mina.name, initials: 'MO', to_decide: 0 };
    expect(first).toEqual({ number: first.number, build: first.build, ...whoever });
    const page = await center.admin.sends(`/b/${center.slug}`);
    expect(page.text).toContain(`/${first.build}/keyholder.css`);
    await center.invites(leo);
    const { Change: second } = JSON.parse(await stream.hears()) as { Change: { number: number } };
    expect(second.number).toBe(first.number + 1);
    stream.leaves();
  });

  test('whoever is not in is told so and nothing else', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, mina, halcyon.name);
    const stranger = new Caller(house.address);
    const address = `/b/${center.slug}/live`;
    expect((await stranger.sends(address)).text).toBe('data: "SignedOut"\n\n');
    expect((await stranger.sends('/b/no-such-place/live')).text).toBe('data: "SignedOut"\n\n');
    await stranger.signsUp(mallory);
    const [theirs, nobodys] = [await stranger.sends(address), await stranger.sends('/b/no-such-place/live')];
    expect([theirs.status, theirs.text]).toEqual([404, nobodys.text]);
  });

  test('a hundred open streams do not keep it from stopping', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, mina, halcyon.name);
    const streams = await Promise.all(
      Array.from({ length: 100 }, () => center.admin.listens(`/b/${center.slug}/live`)),
    );
    await Promise.all(streams.map((stream) => stream.hears()));
    // That it stops in time is looked at at the end of every test; here while all of them listen.
    await house.isRewritten('SELECT 1');
    await Promise.all(streams.map((stream) => stream.ended()));
  });
});
