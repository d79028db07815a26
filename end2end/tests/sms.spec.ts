// Invitations by SMS: what the form says, what leaves, and what becomes of it. What an Admin does with one afterwards is
// the same as for a mail.

import { halcyon, mina } from '../support/cast';
import { expect, test } from '../support/house';
import { expectRow } from '../support/table';

const list = `/b/${halcyon.slug}/partners`;
/** Nobody's: kept free for examples. */
const number = '+447700900318';

test.beforeEach(async ({ ada }) => {
  await ada.foundsHalcyon();
  await ada.opens(list);
});

test('without a gateway the form says so before anything is typed', async ({ ada }) => {
  const dialog = await ada.opensAddPartners();
  const contact = dialog.getByLabel('Email or phone number');
  await expect(contact).toHaveAccessibleDescription(/No SMS gateway is set up here, so only e-mail works/);
  await ada.fillsInAddPartners({ contact: '+44 7700 900 318', kind: 'Client' });
  await ada.sendsAndIsRefused();
  await expect(contact).toHaveAccessibleDescription(/an invitation can’t go to a phone. Use an e-mail address/);
  await expect(contact).toHaveValue('+44 7700 900 318');
});

for (const sms of ['json', 'twilio'] as const) {
  test.describe(() => {
    test.use({ sms });

    test(`an invited number gets an SMS with a link to its page (${sms})`, async ({ ada, enter, gateway, house, page }) => {
      const dialog = await ada.opensAddPartners();
      const contact = dialog.getByLabel('Email or phone number');
      await expect(contact).toHaveAccessibleDescription(/A phone number gets an SMS.*SMS go to numbers of GB/);
      await ada.fillsInAddPartners({ contact: '+44 7700 900-318', kind: 'Client', modules: ['Analytics'] });
      await dialog.getByRole('button', { name: 'Send Invite' }).click();
      await expect(page.getByRole('status')).toHaveText('Invited. What becomes of the SMS stands in their row.');
      const { text, link, path, authorization } = await gateway.to(number, /invites you/);
      expect(text).toMatch(new RegExp(`^${halcyon.name} invites you\\. Accept until \\d+ \\w+ \\d{4}: http`));
      expect(text.length).toBeLessThanOrEqual(160);
      expect(link).toMatch(new RegExp(`^${house.url}/invite/[\\w-]{22}$`));
      expect(path).toBe(sms === 'json' ? '/send' : '/2010-04-01/Accounts/AC0123/Messages.json');
      expect(authorization).toMatch(/^Basic /);
      await expect(async () => {
        await ada.opens(list);
        await expectRow(ada.partnersTable(), { Partner: number, Kind: 'Client', State: /^Invited.*SMS sent/ });
      }).toPass();

      const partner = await enter(mina);
      await partner.page.goto(link);
      await expect(partner.page).toHaveURL('/invite');
      const shown = partner.page.getByRole('main');
      await expect(shown.getByRole('heading', { level: 1 })).toHaveText(`${ada.person.name} invites you to ${halcyon.name}`);
      await expect(shown).toContainText('+44 ••••• 318');
      await expect(shown).not.toContainText(number);
    });
  });
}

test.describe('with a gateway', () => {
  test.use({ sms: 'json' });

  test('a number of another country is refused beside its field', async ({ ada, gateway }) => {
    const dialog = await ada.opensAddPartners();
    await ada.fillsInAddPartners({ contact: '+1 202 555 0123', kind: 'Client', organisation: 'Bright Agency' });
    await ada.sendsAndIsRefused();
    const contact = dialog.getByLabel('Email or phone number');
    await expect(contact).toHaveAccessibleDescription(/SMS go only to numbers of GB, and this is none of them/);
    await expect(contact).toHaveValue('+1 202 555 0123');
    await expect(dialog.getByLabel('Organisation')).toHaveValue('Bright Agency');
    expect(gateway.all('+12025550123')).toEqual([]);
  });

  test('an SMS that the gateway refuses says why, and can be sent again', async ({ ada, gateway, page, watch }) => {
    gateway.refuses(422, '{"error": "that is a landline"}');
    await ada.invites({ contact: number });
    await expect(async () => {
      await ada.opens(list);
      await expectRow(ada.partnersTable(), { Partner: number, State: 'SMS failed: 422 that is a landline' });
    }).toPass();

    gateway.behaves();
    await ada.presses('Resend Invite');
    await expect(page.getByRole('status')).toHaveText('Invite resent with a new link. The old one no longer works.');
    await gateway.to(number, /invites you/);
    await ada.presses('Resend Invite');
    await expect.poll(() => gateway.all(number).length).toBe(2);
    await ada.opens(list);
    // Three an hour, the refused one too.
    await watch.answers(page, 429, () => ada.presses('Resend Invite'));
    await expect(page.getByRole('main')).toContainText('Enough SMS went to this number for now');
  });

  test('an invitation moves from an address to a number and back', async ({ ada, gateway, mail, page, request }) => {
    await ada.invites({ contact: mina.email });
    const mailed = (await mail.to(mina.email).subject(/invites you/)).link('Accept Invite');
    const moves = async (contact: string) => {
      await page.getByRole('main').getByText('Change address', { exact: true }).first().click();
      await page.getByLabel('New address').fill(contact);
      await page.getByRole('button', { name: 'Change address' }).click();
      await expect(page.getByRole('status')).toContainText('Address changed');
    };
    await ada.opens(list);
    await ada.opensPartner(mina.email);
    await moves('+44 7700 900 318');
    await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible();
    const { link } = await gateway.to(number, /invites you/);
    expect((await request.get(mailed)).status()).toBe(404);
    await moves(mina.email);
    expect((await request.get(link)).status()).toBe(404);
    await ada.presses('Cancel Invite');
    await expect(page.getByRole('status')).toContainText('Invite cancelled');
  });

  test('the SMS can be seen before it is sent', async ({ ada, context, gateway }) => {
    const dialog = await ada.opensAddPartners();
    await ada.fillsInAddPartners({ contact: number, kind: 'Client' });
    const [window] = await Promise.all([
      context.waitForEvent('page'),
      dialog.getByRole('button', { name: 'See the mail' }).click(),
    ]);
    await expect(window.getByRole('heading', { name: 'The SMS as it will be sent' })).toBeVisible();
    await expect(window.getByText(new RegExp(`^${halcyon.name} invites you`))).toBeVisible();
    await window.close();
    expect(gateway.all(number)).toEqual([]);
  });
});
