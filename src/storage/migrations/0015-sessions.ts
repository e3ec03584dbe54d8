import type { Migration } from './migration.ts';

/** Who has signed in, and links that work once. Of tokens and keys their hashes alone are stored. */
export const sessions: Migration = {
  version: 15,
  name: 'sessions',
  sqlite: `
CREATE TABLE sessions (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  user_no INTEGER NOT NULL REFERENCES users (no),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  idle_ends_at INTEGER NOT NULL CHECK (idle_ends_at <= ends_at),
  ends_at INTEGER NOT NULL,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (user_no, no);
CREATE INDEX sessions_idle ON sessions (idle_ends_at);

CREATE TABLE user_links (
  hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  kind TEXT NOT NULL CHECK (kind IN ('owner', 'invite', 'reset')),
  user_no INTEGER REFERENCES users (no),
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  used_at INTEGER,
  CHECK ((kind = 'owner') = (user_no IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX user_links_user ON user_links (user_no);
CREATE INDEX user_links_end ON user_links (ends_at);

ALTER TABLE users ADD COLUMN deactivated_at INTEGER;
`,
};
