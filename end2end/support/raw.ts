// Requests as no browser sends them: every byte of target, headers and body is the test's. Cookies are kept, and no
// redirect is followed.

import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { expect } from '@playwright/test';
import type { Person } from './cast';
import type { MailServer } from './mail';

export type Fields = Record<string, string> | [name: string, value: string][];
export type Headers = Record<string, string | string[]>;

export interface Sent {
  method?: string;
  headers?: Headers;
  body?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Events, one after the other. */
export class EventStream {
  private readonly parts: AsyncIterator<string>;
  private text = '';

  constructor(private readonly answer: IncomingMessage) {
    this.parts = answer[Symbol.asyncIterator]() as AsyncIterator<string>;
  }

  get headers(): IncomingHttpHeaders {
    return this.answer.headers;
  }

  /** The data of the next event. */
  async hears(): Promise<string> {
    for (;;) {
      const [event, rest] = this.text.split(/\n\n([\s\S]*)/, 2);
      if (rest !== undefined) {
        this.text = rest;
        if (event?.startsWith('data: ')) return event.slice('data: '.length);
        continue;
      }
      const { done, value } = await this.parts.next();
      if (done) throw new Error('the stream ended');
      this.text += value;
    }
  }

  /** All that it still says, until it ends. */
  async says(): Promise<string[]> {
    for (let part = await this.parts.next(); !part.done; part = await this.parts.next()) this.text += part.value;
    return this.text
      .split('\n\n')
      .filter((event) => event.startsWith('data: '))
      .map((event) => event.slice('data: '.length));
  }

  /** It ends, whatever it says until then. */
  async ended(): Promise<void> {
    while (!(await this.parts.next()).done);
  }

  leaves(): void {
    this.answer.destroy();
  }
}

export class Caller {
  readonly cookies = new Map<string, string>();

  /** `address` without `http://`. */
  constructor(
    readonly address: string,
    private readonly always: Headers = {},
  ) {}

  async sends(target: string, { method = 'GET', headers = {}, body = '' }: Sent = {}): Promise<Answer> {
    const [hostname, port] = this.address.split(':');
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const all: Headers = {
      host: this.address,
      ...(cookie && { cookie }),
      ...(method !== 'GET' && { 'content-length': String(Buffer.byteLength(body)) }),
      ...this.always,
      ...headers,
    };
    // One line for each value: a list may hold what an object may not, like two hosts.
    const lines = Object.entries(all).flatMap(([name, values]) => [values].flat().flatMap((value) => [name, value]));
    const sent = request({ hostname, port, path: target, method, agent: false, headers: lines });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.setEncoding('utf8');
    let text = '';
    for await (const part of answer) text += part;
    for (const line of answer.headers['set-cookie'] ?? []) this.keeps(line);
    return { status: answer.statusCode ?? 0, headers: answer.headers, text };
  }

  /** Opens a stream of events, and listens until it leaves. */
  async listens(target: string): Promise<EventStream> {
    const [hostname, port] = this.address.split(':');
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = request({ hostname, port, path: target, agent: false, headers: { host: this.address, cookie } });
    sent.end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.setEncoding('utf8');
    return new EventStream(answer);
  }

  /** A form. */
  async posts(target: string, fields: Fields = {}, headers: Headers = {}): Promise<Answer> {
    const body = String(new URLSearchParams(fields));
    return this.sends(target, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  }

  /** A server function, as the pages call it. */
  async calls(endpoint: string, fields: Fields = {}, headers: Headers = {}): Promise<Answer> {
    return this.posts(`/api/${endpoint}`, fields, { accept: 'application/json', ...headers });
  }

  async signsUp({ name, email, password }: Person): Promise<void> {
    expect(await this.posts('/signup', { name, email, password })).toMatchObject(leads('/'));
    expect(this.isSignedIn()).toBe(true);
  }

  async confirms({ email }: Person, mail: MailServer): Promise<void> {
    const link = (await mail.to(email).subject(/Confirm your address/)).link('Confirm address');
    expect(await this.posts(new URL(link).pathname)).toMatchObject(leads('/'));
    // As their browser would: that page says what was done, once.
    expect(await this.sends('/')).toMatchObject({ status: 200 });
  }

  async logsIn({ email, password }: Pick<Person, 'email' | 'password'>, headers: Headers = {}): Promise<Answer> {
    return this.posts('/login', { email, password }, headers);
  }

  /** Its cookies, for a browser that goes on where it stands. */
  forBrowsers(): { name: string; value: string; url: string; httpOnly: true; sameSite: 'Lax' }[] {
    const url = `http://${this.address}`;
    return [...this.cookies].map(([name, value]) => ({ name, value, url, httpOnly: true, sameSite: 'Lax' }));
  }

  isSignedIn(): boolean {
    return this.cookies.has('session');
  }

  private keeps(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/;\s*Max-Age=0\b/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** What an answer is that sends on to an address. */
export function leads(to: string): { status: number; headers: Record<string, string> } {
  return { status: 303, headers: expect.objectContaining({ location: to }) as Record<string, string> };
}
