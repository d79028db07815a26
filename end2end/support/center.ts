// A Business Center that is called over HTTP, without a browser, and what is read of its answers.

import { expect } from '@playwright/test';
import { ada, leo, mallory, mina, omar, type Person } from './cast';
import type { House } from './house';
import type { MailServer } from './mail';
import { type Answer, Caller, type Fields, leads } from './raw';

/** Where no link of ours may lead. */
export const EVIL = 'evil.example';

export interface Invite {
  contact: string;
  kind?: 'Agency' | 'Manager' | 'Employee' | 'Influencer' | 'Client';
  level?: 'Standard' | 'Admin';
  modules?: string[];
  organisation?: string;
  note?: string;
}

/** In the words of the screen, whose codes are the same in small letters. */
export interface Asset {
  kind: string;
  name: string;
  advertiser?: string;
  group?: string;
}

/** The ad account that campaigns are on where a test says nothing else. */
export const eu = { kind: 'Ad account', name: 'Halcyon EU', advertiser: '701244980031' };

/** A Business Center and its Admin, who calls without a browser. */
export class Center {
  constructor(
    readonly admin: Caller,
    readonly slug: string,
    private readonly mail: MailServer,
  ) {}

  static async founded(house: Pick<House, 'address'>, mail: MailServer, person: Person, name: string): Promise<Center> {
    const admin = new Caller(house.address);
    await admin.signsUp(person);
    await admin.confirms(person, mail);
    const slug = name.toLowerCase().replaceAll(' ', '-');
    const answer = await admin.posts('/', { business_name: name, time_zone: 'Europe/Berlin' });
    expect(answer).toMatchObject(leads(`/b/${slug}/partners`));
    return new Center(admin, slug, mail);
  }

  get list(): string {
    return `/b/${this.slug}/partners`;
  }

  /** The path of the link in the mail. */
  async invites(
    { email }: Pick<Person, 'email'>,
    level: 'admin' | 'standard' = 'standard',
    organisation = '',
  ): Promise<string> {
    // Other mails to them may come late: only those that invite are counted.
    const links = () => this.mail.all(email).filter(({ subject }) => /invites you/.test(subject));
    const before = links().length;
    await this.sendsInvite({ contact: email, level: level === 'admin' ? 'Admin' : 'Standard', organisation });
    await expect.poll(() => links().length).toBeGreaterThan(before);
    return new URL(links().at(-1)?.link('Accept Invite') ?? '').pathname;
  }

  async sendsInvite({ contact, kind = 'Agency', level = 'Standard', modules = [], organisation = '', note = '' }: Invite): Promise<void> {
    const fields = { contact, kind: code(kind), level: code(level), organisation, note };
    const chosen = modules.map((module): [string, string] => ['modules[]', code(module)]);
    expect(await this.admin.posts(`${this.list}/new`, [...Object.entries(fields), ...chosen])).toMatchObject(leads(this.list));
  }

  /** An Asset of the business; its id. */
  async registers({ kind, name, advertiser, group = '' }: Asset): Promise<string> {
    const { admin, slug } = this;
    const account = advertiser && { advertiser_id: advertiser, currency: 'EUR', utc_offset: '60' };
    const fields = { kind: code(kind), name, owner: 'this_business', new_group: group, ...account };
    expect(await admin.posts(`/b/${slug}/assets/new`, fields)).toMatchObject(leads(`/b/${slug}/assets`));
    const list = await admin.calls('assets/list', { slug });
    const { rows } = JSON.parse(list.text) as { rows: { id: string; name: string }[] };
    const asset = rows.find((row) => row.name === name);
    if (!asset) throw new Error(`no Asset is called ${name}`);
    return asset.id;
  }

  /** A campaign; its id. */
  async creates(campaign: string, account = eu.name): Promise<string> {
    const { admin, slug } = this;
    const { ad_accounts } = JSON.parse((await admin.calls('campaigns/list', { slug })).text) as { ad_accounts: [string, string][] };
    const [ad_account] = ad_accounts.find(([, name]) => name.startsWith(account)) ?? [];
    if (!ad_account) throw new Error(`no ad account is called ${account}`);
    const fields = {
      name: campaign,
      objective: 'traffic',
      ad_account,
      budget_kind: 'daily',
      budget: '250',
      start: '2099-01-31T09:00',
      status: 'active',
    };
    const answer = await admin.posts(`/b/${slug}/campaigns/new`, fields);
    expect(answer.status, answer.text).toBe(303);
    return answer.headers.location?.split('/').at(-1) ?? '';
  }

  /** The id of an Asset group. */
  async group(name: string): Promise<string> {
    const list = await this.admin.calls('assets/groups', { slug: this.slug });
    const found = (JSON.parse(list.text) as { id: string; name: string }[]).find((group) => group.name === name);
    if (!found) throw new Error(`no Asset group is called ${name}`);
    return found.id;
  }

  /** The id of an organisation that somebody here belongs to. */
  async organisation(name: string): Promise<string> {
    const { admin, slug } = this;
    const answer = await admin.calls('partners/list', { slug, 'asked[filter][organisation]': name });
    const { organisation } = JSON.parse(answer.text) as { organisation: { all: string } };
    return organisation.all.split('/').at(-2) ?? '';
  }

