// What a mail server reports of a mail that it had taken and could not deliver.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Letter } from './mail';

/** Below the folder of the house. */
export const MAILDIR = 'bounces';
export const TOKEN = 'a-token-of-the-tests-that-nobody-guesses';

/** As Postfix writes it; of its lines only those that anybody reads. */
export function report(letter: Letter, said: string): string {
  const recipient = letter.to[0] ?? '';
  return [
    'From: MAILER-DAEMON@relay.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="4F1A22C0/relay.example"',
    '',
    '--4F1A22C0/relay.example',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `<${recipient}>: host mx.example[192.0.2.25] said: ${said}`,
    '',
    '--4F1A22C0/relay.example',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    `Diagnostic-Code: smtp; ${said}`,
    '',
    '--4F1A22C0/relay.example',
    'Content-Type: message/rfc822',
    '',
    letter.source,
    '--4F1A22C0/relay.example--',
    '',
  ].join('\r\n');
}

/** By HTTP; the status of the answer. */
export async function posts(url: string, body: string, token = TOKEN): Promise<number> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'message/rfc822' };
  return (await fetch(`${url}/bounces`, { method: 'POST', headers, body })).status;
}

/** As a new mail in the Maildir. */
export async function arrives(folder: string, body: string): Promise<void> {
  await writeFile(join(folder, MAILDIR, 'new', '1795510803.V1.relay'), body);
}
