// Tables, read by the headings of their columns.

import { expect, type Locator } from '@playwright/test';

type Row = Record<string, string>;

/** All rows, each cell under the heading of its column. */
export async function rows(table: Locator): Promise<Row[]> {
  return table.evaluate((table) => {
    const words = (cell: Element) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
    const headings = [...table.querySelectorAll('thead th')].map(words);
    return [...table.querySelectorAll('tbody tr')].map((row) =>
      Object.fromEntries([...row.children].map((cell, column) => [headings[column] ?? '', words(cell)])),
    );
  });
}

/** Waits until a row has all these cells: a text stands somewhere in its cell, a pattern matches it. */
export async function expectRow(table: Locator, wanted: Record<string, string | RegExp>): Promise<void> {
  const cells = Object.entries(wanted).map(([heading, cell]) => [heading, expect.stringMatching(pattern(cell))]);
  await expect(table).toBeVisible();
  await expect.poll(() => rows(table)).toContainEqual(expect.objectContaining(Object.fromEntries(cells)));
}

function pattern(cell: string | RegExp): RegExp {
  return typeof cell === 'string' ? new RegExp(cell.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : cell;
}
