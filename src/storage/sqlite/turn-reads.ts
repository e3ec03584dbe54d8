import type { Executor } from '../engine.ts';
import type { Connection } from './connection.ts';

export type TurnReads = Executor & {
  /** Ends the turn's snapshot early: what is read next sees all that is committed by now. */
  refresh(): void;
  close(): void;
};

/**
 * Reads of one turn of the event loop share one snapshot: half the cost of a point read is taking
 * and giving back the file's lock. No snapshot outlives its turn.
 */
export function readByTurn(connection: Connection): TurnReads {
  let open = false;
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
  };
  return {
    db: connection.db,
    run: (statement, values) => {
      begin();
      return connection.run(statement, values);
    },
    refresh: end,
    close: () => {
      end();
      connection.close();
    },
  };
}
