// How often a page asks the database.

import type { Keyholder } from '../support/keyholder';
import type { House } from './house';
import type { Report } from './report';
import { settled } from './until';

/** Counted in the log of a Keyholder that names each. */
export async function statements(report: Report, house: House, pages: Record<string, string>): Promise<void> {
  const keyholder = await house.start('info,sqlx::query=debug');
  for (const [name, url] of Object.entries(pages)) {
    // The first visit of a minute notes that somebody was there, and whatever sends mails looks for some in between.
    const counts = [];
    for (let time = 0; time < 4; time += 1) counts.push(await counted(keyholder, house, url));
    report.row(`Statements of ${name}`, String(Math.min(...counts)));
  }
  await keyholder.stop();
}

/** The page may be here before all that was logged of it is. */
async function counted(keyholder: Keyholder, house: House, url: string): Promise<number> {
  const before = await settled(async () => keyholder.log.length, 200);
  await house.page(url.slice(house.url.length));
  return settled(async () => keyholder.log.slice(before).match(/sqlx::query/g)?.length ?? 0, 200);
}
