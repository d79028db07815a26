// The database file as somebody has it in their hands who is not Keyholder. Nobody may have it open meanwhile.

import { readFile, writeFile } from 'node:fs/promises';
import initSqlJs, { type Database } from 'sql.js';

export async function rewrites(file: string, change: (database: Database) => void): Promise<void> {
  const sql = await initSqlJs();
  const bytes = await readFile(file);
  // sql.js has no shared memory and so can't open a write-ahead log; Keyholder turns it on again.
  bytes.fill(1, 18, 20);
  const database = new sql.Database(bytes);
  change(database);
  await writeFile(file, database.export());
  database.close();
}
