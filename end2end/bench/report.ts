// The table that `make bench` prints, and keeps beside the executable.

import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Load } from './load';

const FOLDER = fileURLToPath(new URL('../../target/bench/', import.meta.url));

export class Report {
  private readonly rows: [string, string, string, string][] = [];

  constructor(private readonly name: string) {}

  row(what: string, value: string): void {
    this.rows.push([what, value, '', '']);
  }

  load(what: string, { rate, p50, p99 }: Load): void {
    this.rows.push([what, `${Math.round(rate).toLocaleString('en')}/s`, `${short(p50)} ms`, `${short(p99)} ms`]);
  }

  /** How long something took each time, in milliseconds. */
  times(what: string, took: number[]): void {
    this.rows.push([what, '', `${short(quantile(took, 0.5))} ms`, `${short(quantile(took, 0.99))} ms`]);
  }

  async print(): Promise<void> {
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${new Date().toISOString().slice(0, 10)}`;
    const lines = this.rows.map((cells) => `| ${cells.join(' | ')} |`);
    const table = ['| | | p50 | p99 |', '| --- | --- | --- | --- |', ...lines].join('\n');
    await mkdir(FOLDER, { recursive: true });
    await writeFile(`${FOLDER}${this.name}.md`, `${machine}\n\n${table}\n`);
    console.log(`\n${machine}\n\n${table}`);
  }
}

function short(number: number): string {
  return number < 10 ? number.toFixed(1) : number.toFixed(0);
}

export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
