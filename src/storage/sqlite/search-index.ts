import type { DatabaseSync } from 'node:sqlite';
import {
  type IndexTerms,
  type IndexedContact,
  type IndexedTo,
  termsOfLocation,
} from '../search-index.ts';
import { type NoteChanges, followNotes } from './note-index.ts';

/** What hangs on a contact and is found by, a number each. */
type List = {
  table: string;
  column: string;
  /** Rows whose column is 0; all where absent. */
  onlyWhereNot?: string;
  /** Found by the location as well. */
  isOfLocation?: true;
};
const lists = {
  tagNos: { table: 'contact_tags', column: 'tag_no' },
  hookNos: { table: 'enrolments', column: 'hook_no' },
  appointments: { table: 'appointments', column: 'start_at' },
  openTasks: { table: 'tasks', column: 'due_at', onlyWhereNot: 'completed', isOfLocation: true },
  noteTimes: { table: 'notes', column: 'updated_at', isOfLocation: true },
  taskTimes: { table: 'tasks', column: 'updated_at', isOfLocation: true },
  appointmentTimes: { table: 'appointments', column: 'updated_at' },
} as const satisfies Record<string, List>;
type ListName = keyof typeof lists;
const listNames = Object.keys(lists) as ListName[];

type Row = Pick<IndexedContact, 'body' | 'dateAdded' | 'dateUpdated'>;
type Lists = Pick<IndexedContact, ListName>;
const listsOf = (listOf: (name: ListName) => number[]): Lists => ({
  tagNos: listOf('tagNos'),
  hookNos: listOf('hookNos'),
  appointments: listOf('appointments'),
  openTasks: listOf('openTasks'),
  noteTimes: listOf('noteTimes'),
  taskTimes: listOf('taskTimes'),
  appointmentTimes: listOf('appointmentTimes'),
});
const noLists: Lists = listsOf(() => []);

/** What has become of a contact; `row` is absent where only what hangs on it has changed. */
type Change = {
  row?: { locationNo: number; isNew: boolean; before: Row | null; after: Row | null };
  lists: { name: ListName; value: number; isAdded: boolean }[];
};

/** Changes of contacts and notes that are not in the index yet, by number; `buildTo` is how far it is to be built. */
export type IndexChanges = {
  contacts: Map<number, Change>;
  notes: NoteChanges;
  buildTo?: IndexedTo;
  isMerged?: boolean;
};

export type SearchIndex = {
  /** Where the changes go that this connection makes from now on. */
  collectIn(changes: IndexChanges): void;
  /** Adds those of a command to those of its group. */
  add(to: IndexChanges, from: IndexChanges): void;
  /** Brings the index up to what the group has made of the contacts: its last statements. */
  write(changes: IndexChanges): void;
};

export function noChanges(): IndexChanges {
  return { contacts: new Map(), notes: new Map() };
}

/**
 * Follows every change of contacts, and of what hangs on them, that this connection makes, whichever statement it is,
 * and keeps the index by what each contact was before the group and is after it.
 */
