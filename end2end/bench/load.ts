// Load on one address, and what it came to.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Load {
  /** Requests a second. */
  rate: number;
  /** In milliseconds. */
  p50: number;
  p99: number;
}

const SECONDS = 5;

/** Eight connections for five seconds, without compression; it stops by itself. */
export async function load(url: string, headers: Record<string, string> = {}): Promise<Load> {
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const { stdout } = await run('wrk', ['-t2', '-c8', `-d${SECONDS}s`, '--latency', ...named, url]);
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} answers with errors:\n${stdout}`);
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

export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** Resident memory of a process, in MB. */
export async function memory(pid: number): Promise<number> {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
