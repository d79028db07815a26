// What people do, in words of the house. They find everything by its role and its name on the screen.

import { expect, type Locator, type Page, type Response } from '@playwright/test';
import { halcyon, type Person } from './cast';
import { Center, type Invite, joins, opens } from './center';
import type { MailServer } from './mail';
import { Caller, leads } from './raw';
import type { Watch } from './watch';

export class Actor {
  constructor(
    readonly person: Person,
    readonly page: Page,
    private readonly mail: MailServer,
    private readonly watch: Watch,
    /** Whether their browser runs scripts. */
    readonly scripted: boolean,
    /** Where they go, `http://` aside. */
    readonly address: string,
  ) {}

  async signsUp(): Promise<void> {
    await this.page.goto('/signup');
    await this.fillsIn({ Name: this.person.name, Email: this.person.email, Password: this.person.password });
    await this.presses('Create account');
    await expect(this.page.getByRole('heading', { name: `Welcome, ${this.person.name}` })).toBeVisible();
  }

  /** By the link in the mail, in the browser that signed up. */
  async confirmsTheAddress(): Promise<void> {
    const letter = await this.mail.to(this.person.email).subject(/Confirm your address/);
    await this.page.goto(letter.link('Confirm address'));
    await this.presses('Confirm address');
    await expect(this.page).toHaveURL('/');
  }

  async createsBusinessCenter({ name, zone, slug } = halcyon): Promise<void> {
    await this.page.goto('/');
    await this.fillsIn({ 'Business name': name, 'Time zone': zone });
    await this.presses('Create Business Center');
    await expect(this.page).toHaveURL(`/b/${slug}/partners`);
    await this.isSettled();
  }

  /**
   * What they do where it is not what a test is about: as their browser would, without it. That the pages do the same is
   * shown where it is. What stands open in the browser stays open.
   */
  async center(): Promise<Center> {
    const caller = new Caller(this.address);
    for (const { name, value } of await this.page.context().cookies()) caller.cookies.set(name, value);
    return new Center(caller, halcyon.slug, this.mail);
  }

  /** An Account with a confirmed address, and a new Business Center. */
  async foundsHalcyon(): Promise<void> {
    const { admin } = await Center.founded(this, this.mail, this.person, halcyon.name);
    await this.page.context().addCookies(admin.forBrowsers());
  }

  async invites(invite: Invite): Promise<void> {
    await (await this.center()).sendsInvite(invite);
  }

  /** By the link in the newest invitation, as somebody who has no account yet. */
  async joins(): Promise<void> {
    const letter = await this.mail.to(this.person.email).subject(/invites you/);
    const opened = await opens(this, new URL(letter.link('Accept Invite')).pathname);
    const home = `/b/${halcyon.slug}`;
    expect(await joins(opened, this.person)).toMatchObject(leads(home));
    expect(await opened.caller.sends(home)).toMatchObject({ status: 200 });
    await this.page.context().addCookies(opened.caller.forBrowsers());
  }

  async logsIn({ email, password }: Pick<Person, 'email' | 'password'> = this.person): Promise<void> {
    await this.page.goto('/login');
    await this.fillsIn({ Email: email, Password: password });
    await this.presses('Log in');
  }

  async logsOut(): Promise<void> {
    await this.page.goto('/logout');
    await this.presses('Log out');
    await expect(this.page).toHaveURL('/login');
  }

  /** Loads an address and waits until the page can be used. */
  async opens(address: string): Promise<void> {
    await this.page.goto(address);
    await this.isSettled();
  }

  /** Users → Partners, by the navigation, which a narrow screen keeps behind a button. */
  async opensPartners(): Promise<void> {
    const menu = this.page.getByRole('button', { name: 'Menu' });
    if (await menu.isVisible()) await menu.click();
    await this.page.getByRole('link', { name: 'Partners', exact: true }).click();
    await expect(this.partners()).toBeVisible();
  }

