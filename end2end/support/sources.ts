// What the sources of the app name: each address that can be called.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from './house';

const APP = fileURLToPath(new URL('../../app/src/', import.meta.url));

async function sources(): Promise<string[]> {
  const files = (await readdir(APP, { recursive: true })).filter((file) => file.endsWith('.rs'));
  return Promise.all(files.map((file) => readFile(join(APP, file), 'utf8')));
}

/** Every server function, as the sources name it. */
export async function endpoints(): Promise<string[]> {
  const found = (await sources()).flatMap((source) => [...source.matchAll(/#\[server\((?:output = [\w:]+, )?endpoint = "([^"]+)"\)\]/g)]);
  const all = (await sources()).flatMap((source) => [...source.matchAll(/#\[server\((?!default|flatten)/g)]);
  expect(found.length, 'server functions whose address stands in the sources').toBe(all.length);
  return found.map(([, endpoint]) => endpoint ?? '').sort();
}

/** Every address that takes a post, as the sources name it. */
export async function postRoutes(): Promise<string[]> {
  const constants = new Map(
    [...(await readFile(join(APP, 'path.rs'), 'utf8')).matchAll(/pub const (\w+): &str = "(\/[^"]*)"/g)].map(
      ([, name, value]) => [`path::${name}`, value ?? ''],
    ),
  );
  const found = [];
  let written = 0;
  for (const source of await sources()) {
    written += [...source.matchAll(/(?<![\w"])post\(/g)].length;
    for (const [, place = ''] of source.matchAll(/\.route\(\s*("[^"]+"|path::\w+),\s*(?:get\([\w:]+\)\.)?post\(/g)) {
      found.push(place.startsWith('"') ? place.slice(1, -1) : (constants.get(place) ?? place));
    }
  }
  expect(found.length, 'routes that take a post').toBe(written);
  return found.sort();
}

/** Every page and file below a Business Center, as the sources route them. */
export async function centerPages(): Promise<string[]> {
  const root = await readFile(join(APP, 'lib.rs'), 'utf8');
  const around: string[] = [];
  const pages = [];
  for (const [, end, parent, place] of root.matchAll(/(<\/ParentRoute>)|<(Parent)?Route\s+path=path!\("([^"]*)"\)/g)) {
    if (end) around.pop();
    else if (parent) around.push(place ?? '');
    else pages.push([...around, place].filter(Boolean).join('/').replace('/b/:slug', ''));
  }
  expect(around, 'each route that holds others is closed').toEqual([]);
  const files = (await sources()).flatMap((source) => [...source.matchAll(/\.route\(\s*"\/b\/\{slug\}([^"]+)",\s*get\(/g)]);
  return [...new Set([...pages, ...files.map(([, place]) => place ?? '')])].sort();
}
