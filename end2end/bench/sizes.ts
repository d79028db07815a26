// What comes over the wire.

import { once } from 'node:events';
import { request } from 'node:http';
import type { House } from './house';
import type { Report } from './report';

/** What a browser loads for a page the first time. */
export async function sizes(report: Report, house: House, partners: string, invite: string): Promise<void> {
  for (const [name, url, cookie] of [
    ['invite page', `${house.url}/invite`, invite],
    ['Partners', partners, house.cookie],
  ] as const) {
    const html = await bytes(url, cookie);
    const text = await (await fetch(url, { headers: { cookie } })).text();
    const files = [...new Set([...text.matchAll(/(\/pkg\/[^"'` )]+\.(?:css|js|wasm|woff2))/g)].map(([, file]) => file ?? ''))];
    const kinds = new Map<string, number>([['HTML', html]]);
    for (const file of files) {
      const kind = file.split('.').pop()?.toUpperCase().replace('WOFF2', 'font') ?? '';
      kinds.set(kind, (kinds.get(kind) ?? 0) + (await bytes(house.url + file, '')));
    }
    const all = [...kinds.values()].reduce((sum, part) => sum + part, 0);
    const told = [...kinds].map(([kind, size]) => `${kind} ${(size / 1000).toFixed(1)}`).join(', ');
    report.row(`Bytes of the ${name}, in kB as sent`, `${(all / 1000).toFixed(0)}: ${told}`);
  }
}

/** What a page of another part loads beside that, the first time; what parts share is counted with each. */
export async function parts(report: Report, house: House, partners: string): Promise<void> {
  const page = await (await fetch(partners, { headers: { cookie: house.cookie } })).text();
  const [, folder] = /"(\/pkg\/[0-9a-f]+)\//.exec(page) ?? [];
  const told = await (await fetch(`${house.url}${folder}/__wasm_split_manifest.json`)).json();
  for (const [part, files] of Object.entries(told as Record<string, string[]>).sort()) {
    const [, name = part] = /^(\w+)_\d+$/.exec(part) ?? [];
    let size = 0;
    for (const file of files) size += await bytes(`${house.url}${folder}/${file}.wasm`, '');
    report.row(`WASM of ${name.replaceAll('_', ' ')}, in kB as sent`, `${(size / 1000).toFixed(0)} in ${files.length} files`);
  }
}

/** As it comes over the wire: `fetch` would unpack it. */
async function bytes(url: string, cookie: string): Promise<number> {
  const [answer] = await once(
    request(url, { headers: { cookie, 'accept-encoding': 'gzip, br' } }).end(),
    'response',
  );
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  let size = 0;
  for await (const chunk of answer) size += (chunk as Buffer).length;
  return size;
}
