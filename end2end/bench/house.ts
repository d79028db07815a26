// The Keyholder that is measured: a demo of 4,000 partners, behind a proxy that names many clients.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { simpleParser } from 'mailparser';
import { EXECUTABLE, freeAddress, Keyholder } from '../support/keyholder';

const run = promisify(execFile);

export class House {
  cookie = '';
  private clients = 0;

  private constructor(
    readonly url: string,
    readonly data: string,
    readonly email: string,
    readonly password: string,
    readonly slugs: string[],
    private readonly env: Record<string, string>,
  ) {}

  static async filled(partners: number, centers: number, more: Record<string, string> = {}): Promise<House> {
    const data = join(await mkdtemp(join(tmpdir(), 'keyholder-bench-')), 'data');
    const address = await freeAddress();
    const env = { KEYHOLDER_LISTEN: address, KEYHOLDER_DATA: data, KEYHOLDER_TRUSTED_PROXIES: '127.0.0.1', ...more };
    const { stdout } = await run(EXECUTABLE, ['demo', `--partners=${partners}`, `--centers=${centers}`], { env });
    const told = (label: string) => new RegExp(`^${label}\\s+(\\S+)$`, 'm').exec(stdout)?.[1] ?? '';
    const slugs = [...stdout.matchAll(/\/b\/([\w-]+)\/partners/g)].map(([, slug]) => slug ?? '');
    return new House(`http://${address}`, data, told('Email'), told('Password'), slugs, env);
  }

  start(log = 'info'): Promise<Keyholder> {
    return Keyholder.start({ folder: tmpdir(), env: { ...this.env, KEYHOLDER_LOG: log } });
  }

  /** Posts a form as one of many clients; redirects are answers. */
  post(path: string, fields: Record<string, string>, cookie = this.cookie): Promise<Response> {
    const client = `10.${(this.clients >> 16) & 255}.${(this.clients >> 8) & 255}.${this.clients++ & 255}`;
    return fetch(this.url + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie, origin: this.url, 'x-forwarded-for': client },
      redirect: 'manual',
    });
  }

  async logIn(): Promise<void> {
    this.cookie = cookieOf(await this.post('/login', { email: this.email, password: this.password }));
  }

  /** The cookie of somebody who is in. */
  async logInAs(slug: string, partner: string): Promise<string> {
    const [, email = ''] = />([\w.]+@[\w.-]+\.example)</.exec(await this.page(`/b/${slug}/partners/${partner}`)) ?? [];
    return cookieOf(await this.post('/login', { email, password: this.password }, ''));
  }

  async page(path: string): Promise<string> {
    const answer = await fetch(this.url + path, { headers: { cookie: this.cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.text();
  }

  /** How long an answer to a wrong password takes. */
  async failsToLogIn(email = this.email): Promise<void> {
    await (await this.post('/login', { email, password: 'not the password' }, '')).text();
  }

  async invites(slug: string, contact: string): Promise<void> {
    const answer = await this.post(`/b/${slug}/partners/new`, { contact, kind: 'agency', level: 'standard' });
    if (answer.status !== 303) throw new Error(`inviting ${contact}: ${answer.status}`);
  }

  /** The links of the mails that are kept, by address. */
  async links(): Promise<Map<string, string>> {
    const folder = join(this.data, 'mail');
    const links = new Map<string, string>();
    // One that begins with a dot is being written.
    for (const file of (await readdir(folder)).filter((name) => !name.startsWith('.'))) {
      const mail = await simpleParser(await readFile(join(folder, file)));
      const [link] = /^http\S+\/invite\/\S+$/m.exec(mail.text ?? '') ?? [];
      const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
      if (link && to?.value[0]?.address) links.set(to.value[0].address, link);
    }
    return links;
  }

  /** The cookie that a living link gives, and the id that its page shows. */
  async opens(link: string): Promise<{ cookie: string; invitation: string }> {
    const cookie = cookieOf(await fetch(link, { redirect: 'manual' }));
    const page = await (await fetch(`${this.url}/invite`, { headers: { cookie } })).text();
    const [, invitation = ''] = /name="invitation" value="([^"]+)"|value="([^"]+)" name="invitation"/.exec(page) ?? [];
    return { cookie, invitation };
  }
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
