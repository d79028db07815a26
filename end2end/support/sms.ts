// An SMS gateway that really takes SMS over HTTP, in either format, and hands them to the test.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';

export type SmsFormat = 'json' | 'twilio';

/** An SMS as it arrived. */
export class Sms {
  constructor(
    readonly to: string,
    readonly text: string,
    readonly path: string,
    readonly authorization: string,
  ) {}

  /** Its one link. */
  get link(): string {
    const [link, ...more] = this.text.match(/https?:\S+/g) ?? [];
    if (link === undefined || more.length > 0) throw new Error(`not one link in "${this.text}"`);
    return link;
  }

  /** Its one code. */
  get code(): string {
    const [, code] = /\b(\d{6})\b/.exec(this.text) ?? [];
    if (code === undefined) throw new Error(`no code in "${this.text}"`);
    return code;
  }
}

export class SmsGateway {
  private readonly arrived: Sms[] = [];
  private refusal: { status: number; words: string } | undefined;

  private constructor(
    private readonly server: Server,
    private readonly format: SmsFormat,
  ) {}

  static async open(format: SmsFormat): Promise<SmsGateway> {
    const server = createServer((request, response) => {
      read(request).then((body) => {
        const { status, words } = gateway.answer(request, body);
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(words);
      }, response.destroy);
    });
    const gateway = new SmsGateway(server, format);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  /** `SMS_URL`. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    const place = `127.0.0.1:${port}`;
    return this.format === 'json'
      ? `http://keyholder:sesame@${place}/send`
      : `twilio://AC0123:sesame@+15005550006?api=http://${place}`;
  }

  /** From now on it takes nothing and says why. */
  refuses(status: number, words: string): void {
    this.refusal = { status, words };
  }

  behaves(): void {
    this.refusal = undefined;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  /** Everything that came for a number up to now. */
  all(number: string): Sms[] {
    return this.arrived.filter(({ to }) => to === number);
  }

  /** Waits until an SMS is there that reads so; the newest of them. */
  async to(number: string, wanted: RegExp): Promise<Sms> {
    const found = () => this.all(number).findLast(({ text }) => wanted.test(text));
    await expect.poll(found, `an SMS to ${number} that reads ${wanted}`).toBeDefined();
    return found() as Sms;
  }

  private answer(request: IncomingMessage, body: string): { status: number; words: string } {
    if (this.refusal) return this.refusal;
    const { url = '', headers } = request;
    const keep = (to: string, text: string) => this.arrived.push(new Sms(to, text, url, headers.authorization ?? ''));
    if (this.format === 'json') {
      const { to, text } = JSON.parse(body) as { to: string; text: string };
      keep(to, text);
      return { status: 202, words: '{}' };
    }
    const form = new URLSearchParams(body);
    keep(form.get('To') ?? '', form.get('Body') ?? '');
    return { status: 201, words: '{"sid": "SM0123", "status": "queued"}' };
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