  /** From the Partners page, whose rows have **Edit** and **Revoke Access** as well: both are gone once this is done. */
  async opensPartner(called: string): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: called }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: called })).toBeVisible();
  }

  async opensAddPartners(): Promise<Locator> {
    await this.addPartners().click();
    const dialog = this.addDialog();
    await expect(dialog).toBeVisible();
    return dialog;
  }

  /** Fills in Add Partners and leaves it to the test what comes of **Send Invite**. */
  async fillsInAddPartners({ contact, kind, level, modules, organisation, note }: Invite): Promise<void> {
    const dialog = this.addDialog();
    await dialog.getByLabel('Email or phone number').fill(contact);
    if (kind) await dialog.getByLabel('Partner kind').selectOption(kind);
    if (organisation) await dialog.getByLabel('Organisation').fill(organisation);
    if (level) await dialog.getByRole('radio', { name: new RegExp(`^${level}`) }).check();
    for (const module of modules ?? []) await dialog.getByRole('checkbox', { name: new RegExp(`^${module}`) }).check();
    if (note) await dialog.getByLabel('Note').fill(note);
  }

  /** By the dialog of the Partners page. */
  async addsPartners(invite: Invite): Promise<void> {
    const dialog = await this.opensAddPartners();
    await this.fillsInAddPartners({ kind: 'Agency', ...invite });
    await dialog.getByRole('button', { name: 'Send Invite' }).click();
    await expect(dialog).toBeHidden();
    await this.isSettled();
  }

  /** **Send Invite** leads nowhere: the dialog stands and says why. Without script it is a new page, with 422. */
  async sendsAndIsRefused(): Promise<void> {
    const send = this.addDialog().getByRole('button', { name: 'Send Invite' });
    if (this.scripted) {
      await send.click();
    } else {
      await this.watch.answers(this.page, 422, () => send.click());
      await expect(this.page).toHaveTitle(/^Error: /);
    }
    await expect(this.addDialog().getByRole('alert')).toBeVisible();
  }

  /** The heading of the Partners page. */
  partners(): Locator {
    return this.page.getByRole('heading', { name: 'Partners', exact: true });
  }

  partnersTable(): Locator {
    return this.page.getByRole('table', { name: 'Partners' });
  }

  /** At the top of the Partners page; an empty list offers it once more. */
  addPartners(): Locator {
    return this.page.getByRole('link', { name: 'Add Partners' }).first();
  }

  addDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Add Partners' });
  }

  async fillsIn(fields: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.field(label).fill(value);
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async presses(button: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: button, exact: true }).click();
  }

  /** Presses a button whose form is refused: the page comes again with 422, and its title says so. */
  async isRefusedOn(button: string): Promise<Response> {
    const response = await this.watch.answers(this.page, 422, () => this.presses(button));
    await expect(this.page).toHaveTitle(/^Error: /);
    await expect(this.page.getByRole('alert')).toBeVisible();
    return response;
  }

  /** What is wrong stands beside the field, for everybody. */
  async isToldBeside(label: string, words: string | RegExp): Promise<void> {
    await expect(this.field(label)).toHaveAttribute('aria-invalid', 'true');
    await expect(this.field(label)).toHaveAccessibleDescription(words);
  }

  /** What a page that no longer stands so would still post: a form of it, pressed late. */
  async pressesLate(action: string | null, fields: Record<string, string> = {}): Promise<Response> {
    await this.page.evaluate(
      ([to, inputs]) => {
        const late = document.createElement('form');
        late.method = 'post';
        late.action = to;
        for (const [name, value] of Object.entries(inputs)) {
          const input = document.createElement('input');
          input.name = name;
          input.value = value;
          late.append(input);
        }
        const button = document.createElement('button');
        button.textContent = 'Late';
        late.append(button);
        document.querySelector('main')?.append(late);
      },
      [action ?? '', fields] as const,
    );
    return this.watch.answers(this.page, 409, () => this.presses('Late'));
  }

  /** Where scripts run, a page below `/b/` is ready when the browser has taken it over. */
  async isSettled(): Promise<void> {
    if (this.scripted) await expect(this.page.locator('html[data-hydrated]')).toBeAttached();
  }
}
