// A mail server that really takes mails, and hands them to the test.

import { EventEmitter } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** How long a mail may take to arrive. */
const PATIENCE_MS = 10_000;

/** A mail as it arrived. */
export class Letter {
  constructor(
    readonly to: readonly string[],
    private readonly parsed: ParsedMail,
    /** Headers and bodies, as they came over the wire. */
    readonly source: string,
  ) {}

  get subject(): string {
    return this.parsed.subject ?? '';
  }

  get text(): string {
    return this.parsed.text ?? '';
  }

  get html(): string {
    return this.parsed.html || '';
  }

  header(name: string): string {
    return String(this.parsed.headerLines.find(({ key }) => key === name.toLowerCase())?.line ?? '');
  }

  /** Where a button of the mail leads. Whoever reads the plain text finds the same address there. */
  link(label: string): string {
    const links = [...this.html.matchAll(/<a\b[^>]*\bhref="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)];
    const href = links.find(([, , words]) => words?.replace(/<[^>]*>/g, '').trim() === label)?.[1];
    if (href === undefined) throw new Error(`no button "${label}" in the mail "${this.subject}"`);
    const address = href.replaceAll('&amp;', '&');
    if (!this.text.includes(address)) throw new Error(`the plain text of "${this.subject}" has no ${address}`);
    return address;
  }
}

export class MailServer {
  private readonly arrived: Letter[] = [];
  private readonly refused = new Map<string, { said: string; code: number }>();
  private answers = Promise.resolve();
  private readonly events = new EventEmitter();

  private constructor(private readonly server: SMTPServer) {
    this.events.setMaxListeners(0);
  }

  /** With a certificate it speaks TLS from the first byte; without, never. */
  static async open(certificate?: { key: Buffer; cert: Buffer }): Promise<MailServer> {
    const server = new SMTPServer({
      authOptional: true,
      ...(certificate ? { secure: true, ...certificate } : { disabledCommands: ['STARTTLS'] }),
      // The sender keeps its connection for the next mail; nobody waits for that.
      closeTimeout: 100,
      onRcptTo({ address }, _session, done) {
        const refusal = mails.refused.get(address);
        done(refusal ? Object.assign(new Error(refusal.said), { responseCode: refusal.code }) : null);
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          mails
            .take(to, Buffer.concat(chunks))
            .then(() => mails.answers)
            .then(() => done(), done);
        });
      },
    });
    const mails = new MailServer(server);
    await new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(0, '127.0.0.1', () => {
        server.off('error', failed);
        // A sender that is stopped in the middle is no fault of the test.
        server.on('error', () => {});
        listening();
      });
    });
    return mails;
  }

  /** Whatever is sent there from now on is refused with these words: for good, or with a code of 450 for now. */
  refuses(address: string, said: string, code: 450 | 550 = 550): void {
    this.refused.set(address, { said, code });
  }

  /** Whatever is sent there from now on is taken again. */
  takes(address: string): void {
    this.refused.delete(address);
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return this.server.options.secure ? `smtps://localhost:${port}` : `smtp://127.0.0.1:${port}`;
  }

  /** From now on it takes mails without saying so, until what this gives is called. */
  isSilent(): () => void {
    let speak = () => {};
    this.answers = new Promise((resolve) => {
      speak = resolve;
    });
    return speak;
  }

  close(): Promise<void> {
    return new Promise((closed) => this.server.close(closed));
  }

  /** Everything that came for somebody up to now. */
  all(address: string): Letter[] {
    return this.arrived.filter(({ to }) => to.includes(address));
  }

  /** `await mail.to(mina.email).subject(/invites you/)` waits until it is there. */
  to(address: string): { subject(wanted: RegExp): Promise<Letter> } {
    return { subject: (wanted) => this.next(address, wanted) };
  }

  private async next(address: string, wanted: RegExp): Promise<Letter> {
    const found = () => this.all(address).findLast(({ subject }) => wanted.test(subject));
    const there = found();
    if (there) return there;
    return new Promise((resolve, reject) => {
      const look = () => {
        const letter = found();
        if (letter) stop(() => resolve(letter));
      };
      const patience = setTimeout(() => {
        const got = this.arrived.map(({ to, subject }) => `${to.join()}: ${subject}`).join('\n') || 'nothing';
        stop(() => reject(new Error(`no mail to ${address} with the subject ${wanted}; arrived:\n${got}`)));
      }, PATIENCE_MS);
      const stop = (then: () => void) => {
        clearTimeout(patience);
        this.events.off('mail', look);
        then();
      };
      this.events.on('mail', look);
    });
  }

  private async take(to: string[], source: Buffer): Promise<void> {
    this.arrived.push(new Letter(to, await simpleParser(source), source.toString()));
    this.events.emit('mail');
  }
}
