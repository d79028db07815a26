// What is taken away as a file, and opened in a spreadsheet.
// With the numbers of the known attacks; what a test of the rules proves needs no second proof here.

import { ada, halcyon } from '../../support/cast';
import { Center, isIn } from '../../support/center';
import { expect, test } from '../../support/house';
import { leads } from '../../support/raw';

/** The cells of a CSV file, row by row. */
function cells(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

test.describe('exports', { tag: '@script' }, () => {
  test.use({ signUp: 'open' });

  test('no cell of an export is a formula, whatever people are called (C-39)', async ({ house, mail }) => {
    const center = await Center.founded(house, mail, { ...ada, name: '=1+1 Lindqvist' }, halcyon.name);
    const names = ['=cmd|’ /C calc’!A0', '+1 555', '-2 Okafor', '@SUM(A1)', '"=1+1"', '\'=1+1'];
    for (const [number, name] of names.entries()) {
      // No mail goes to an address that begins with a dash, whatever a standard says.
      const email = `${['=', '+'][number] ?? ''}x${number}@agency.example`;
      await isIn(center, house, { name, email, password: ada.password });
    }
    const organisation = '@Bright, "Agency"';
    const invited = { contact: 'noor@bright.example', kind: 'agency', level: 'standard', organisation };
    expect(await center.admin.posts(`${center.list}/new`, invited)).toMatchObject(leads(center.list));
    const asset = { kind: 'shop', name: '=HYPERLINK("x")', owner: 'other', owner_name: '+Vane' };
    const answer = await center.admin.posts(`/b/${center.slug}/assets/new`, asset);
    expect(answer).toMatchObject(leads(`/b/${center.slug}/assets`));

    const files = { partners: `${center.list}/export.csv`, log: `/b/${center.slug}/audit/export.csv` };
    for (const [file, address] of Object.entries(files)) {
      const { status, text } = await center.admin.sends(address);
      expect(status, file).toBe(200);
      const all = cells(text);
      expect(all.length, file).toBeGreaterThan(names.length);
      for (const row of all) {
        expect(row, file).toHaveLength(all[0]?.length ?? 0);
        for (const cell of row) expect(cell, file).not.toMatch(/^[=+\-@\t\r\n]/);
      }
      // And nothing is lost: what was put before it is all that is added.
      for (const name of names) {
        const whole = /^[=+\-@]/.test(name) ? `'${name}` : name;
        expect(all.some((row) => row.includes(whole)), `${name} in ${file}`).toBe(true);
      }
    }
  });
});