  async partners(): Promise<PartnerItem[]> {
    const answer = await this.admin.calls('partners/list', { slug: this.slug, search: '' });
    expect(answer.status, answer.text).toBe(200);
    const { rows } = JSON.parse(answer.text) as { rows: { partner: PartnerItem; reach: string }[] };
    return rows.map(({ partner, reach }) => ({ ...partner, reach }));
  }

  async partner({ email, name }: Pick<Person, 'email' | 'name'>): Promise<PartnerItem> {
    const found = (await this.partners()).find((row) => row.contact === email || row.name === email);
    if (!found) throw new Error(`nobody in the list has ${email}, nor is it ${name}`);
    return found;
  }

  /** Whether there was one: that they are here is written down beside their first request. */
  async endsASession(person: Person): Promise<boolean> {
    const { id } = await this.partner(person);
    const page = await this.admin.calls('partners/one', { slug: this.slug, id });
    const { sessions } = (JSON.parse(page.text) as { Whole: { sessions: { handle: string }[] } }).Whole;
    const [open] = sessions;
    if (!open) return false;
    const answer = await this.admin.posts(`${this.list}/${id}/sessions/end`, { session: open.handle });
    expect(answer).toMatchObject(leads(`${this.list}/${id}`));
    return true;
  }

  async cancels(person: Person): Promise<void> {
    const { id } = await this.partner(person);
    expect(await this.admin.posts(`${this.list}/${id}/cancel`)).toMatchObject(leads(this.list));
  }

  /** What it would end is looked at first. */
  async revokes(person: Pick<Person, 'email' | 'name'>): Promise<void> {
    const { admin, slug } = this;
    const { id: partner } = await this.partner(person);
    const shown = JSON.parse((await admin.calls('partners/rehearse-revoke', { slug, partner })).text) as {
      Shown: { rehearsed: string };
    };
    const { rehearsed } = shown.Shown;
    const answer = await admin.calls('partners/revoke', { slug, partner, rehearsed, tell: 'yes' });
    expect(JSON.parse(answer.text)).toBe('Revoked');
  }

  /** Everything that a request may not have changed, without what the clock changes by itself. */
  async stands(): Promise<unknown> {
    const { admin, slug } = this;
    const rows = (await this.partners()).map(({ last: _, about_state: __, ...row }) => row);
    const members = await admin.calls('members/list', { slug });
    const settings = await admin.calls('settings/ask', { slug });
    const assets = await admin.calls('assets/list', { slug });
    const account = await admin.sends('/account');
    const start = await admin.sends('/');
    for (const { status, text } of [members, settings, assets, account, start]) expect(status, text).toBe(200);
    return { rows, members: members.text, settings: settings.text, assets: assets.text, account: account.text, start: start.text };
  }
}

function code(words: string): string {
  return words.toLowerCase().replaceAll(' ', '_');
}

export interface PartnerItem {
  id: string;
  name: string;
  contact: string | null;
  kind: string;
  level: string;
  reach: string;
  state: string;
  last: unknown;
  about_state: unknown;
}

/** Somebody who has opened a link, as their browser would, with the id that the form shows. */
export async function opens(house: Pick<House, 'address'>, link: string, caller = new Caller(house.address)): Promise<Opened> {
  expect(await caller.sends(link)).toMatchObject(leads('/invite'));
  return { caller, invitation: await shown(caller) };
}

export interface Opened {
  caller: Caller;
  invitation: string;
}

export async function shown(caller: Caller): Promise<string> {
  const [, id = ''] = /name="invitation" value="([^"]+)"/.exec((await caller.sends('/invite')).text) ?? [];
  expect(id, 'the id in the form').not.toBe('');
  return id;
}

/** Somebody who was invited and accepted. */
export async function isIn(
  center: Center,
  house: House,
  person: Person,
  level: 'admin' | 'standard' = 'standard',
): Promise<Caller> {
  const opened = await opens(house, await center.invites(person, level));
  expect(await joins(opened, person)).toMatchObject(leads(`/b/${center.slug}`));
  return opened.caller;
}

/** **Create account and accept**. */
export async function joins({ caller, invitation }: Opened, { name, password }: Person, more: Fields = {}): Promise<Answer> {
  return caller.posts('/invite/create', [...Object.entries({ invitation, name, password }), ...entries(more)]);
}

export function entries(fields: Fields): [string, string][] {
  return Array.isArray(fields) ? fields : Object.entries(fields);
}

export function heading({ text }: Answer): string {
  const [, words = ''] = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(text) ?? [];
  return words.replace(/<[^>]*>/g, '').trim();
}

export async function linkIn(mail: MailServer, to: string, subject: RegExp, button: string): Promise<string> {
  return new URL((await mail.to(to).subject(subject)).link(button)).pathname;
}

/** What a reader sees of a page: no tags, and nothing that is there for scripts. */
export function words(html: string): string {
  return html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
}

export function allMails(mail: MailServer): string[] {
  const everybody = [ada, omar, mina, leo, mallory].map(({ email }) => email);
  return [...everybody, 'ada@home.example'].flatMap((email) =>
    mail.all(email).map(({ subject }) => `${email}: ${subject}`),
  );
}