export function followContacts(database: DatabaseSync, terms: IndexTerms): SearchIndex {
  let changes = noChanges();
  const changeOf = (no: number): Change => {
    const known = changes.contacts.get(no) ?? { lists: [] };
    changes.contacts.set(no, known);
    return known;
  };
  database.function(
    'index_contact',
    (no, locationNo, isNew, oldBody, oldAdded, oldUpdated, body, added, updated) => {
      join(changeOf(Number(no)), {
        row: {
          locationNo: Number(locationNo),
          isNew: isNew === 1,
          before: rowOf(oldBody, oldAdded, oldUpdated),
          after: rowOf(body, added, updated),
        },
        lists: [],
      });
      return null;
    },
  );
  database.function('index_list', (no, name, value, isAdded) => {
    const list = listNames.find((each) => each === name);
    if (!list) throw new Error(`no list ${String(name)}`);
    changeOf(Number(no)).lists.push({ name: list, value: Number(value), isAdded: isAdded === 1 });
    return null;
  });
  database.exec(triggers());
  const statements = statementsOf(database);
  const ofNotes = followNotes(database, terms);
  return {
    collectIn: (collected) => {
      changes = collected;
      ofNotes.collectIn(collected.notes);
    },
    add: (to, from) => {
      ofNotes.add(to.notes, from.notes);
      for (const [no, change] of from.contacts) {
        const known = to.contacts.get(no);
        if (known) join(known, change);
        else to.contacts.set(no, change);
      }
      if (from.buildTo !== undefined) to.buildTo = from.buildTo;
      if (from.isMerged) to.isMerged = true;
    },
    write: ({ contacts, notes, buildTo, isMerged }) => {
      const isChanged = contacts.size > 0 || notes.size > 0;
      if (!isChanged && buildTo === undefined && !isMerged) return;
      const builtTo = statements.builtTo();
      let takenOut = ofNotes.write(notes);
      // In this order each group is one part of the index.
      for (const no of [...contacts.keys()].toSorted((a, b) => a - b)) {
        const change = contacts.get(no);
        if (!change || no > builtTo) continue;
        const sides = sidesOf(no, change, statements);
        if (!sides) continue;
        put(no, sides, terms, statements);
        if (!sides.after) takenOut += 1;
      }
      if (takenOut > 0) statements.countTakenOut(takenOut);
      if (buildTo === 'nothing') {
        statements.clear(terms.version);
        ofNotes.clear();
      } else if (typeof buildTo === 'object') ofNotes.build(buildTo.notes);
      else if (buildTo !== undefined) build(builtTo, buildTo, terms, statements);
      if (isMerged) merge(statements);
    },
  };
}

function rowOf(body: unknown, added: unknown, updated: unknown): Row | null {
  if (typeof body !== 'string') return null;
  return { body, dateAdded: Number(added), dateUpdated: Number(updated) };
}

/** What came later takes the place of what came before. */
function join(change: Change, { row, lists: more }: Change): void {
  change.lists.push(...more);
  if (!row) return;
  change.row = change.row ? { ...row, isNew: change.row.isNew, before: change.row.before } : row;
}

type Sides = {
  locationNo: number;
  before: IndexedContact | null;
  after: IndexedContact | null;
};

/** The contact before and after; undefined where nothing of it was or is in the index. */
function sidesOf(no: number, change: Change, statements: Statements): Sides | undefined {
  const row = change.row ?? statements.untouched(no);
  if (!row || (!row.before && !row.after)) return undefined;
  const { locationNo, before, after } = row;
  const isStill = before !== null && after !== null;
  if (isStill && change.lists.length === 0) {
    return { locationNo, before: { ...before, ...noLists }, after: { ...after, ...noLists } };
  }
  const listsAfter = row.isNew ? gained(change) : statements.lists(no, locationNo);
  const listsBefore = before && !row.isNew ? undone(listsAfter, change) : noLists;
  return {
    locationNo,
    before: before && { ...before, ...listsBefore },
    after: after && { ...after, ...listsAfter },
  };
}

function gained(change: Change): Lists {
  return changed(noLists, change, ({ isAdded }) => isAdded);
}

/** As the lists were before the changes. */
function undone(after: Lists, change: Change): Lists {
  return changed(after, change, ({ isAdded }) => !isAdded);
}

function changed(
  from: Lists,
  change: Change,
  adds: (each: Change['lists'][number]) => boolean,
): Lists {
  const values = new Map(listNames.map((name) => [name, [...from[name]]]));
  const all = change.lists;
  // What is taken away was put there by a change on the other side of it.
  for (const each of all) if (adds(each)) values.get(each.name)?.push(each.value);
  for (const each of all) {
    const list = values.get(each.name);
    const at = adds(each) ? -1 : (list?.indexOf(each.value) ?? -1);
    if (at >= 0) list?.splice(at, 1);
  }
  return listsOf((name) => values.get(name) ?? []);
}

