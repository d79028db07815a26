// An open invitation stands on the start page of whoever owns the address, and opens from there without its link.

import { halcyon, leo, mina } from '../support/cast';
import { expect, test } from '../support/house';

const northlight = { name: 'Northlight Media', slug: 'northlight-media', zone: 'Europe/Berlin' };

test.beforeEach(async ({ ada }) => ada.foundsHalcyon());

test('whoever is in one Business Center finds the invitation to another, and accepts it', async ({ ada, enter, mail }) => {
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  const { page } = partner;
  await partner.joins();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Invitations to you' })).toHaveCount(0);
  await ada.createsBusinessCenter(northlight);
  await ada.addsPartners({ contact: mina.email });

  await page.goto('/');
  const invitation = page.getByRole('link', { name: `${ada.person.name} invites you to ${northlight.name}` });
  await expect(invitation).toContainText(new RegExp(`For ${mina.email}\\. Accept until \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d \\(Berlin time\\)\\.`));
  await expect(page.getByRole('link', { name: halcyon.name })).toBeVisible();
  await invitation.click();
  await expect(page).toHaveURL('/invite');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${ada.person.name} invites you to ${northlight.name}`);
  await expect(page.getByText(mina.email).first()).toBeVisible();
  // Its link stands neither in the page nor in the browser.
  const token = (await mail.to(mina.email).subject(/invites you to Northlight/)).link('Accept Invite').split('/').at(-1) ?? '';
  expect(token.length).toBeGreaterThan(20);
  expect(await page.content()).not.toContain(token);
  expect(JSON.stringify(await page.context().cookies())).not.toContain(token);

  await partner.presses('Accept Invite');
  await expect(page).toHaveURL(`/b/${northlight.slug}`);
  await partner.isSettled();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Invitations to you' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: northlight.name })).toBeVisible();
});

test('by another account the invitation is not opened, and by its owner it is', async ({ ada, enter }) => {
  await ada.invites({ contact: mina.email });
  const partner = await enter(mina);
  const { page } = partner;
  await partner.joins();
  await ada.createsBusinessCenter(northlight);
  await ada.addsPartners({ contact: mina.email });
  await page.goto('/');
  await page.getByRole('link', { name: /invites you to/ }).click();
  await partner.presses('Use another account');
  await expect(page).toHaveURL('/login?next=/invite');
  await partner.fillsIn({ Email: mina.email, Password: mina.password });
  await partner.presses('Log in');
  await expect(page).toHaveURL('/invite');
  await partner.presses('Decline');
  await expect(page.getByRole('heading', { name: 'You declined' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Invitations to you' })).toHaveCount(0);
});

test.describe('where anybody may sign up', () => {
  test.use({ signUp: 'open' });

  test('it stands there for whoever is in none, once the address is confirmed', async ({ ada, enter, watch }) => {
    await ada.invites({ contact: leo.email });
    const partner = await enter(leo);
    const { page } = partner;
    await partner.signsUp();
    await expect(page.getByText('Confirm your address')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Invitations to you' })).toHaveCount(0);
    await partner.confirmsTheAddress();
    const invitation = page.getByRole('link', { name: `${ada.person.name} invites you to ${halcyon.name}` });
    const address = (await invitation.getAttribute('href')) ?? '';
    expect(address).toMatch(/^\/invite\/own\//);

    const stranger = await enter(mina);
    await stranger.signsUp();
    await stranger.confirmsTheAddress();
    await expect(stranger.page.getByRole('link', { name: /invites you/ })).toHaveCount(0);
    await watch.answers(stranger.page, 404, () => stranger.page.goto(address));
    // Nor does it help to say so oneself.
    const { hostname: domain } = new URL(stranger.page.url());
    await stranger.page.context().addCookies([
      { name: 'invite', value: address.split('/').at(-1) ?? '', domain, path: '/' },
    ]);
    await watch.answers(stranger.page, 400, () => stranger.page.goto('/invite'));

    await invitation.click();
    await expect(page).toHaveURL('/invite');
    await partner.presses('Accept Invite');
    await expect(page).toHaveURL(`/b/${halcyon.slug}`);
    await partner.isSettled();
  });
});
