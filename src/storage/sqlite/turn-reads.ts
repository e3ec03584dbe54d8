import type { Reader } from '../engine.ts';
import type { Connection } from './connection.ts';

export type TurnReads = Reader & {
  /** Ends the turn's snapshot early: what is read next sees all that is committed by now. */
  refresh(): void;
  close(): void;
};

/**
 * Reads of one turn of the event loop share one snapshot: half the cost of a point read is taking
 * and giving back the file's lock. No snapshot outlives its turn.
 */
export function readByTurn(connection: Connection): TurnReads {
  const dataVersion = connection.database.prepare('PRAGMA data_version');
  let open = false;
  let version = 0;
  const end = (): void => {
    if (!open) return;
    open = false;
    connection.exec('COMMIT');
  };
  const begin = (): void => {
    if (open) return;
    connection.exec('BEGIN');
    open = true;
    setImmediate(end);
    version = Number(dataVersion.get()?.['data_version']);
  };
  return {
    db: connection.db,
    run: (statement, values) => {
      begin();
      return connection.run(statement, values);
    },
    each: (statement, values, take) => {
      begin();
      return connection.each(statement, values, take);
    },
    version: () => {
      begin();
      return version;
    },
    refresh: end,
    close: () => {
      end();
      connection.close();
    },
  };
}