function put(
  no: number,
  { locationNo, before, after }: Sides,
  terms: IndexTerms,
  to: Statements,
): void {
  const { removed, added } = terms.changes(before, after, termsOfLocation(locationNo));
  if (removed !== '') to.remove(no, removed);
  // The index counts its rows: what it loses by a change it is given back.
  const isStill = before !== null && after !== null;
  if (added !== '' || (isStill && removed !== '')) to.add(no, added);
}

function build(
  from: number,
  to: number | 'the end',
  terms: IndexTerms,
  statements: Statements,
): void {
  const last = to === 'the end' ? Number.MAX_SAFE_INTEGER : to;
  for (const { no, locationNo, ...row } of statements.live(from, last)) {
    put(
      no,
      { locationNo, before: null, after: { ...row, ...statements.lists(no, locationNo) } },
      terms,
      statements,
    );
  }
  statements.setBuilt(to === 'the end' ? null : to);
}

type Statements = {
  add(no: number, text: string): void;
  remove(no: number, text: string): void;
  untouched(no: number): Change['row'];
  lists(no: number, locationNo: number): Lists;
  live(after: number, to: number): ({ no: number; locationNo: number } & Row)[];
  /** The number of the last contact that is in the index. */
  builtTo(): number;
  setBuilt(to: number | null): void;
  countTakenOut(by: number): void;
  clear(version: number): void;
  /** Begins or goes on to write the index as one piece; whether anything was left to do. */
  merge(isFirst: boolean): boolean;
  isMerging(): boolean;
  beginMerge(): void;
  endMerge(): void;
};

