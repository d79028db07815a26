// Each state of a link, to each who may open it.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { ada, halcyon, leo, mallory, mina, omar } from '../../support/cast';
import { Center, heading, joins, linkIn, opens } from '../../support/center';
import { expect, test } from '../../support/house';
import { Caller, leads } from '../../support/raw';

test.describe('each state of a link names itself and offers one next step (C-45)', { tag: '@script' }, () => {
  test('whoever has an account and is signed out is asked for its password only (C-45)', async ({
    ada: her,
    enter,
    house,
    mail,
  }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    expect(await joins(await opens(house, await center.invites(mina)), mina)).toMatchObject(
      leads(`/b/${halcyon.slug}`),
    );
    await center.admin.posts('/', { business_name: 'Halcyon Labs' });
    const labs = new Center(center.admin, 'halcyon-labs', mail);
    const link = await labs.invites(mina);

    const partner = await enter(mina);
    await partner.page.goto(link);
    await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText(
      `${her.person.name} invites you to Halcyon Labs`,
    );
    await expect(partner.page.getByText('Create account')).toHaveCount(0);
    await expect(partner.page.getByText('m•••••@agency.example').first()).toBeVisible();
    await partner.fillsIn({ Password: mallory.password });
    await partner.isRefusedOn('Log in and accept');
    expect(await labs.partner(mina)).toMatchObject({ state: 'invited' });
    await partner.fillsIn({ Password: mina.password });
    await partner.presses('Log in and accept');
    await expect(partner.page).toHaveURL('/b/halcyon-labs');
  });

  test('an account accepts by any of its addresses, however they are written', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const her = await opens(house, await center.invites(mina));
    expect(await joins(her, mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
    const other = { email: 'mina.okafor@home.example', name: mina.name };
    await her.caller.posts('/account/addresses', { new_address: other.email, address_password: mina.password });
    const confirm = await linkIn(mail, other.email, /Confirm/, 'Confirm address');
    expect(await her.caller.posts(confirm)).toMatchObject(leads('/'));

    const invite = async (name: string, contact: string) => {
      const slug = name.toLowerCase().replaceAll(' ', '-');
      const list = `/b/${slug}/partners`;
      expect(await center.admin.posts('/', { business_name: name })).toMatchObject(leads(list));
      const offer = { contact, kind: 'agency', level: 'standard' };
      expect(await center.admin.posts(`${list}/new`, offer)).toMatchObject(leads(list));
      const letter = await mail.to(contact.toLowerCase()).subject(new RegExp(`invites you to ${name}`));
      return new URL(letter.link('Accept Invite')).pathname;
    };
    // Signed in; and her second click is answered like the first.
    const labs = await opens(house, await invite('Halcyon Labs', 'Mina.Okafor@HOME.example'), her.caller);
    const cookies = new Map(labs.caller.cookies);
    for (let click = 1; click <= 2; click += 1) {
      for (const [name, value] of cookies) labs.caller.cookies.set(name, value);
      const { invitation } = labs;
      expect(await labs.caller.posts('/invite/accept', { invitation })).toMatchObject(leads('/b/halcyon-labs'));
    }
    // Signed out, by the address that was not invited.
    const spa = await opens(house, await invite('Halcyon Spa', other.email));
    const { invitation } = spa;
    const own = { invitation, email: 'MINA@Agency.example', own_password: mina.password };
    expect(await spa.caller.posts('/invite/login', own)).toMatchObject(leads('/b/halcyon-spa'));
  });

  test('whoever is in already is led there by a link that was used (C-45)', async ({ enter, house, mail, watch }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const link = await center.invites(mina);
    const partner = await enter(mina);
    await partner.page.goto(link);
    const form = partner.page
      .locator('form')
      .filter({ has: partner.page.getByRole('button', { name: 'Create account and accept' }) });
    await form.getByLabel('Name').fill(mina.name);
    await form.getByLabel('Password').fill(mina.password);
    await partner.presses('Create account and accept');
    await expect(partner.page).toHaveURL(`/b/${halcyon.slug}`);

    await watch.answers(partner.page, 410, () => partner.page.goto(link));
    await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText('This link was already used');
    await expect(partner.page.getByRole('main').getByRole('link')).toHaveCount(1);
    await partner.page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
    await expect(partner.page).toHaveURL('/');
    await expect(partner.page.getByRole('link', { name: new RegExp(halcyon.name) })).toBeVisible();
  });

  test('whoever is in already leaves no second invitation open behind them (C-45)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const her = await opens(house, await center.invites(mina));
    const other = { email: 'mina@home.example', name: mina.name };
    const second = await center.invites(other);
    expect(await joins(her, mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
    // The other address is proved to be hers only now.
    await her.caller.posts('/account/addresses', { new_address: other.email, address_password: mina.password });
    const confirm = await linkIn(mail, other.email, /Confirm/, 'Confirm address');
    expect(await her.caller.posts(confirm)).toMatchObject(leads('/'));
    const { invitation } = await opens(house, second, her.caller);
    expect(await her.caller.posts('/invite/accept', { invitation })).toMatchObject(leads(`/b/${halcyon.slug}`));
    expect(await center.partner(mina)).toMatchObject({ state: 'active' });
    expect((await center.partners()).filter(({ state }) => state === 'invited')).toEqual([]);
  });

  test('a link that lets nobody in says why, at its own address (C-45)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const look = async (link: string) => {
      const answer = await new Caller(house.address).sends(link);
      const main = /<main[\s\S]*<\/main>/.exec(answer.text)?.[0] ?? '';
      const steps = [...main.matchAll(/<(?:a|button)\b[^>]*>([\s\S]*?)<\/(?:a|button)>/g)].map(([, words]) => words);
      return { status: answer.status, heading: heading(answer), steps };
    };
    const used = await center.invites(mina);
    await joins(await opens(house, used), mina);
    expect(await look(used)).toEqual({ status: 410, heading: 'This link was already used', steps: ['Log in'] });

    const declined = await center.invites(leo);
    const { caller, invitation } = await opens(house, declined);
    expect((await caller.posts('/invite/decline', { invitation })).status).toBe(200);
    expect(await look(declined)).toEqual({ status: 410, heading: 'This invitation was declined', steps: ['Log in'] });

    const cancelled = await center.invites(omar);
    await center.cancels(omar);
    expect(await look(cancelled)).toEqual({ status: 410, heading: 'This invitation was cancelled', steps: ['Log in'] });

    const again = 'I was invited but can’t get in';
    const replaced = await center.invites(omar);
    expect(await look(cancelled)).toEqual({ status: 404, heading: 'No invitation has this link', steps: [again] });
    expect(await look(replaced.slice(0, -3))).toEqual({
      status: 404,
      heading: 'No invitation has this link',
      steps: [again],
    });
    expect(await look('/invite')).toEqual({ status: 400, heading: 'Open the link in your mail again', steps: [] });
  });

  test('whoever is signed in as somebody else accepts nothing, and switches back to the invitation (C-45)', async ({
    house,
    mail,
  }) => {
    const center = await Center.founded(house, mail, ada, halcyon.name);
    const link = await center.invites(mina);
    const { invitation } = await opens(house, link, center.admin);
    const page = await center.admin.sends('/invite');
    expect(page.text).toContain('This invitation is for somebody else');
    expect(page.text).not.toMatch(/Accept Invite<|Create account/);
    expect((await center.admin.posts('/invite/accept', { invitation })).status).toBe(403);
    await mail.to(ada.email).subject(/another account|somebody else|tried/i);
    expect(await center.admin.posts('/invite/switch')).toMatchObject(leads('/invite'));
    expect(center.admin.isSignedIn()).toBe(false);
    expect((await center.admin.sends('/invite')).text).toContain('How do you want to come in?');
    expect(await joins({ caller: center.admin, invitation }, mina)).toMatchObject(leads(`/b/${halcyon.slug}`));
  });
});
