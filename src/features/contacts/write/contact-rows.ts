import type { CommandTools, Transaction } from '../../../storage/engine.ts';
import { type EventInput, recordEvent, recordEvents } from '../../events/events.ts';
import { gatheredTags, writeTags } from '../tags/tag-rows.ts';
import {
  type ChangedContact,
  type SearchText,
  putSearchText,
  putSearchTexts,
  updateContactRow,
  updateContactRows,
} from '../contacts.store.ts';

type OfContact = { locationNo: number; contactNo: number };

/** Where the rows of changed contacts go. */
export type ContactRows = {
  /** Gives a contact the tags that are wanted, `before` being what it has; returns their names as listed. */
  writeTags(of: OfContact, before: readonly string[], wanted: readonly string[]): Promise<string[]>;
  update(row: ChangedContact): Promise<void>;
  putText(row: SearchText): Promise<void>;
  record(event: EventInput): Promise<void>;
};

/** Each at once. */
export function directRows(tx: Transaction, tools: CommandTools): ContactRows {
  return {
    writeTags: (of, before, wanted) => writeTags(tx, of, before, wanted, tools),
    update: (row) => updateContactRow(tx, row),
    putText: (row) => putSearchText(tx, row),
    record: (event) => recordEvent(tx, event, tools),
  };
}

/** Gathered until `write`, then written in a statement for each kind of row, however many there are. */
export function gatheredRows(
  tx: Transaction,
  locationNo: number,
  tools: CommandTools,
): ContactRows & { write(): Promise<void> } {
  const tags = gatheredTags(tx, locationNo, tools);
  const rows: ChangedContact[] = [];
  const texts: SearchText[] = [];
  const events: EventInput[] = [];
  return {
    writeTags: tags.writeTags,
    update: async (row) => void rows.push(row),
    putText: async (row) => void texts.push(row),
    record: async (event) => void events.push(event),
    write: async () => {
      await tags.write();
      const [ofRows, ofTexts, ofEvents] = [rows.splice(0), texts.splice(0), events.splice(0)];
      if (ofRows.length > 0) await updateContactRows(tx, locationNo, ofRows);
      if (ofTexts.length > 0) await putSearchTexts(tx, locationNo, ofTexts);
      if (ofEvents.length > 0) await recordEvents(tx, locationNo, ofEvents, tools);
    },
  };
}
