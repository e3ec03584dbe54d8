import type { Migration } from './migration.ts';

export const notesAndTasks: Migration = {
  version: 4,
  name: 'notes-and-tasks',
  sqlite: `
CREATE TABLE notes (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  contact_no INTEGER NOT NULL REFERENCES contacts (no),
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  user_id TEXT,
  title TEXT,
  color TEXT,
  pinned INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX notes_id ON notes (location_no, id);
CREATE INDEX notes_contact ON notes (location_no, contact_no, no);

CREATE TABLE recurring_tasks (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  contact_ids TEXT NOT NULL,
  owners TEXT NOT NULL,
  rule TEXT NOT NULL,
  made INTEGER NOT NULL,
  next_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX recurring_tasks_id ON recurring_tasks (location_no, id);
CREATE INDEX recurring_tasks_next ON recurring_tasks (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE tasks (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  contact_no INTEGER NOT NULL REFERENCES contacts (no),
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT,
  due_at INTEGER NOT NULL,
  completed INTEGER NOT NULL,
  assigned_to TEXT,
  text TEXT NOT NULL,
  recurring_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tasks_id ON tasks (location_no, id);
CREATE INDEX tasks_contact ON tasks (location_no, contact_no, due_at, no);
CREATE INDEX tasks_due ON tasks (location_no, due_at, id);
`,
};
