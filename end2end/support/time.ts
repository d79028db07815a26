// Time that passes for an invitation. The clock of an executable can't be moved, so what it has written is.

import type { Database } from 'sql.js';
import { halcyon } from './cast';

const MICROSECONDS_OF_A_DAY = 86_400_000_000;

/** Lets so many days pass for everybody who is invited. */
export function daysPass(days: number): (database: Database) => void {
  return (database) => {
    const passed = days * MICROSECONDS_OF_A_DAY;
    database.run(
      `UPDATE partners SET invited_at = invited_at - ?, invitation_expires_at = invitation_expires_at - ?
        WHERE state = 'invited'`,
      [passed, passed],
    );
    if (database.getRowsModified() === 0) throw new Error('nobody is invited');
  };
}

/** The day so many days ahead, where the Business Center is: as forms and as pages write it. */
export function dayAhead(days: number): { iso: string; words: string } {
  const at = new Date(Date.now() + (days * MICROSECONDS_OF_A_DAY) / 1000);
  const timeZone = halcyon.zone;
  return {
    iso: new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at),
    words: new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(at),
  };
}
