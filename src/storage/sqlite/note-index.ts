import type { DatabaseSync } from 'node:sqlite';
import { type IndexTerms, type IndexedNote, termsOfLocation } from '../search-index.ts';

/** What has become of a note. */
type Change = { locationNo: number; before: IndexedNote | null; after: IndexedNote | null };
/** By number. */
export type NoteChanges = Map<number, Change>;

export type NoteIndex = {
  collectIn(changes: NoteChanges): void;
  add(to: NoteChanges, from: NoteChanges): void;
  /** How many notes were taken out. */
  write(changes: NoteChanges): number;
  clear(): void;
  build(to: number | 'the end'): void;
};

/** Follows every change of notes that this connection makes, as `followContacts` those of contacts. */
export function followNotes(database: DatabaseSync, terms: IndexTerms): NoteIndex {
  let changes: NoteChanges = new Map();
  database.function('index_note', (no, locationNo, oldTitle, oldBody, title, body) => {
    const key = Number(no);
    const known = changes.get(key);
    changes.set(key, {
      locationNo: Number(locationNo),
      before: known ? known.before : noteOf(oldTitle, oldBody),
      after: noteOf(title, body),
    });
    return null;
  });
  database.exec(triggers);
  const put = database.prepare('INSERT INTO note_terms (rowid, terms) VALUES (?, ?)');
  const remove = database.prepare(
    `INSERT INTO note_terms (note_terms, rowid, terms) VALUES ('delete', ?, ?)`,
  );
  const clear = database.prepare(`INSERT INTO note_terms (note_terms) VALUES ('delete-all')`);
  const begin = database.prepare('UPDATE search_index SET notes_built_to = 0');
  const built = database.prepare('SELECT notes_built_to FROM search_index');
  const setBuilt = database.prepare('UPDATE search_index SET notes_built_to = ?');
  const notes = database.prepare(
    'SELECT no, location_no, title, body FROM notes WHERE no > ? AND no <= ? ORDER BY no',
  );
  const builtTo = (): number => {
    const found = built.get()?.['notes_built_to'];
    return typeof found === 'number' ? found : Number.MAX_SAFE_INTEGER;
  };
  return {
    collectIn: (collected) => {
      changes = collected;
    },
    add: (to, from) => {
      for (const [no, change] of from) {
        to.set(no, { ...change, before: (to.get(no) ?? change).before });
      }
    },
    write: (written) => {
      const last = builtTo();
      let takenOut = 0;
      for (const no of [...written.keys()].toSorted((a, b) => a - b)) {
        const change = written.get(no);
        if (!change || no > last) continue;
        const start = termsOfLocation(change.locationNo);
        if (change.before) {
          remove.run(no, terms.ofNote(change.before, start));
          takenOut += 1;
        }
        if (change.after) put.run(no, terms.ofNote(change.after, start));
      }
      return takenOut;
    },
    clear: () => {
      clear.run();
      begin.run();
    },
    build: (to) => {
      const last = to === 'the end' ? Number.MAX_SAFE_INTEGER : to;
      for (const { no, location_no, title, body } of notes.all(builtTo(), last)) {
        const note = noteOf(title, body);
        if (note) put.run(Number(no), terms.ofNote(note, termsOfLocation(Number(location_no))));
      }
      setBuilt.run(to === 'the end' ? null : to);
    },
  };
}

function noteOf(title: unknown, body: unknown): IndexedNote | null {
  if (typeof body !== 'string') return null;
  return { title: typeof title === 'string' ? title : null, body };
}

const triggers = `
CREATE TEMP TRIGGER index_add_note AFTER INSERT ON notes BEGIN
  SELECT index_note(NEW.no, NEW.location_no, NULL, NULL, NEW.title, NEW.body);
END;
CREATE TEMP TRIGGER index_remove_note AFTER DELETE ON notes BEGIN
  SELECT index_note(OLD.no, OLD.location_no, OLD.title, OLD.body, NULL, NULL);
END;
CREATE TEMP TRIGGER index_change_note AFTER UPDATE OF title, body ON notes BEGIN
  SELECT index_note(NEW.no, NEW.location_no, OLD.title, OLD.body, NEW.title, NEW.body);
END;`;
