// Load on one address, and what it came to.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { quantile } from './report';

const run = promisify(execFile);

export interface Load {
  /** Requests a second. */
  rate: number;
  /** In milliseconds. */
  p50: number;
  p99: number;
}

export interface Post {
  path: string;
  fields: Record<string, string>;
  /** Of whoever posts it; else that of all. */
  cookie?: string;
}

const SECONDS = 5;
const THREADS = 2;
const POSTS = fileURLToPath(new URL('posts.lua', import.meta.url));

/** Eight connections for five seconds, without compression; it stops by itself. */
export async function load(url: string, headers: Record<string, string> = {}): Promise<Load> {
  return wrk([`-d${SECONDS}s`, ...named(headers), url]);
}

/** As many of the forms as eight connections get through in so many seconds; whatever is not answered by 303 ends it. */
export async function posting(seconds: number, url: string, posts: Post[], headers: Record<string, string> = {}): Promise<Load> {
  const file = join(await mkdtemp(join(tmpdir(), 'keyholder-posts-')), 'posts');
  await writeFile(file, posts.map(line).join(''));
  const form = { ...headers, origin: url, 'content-type': 'application/x-www-form-urlencoded' };
  return wrk([`-d${seconds}s`, ...named(form), '-s', POSTS, url, '--', file, String(THREADS)]);
}

function line({ path, fields, cookie = '' }: Post): string {
  return `${path}\t${cookie}\t${new URLSearchParams(fields)}\n`;
}

function named(headers: Record<string, string>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
}

async function wrk(how: string[]): Promise<Load> {
  const { stdout } = await run('wrk', [`-t${THREADS}`, '-c8', '--latency', ...how]);
  if (/Non-2xx/.test(stdout)) throw new Error(`answered with errors: wrk ${how.join(' ')}\n${stdout}`);
  const number = (pattern: RegExp) => pattern.exec(stdout)?.slice(1) ?? [];
  const [rate] = number(/Requests\/sec:\s+([\d.]+)/);
  return { rate: Number(rate), p50: time(number(/50%\s+([\d.]+)(us|ms|s)/)), p99: time(number(/99%\s+([\d.]+)(us|ms|s)/)) };
}

function time([value, unit]: string[]): number {
  return Number(value) * (unit === 'us' ? 0.001 : unit === 's' ? 1000 : 1);
}

/** Does it so often, a few at a time. */
export async function burst(times: number, atOnce: number, deed: (turn: number) => Promise<void>): Promise<Load> {
  const took: number[] = [];
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    for (let turn = next++; turn < times; turn = next++) {
      const start = performance.now();
      await deed(turn);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - began) / 1000;
  return { rate: times / seconds, p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

/** Resident memory of a process, in MB. */
export async function memory(pid: number): Promise<number> {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
