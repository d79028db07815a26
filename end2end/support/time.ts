// Time that passes for an invitation. The clock of an executable can't be moved, so what it has written is.

import { readFile, writeFile } from 'node:fs/promises';
import initSqlJs from 'sql.js';

const MICROSECONDS_OF_A_DAY = 86_400_000_000;

/** Lets so many days pass for everybody who is invited. Nobody may have the database open. */
export async function daysPass(database: string, days: number): Promise<void> {
  const { Database } = await initSqlJs();
  const bytes = await readFile(database);
  // sql.js has no shared memory and so can't open a write-ahead log; Keyholder turns it on again.
  bytes.fill(1, 18, 20);
  const db = new Database(bytes);
  const passed = days * MICROSECONDS_OF_A_DAY;
  db.run(
    `UPDATE partners SET invited_at = invited_at - ?, invitation_expires_at = invitation_expires_at - ?
      WHERE state = 'invited'`,
    [passed, passed],
  );
  if (db.getRowsModified() === 0) throw new Error('nobody is invited');
  await writeFile(database, db.export());
  db.close();
}
