// Accounts: pages without any script, so everything here holds in a browser that runs none.

import { ada, halcyon, mallory } from '../support/cast';
import { expect, test } from '../support/house';

const refusals = [
  { what: 'no name', field: 'Name', typed: ' ', says: 'Type the name' },
  { what: 'a web address as a name', field: 'Name', typed: 'www.win.example', says: 'No web address can stand here' },
  { what: 'no address', field: 'Email', typed: '', says: 'Type an e-mail address' },
  { what: 'half an address', field: 'Email', typed: 'ada@halcyon', says: '“ada@halcyon” is not a whole address' },
  { what: 'a short password', field: 'Password', typed: 'plum tree', says: 'Use at least 10 characters' },
  { what: 'a password of her own name', field: 'Password', typed: 'AdaLindqvist', says: 'too easy to guess' },
];

for (const { what, field, typed, says } of refusals) {
  test(`sign-up is refused with ${what}, and the rest stays typed`, async ({ ada: her, page }) => {
    await page.goto('/signup');
    const fields = { Name: ada.name, Email: ada.email, Password: ada.password, [field]: typed };
    await her.fillsIn(fields);
    await her.isRefusedOn('Create account');
    await her.isToldBeside(field, new RegExp(says));
    await expect(her.field('Name')).toHaveValue(fields.Name);
    await expect(her.field('Email')).toHaveValue(fields.Email);
    await expect(her.field('Password'), 'a password never comes back').toHaveValue('');

    // Mended where it was wrong, it goes through.
    await her.fillsIn({ Name: ada.name, Email: ada.email, Password: ada.password });
    await her.presses('Create account');
    await expect(page.getByRole('heading', { name: `Welcome, ${ada.name}` })).toBeVisible();
  });
}

test('everything wrong at once is said at once, each beside its field', async ({ ada: her, page }) => {
  await page.goto('/signup');
  await her.isRefusedOn('Create account');
  const problems = page.getByRole('alert');
  for (const field of ['Name', 'Email', 'Password']) {
    await expect(her.field(field)).toHaveAttribute('aria-invalid', 'true');
  }
  await problems.getByRole('link', { name: 'Type an e-mail address' }).click();
  await expect(her.field('Email')).toBeFocused();
});

test('from signing up to the first Business Center', async ({ ada: her, mail, page }) => {
  await her.signsUp();
  await expect(page.getByRole('status').filter({ hasText: 'Confirm your address' })).toBeVisible();

  // Opening the link changes nothing, the button does.
  const letter = await mail.to(ada.email).subject(/Confirm your address/);
  await page.goto(letter.link('Confirm address'));
  await page.goto('/');
  await expect(page.getByText('Confirm your address')).toBeVisible();
  await her.confirmsTheAddress();
  await expect(page.getByText('Confirm your address')).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: 'Address confirmed.' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Address confirmed.')).toBeHidden();

  await her.createsBusinessCenter();
  await expect(her.partners()).toBeVisible();
  await expect(page).toHaveTitle(`Partners · ${halcyon.name} · Keyholder`);
});

test('a link that confirmed an address does nothing a second time', async ({ ada: her, mail, page, watch }) => {
  await her.signsUp();
  await her.confirmsTheAddress();
  const letter = await mail.to(ada.email).subject(/Confirm your address/);
  await watch.answers(page, 410, () => page.goto(letter.link('Confirm address')));
  await expect(page.getByRole('heading', { name: 'This link does nothing any more' })).toBeVisible();
});

test('without a mail server a forgotten password promises no mail', async ({ ada: her, house, page }) => {
  await her.signsUp();
  await her.logsOut();
  await house.hasMailServer(false);
  await page.goto('/forgotten');
  const main = page.getByRole('main');
  await expect(main).toContainText('the link that sets a new one is then kept with whoever runs this Keyholder. Ask them for it.');
  await expect(main).not.toContainText(/we (mail|send)/i);
  await her.fillsIn({ Email: ada.email });
  await her.presses('Make the link');
  await expect(page.getByRole('heading', { level: 1, name: 'Ask whoever runs this Keyholder' })).toBeVisible();
});

test('a Business Center needs a name and a time zone that exists', async ({ ada: her, page }) => {
  await her.signsUp();
  await her.fillsIn({ 'Business name': '', 'Time zone': 'Berlin time' });
  await her.isRefusedOn('Create Business Center');
  await her.isToldBeside('Business name', /Type the business name/);
  await her.isToldBeside('Time zone', /“Berlin time” is not a time zone/);
  await expect(her.field('Time zone')).toHaveValue('Berlin time');
  await expect(page).toHaveURL('/');
});

test('logged out and in again she is back where she was going', async ({ ada: her, page }) => {
  await her.foundsHalcyon();
  await her.logsOut();

  const list = `/b/${halcyon.slug}/partners?q=mina`;
  await page.goto(list);
  await expect(page).toHaveURL(/\/login\?next=/);
  await her.fillsIn({ Email: ada.email, Password: ada.password });
  await her.presses('Log in');
  await expect(page).toHaveURL(list);
  await expect(her.partners()).toBeVisible();
  await her.isSettled();
});

test('opening the log-out page logs nobody out', async ({ ada: her, page }) => {
  await her.foundsHalcyon();
  await page.goto('/logout');
  await her.opens(`/b/${halcyon.slug}/partners`);
  await expect(her.partners()).toBeVisible();
});

test('an unknown address and a wrong password get the same page', async ({ ada: her, page }) => {
  await her.signsUp();
  await her.confirmsTheAddress();
  await her.logsOut();

  const refusal = async (email: string) => {
    await page.goto('/login');
    await her.fillsIn({ Email: email, Password: 'not what she chose' });
    const response = await her.isRefusedOn('Log in');
    await expect(her.field('Email')).toHaveValue(email);
    await expect(her.field('Password')).toHaveValue('');
    return (await response.text()).replaceAll(email, 'somebody');
  };
  const wrong = await refusal(ada.email);
  const unknown = await refusal(mallory.email);
  expect(unknown).toBe(wrong);
});

test('once the first Account is confirmed, others come by invitation only', async ({ ada: her, enter }) => {
  await her.signsUp();
  await her.confirmsTheAddress();
  const stranger = await enter(mallory);
  await stranger.page.goto('/login');
  await expect(stranger.page.getByRole('link', { name: 'Create account' })).toHaveCount(0);
  await stranger.page.goto('/signup');
  await expect(stranger.page.getByRole('heading', { name: 'Accounts come by invitation' })).toBeVisible();
  await expect(stranger.page.getByLabel('Password')).toBeHidden();
});

test.describe('where anybody may sign up', () => {
  test.use({ signUp: 'open' });

  test('a stranger sees nothing of a Business Center, not even that there is one', async ({ ada: her, enter, watch }) => {
    await her.foundsHalcyon();
    const stranger = await enter(mallory);
    await stranger.signsUp();
    await stranger.confirmsTheAddress();
    const { page } = stranger;
    const title = page.getByRole('heading', { name: 'There is no such page' });
    for (const slug of [halcyon.slug, 'nobody-founded-this']) {
      await watch.answers(page, 404, () => page.goto(`/b/${slug}/partners`));
      await expect(title).toBeVisible();
      await expect(page.getByText(halcyon.name)).toBeHidden();
    }
  });
});