function statementsOf(database: DatabaseSync): Statements {
  const add = database.prepare('INSERT INTO contact_terms (rowid, terms) VALUES (?, ?)');
  const remove = database.prepare(
    `INSERT INTO contact_terms (contact_terms, rowid, terms) VALUES ('delete', ?, ?)`,
  );
  const columns = 'no, location_no, body, date_added, date_updated';
  const one = database.prepare(
    `SELECT ${columns} FROM contacts WHERE no = ? AND deleted_at IS NULL`,
  );
  const live = database.prepare(
    `SELECT ${columns} FROM contacts WHERE no > ? AND no <= ? AND deleted_at IS NULL ORDER BY no`,
  );
  const listed = Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [name, database.prepare(rowsOf(list))]),
  );
  const builtTo = database.prepare('SELECT built_to, merging_from FROM search_index');
  const setBuilt = database.prepare('UPDATE search_index SET built_to = ?');
  const takeOut = database.prepare('UPDATE search_index SET taken_out = taken_out + ?');
  const clear = database.prepare(`INSERT INTO contact_terms (contact_terms) VALUES ('delete-all')`);
  const begin = database.prepare('UPDATE search_index SET terms_version = ?, built_to = 0');
  const merges = ['contact_terms', 'note_terms'].map((table) =>
    database.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`),
  );
  const changesOf = database.prepare('SELECT total_changes() AS changes');
  const beginMerge = database.prepare('UPDATE search_index SET merging_from = taken_out');
  const endMerge = database.prepare(
    'UPDATE search_index SET merged = merging_from, merging_from = NULL',
  );
  const listOf = (name: ListName, no: number, locationNo: number): number[] => {
    const { isOfLocation }: List = lists[name];
    const of = isOfLocation ? [no, locationNo] : [no];
    return (listed[name]?.all(...of) ?? []).map(({ value }) => Number(value));
  };
  const toRow = (found: Record<string, unknown>): { no: number; locationNo: number } & Row => ({
    no: Number(found['no']),
    locationNo: Number(found['location_no']),
    body: String(found['body']),
    dateAdded: Number(found['date_added']),
    dateUpdated: Number(found['date_updated']),
  });
  return {
    add: (no, text) => void add.run(no, text),
    remove: (no, text) => void remove.run(no, text),
    untouched: (no) => {
      const found = one.get(no);
      if (!found) return undefined;
      const row = toRow(found);
      return { locationNo: row.locationNo, isNew: false, before: row, after: row };
    },
    lists: (no, locationNo) => listsOf((name) => listOf(name, no, locationNo)),
    live: (after, to) => live.all(after, to).map(toRow),
    builtTo: () => {
      const found = builtTo.get()?.['built_to'];
      return typeof found === 'number' ? found : Number.MAX_SAFE_INTEGER;
    },
    setBuilt: (to) => void setBuilt.run(to),
    countTakenOut: (by) => void takeOut.run(by),
    clear: (version) => {
      clear.run();
      begin.run(version);
    },
    merge: (isFirst) => {
      const count = (): number => Number(changesOf.get()?.['changes']);
      const left = merges.map((merge) => {
        const before = count();
        merge.run(isFirst ? -mergePages : mergePages);
        // The statement itself counts as one.
        return count() - before >= 2;
      });
      return left.includes(true);
    },
    isMerging: () => builtTo.get()?.['merging_from'] !== null,
    beginMerge: () => void beginMerge.run(),
    endMerge: () => void endMerge.run(),
  };
}

/** Of 4 KB each: what one part of a merge writes. */
const mergePages = 200;

/** All pieces of the index become one, in parts; what was taken out of them is in none then. */
function merge(statements: Statements): void {
  const isFirst = !statements.isMerging();
  if (isFirst) statements.beginMerge();
  if (!statements.merge(isFirst) && !isFirst) statements.endMerge();
}

function rowsOf({ table, column, onlyWhereNot, isOfLocation }: List): string {
  const tests = [
    'contact_no = ?',
    ...(isOfLocation ? ['location_no = ?'] : []),
    ...(onlyWhereNot === undefined ? [] : [`${onlyWhereNot} = 0`]),
  ];
  return `SELECT ${column} AS value FROM ${table} WHERE ${tests.join(' AND ')}`;
}

function triggers(): string {
  const live = (row: string): string =>
    ['body', 'date_added', 'date_updated']
      .map((column) => `CASE WHEN ${row}.deleted_at IS NULL THEN ${row}.${column} END`)
      .join(', ');
  const none = 'NULL, NULL, NULL';
  const trigger = (name: string, when: string, table: string, call: string): string =>
    `CREATE TEMP TRIGGER index_${name}_${table} AFTER ${when} ON ${table} BEGIN ${call}; END;`;
  const contact = (row: string, isNew: number, before: string, after: string): string =>
    `SELECT index_contact(${row}.no, ${row}.location_no, ${isNew}, ${before}, ${after})`;
  const ofContacts = [
    trigger('add', 'INSERT', 'contacts', contact('NEW', 1, none, live('NEW'))),
    trigger(
      'change',
      'UPDATE OF body, date_added, date_updated, deleted_at',
      'contacts',
      contact('NEW', 0, live('OLD'), live('NEW')),
    ),
    trigger('remove', 'DELETE', 'contacts', contact('OLD', 0, live('OLD'), none)),
  ];
  const ofLists = listNames.flatMap((name) => {
    const { table, column, onlyWhereNot }: List = lists[name];
    const columns = ['contact_no', column, ...(onlyWhereNot === undefined ? [] : [onlyWhereNot])];
    const test = (row: string): string =>
      onlyWhereNot === undefined ? '' : ` WHERE ${row}.${onlyWhereNot} = 0`;
    const list = (row: string, isAdded: number): string =>
      `SELECT index_list(${row}.contact_no, '${name}', ${row}.${column}, ${isAdded})${test(row)}`;
    return [
      trigger(`add_${name}`, 'INSERT', table, list('NEW', 1)),
      trigger(`remove_${name}`, 'DELETE', table, list('OLD', 0)),
      trigger(
        `change_${name}`,
        `UPDATE OF ${columns.join(', ')}`,
        table,
        `${list('OLD', 0)}; ${list('NEW', 1)}`,
      ),
    ];
  });
  return [...ofContacts, ...ofLists].join('\n');
}
