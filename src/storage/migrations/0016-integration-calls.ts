import type { Migration } from './migration.ts';

/** The recent calls of each integration of a location; bounded, and trimmed as they are written. */
export const integrationCalls: Migration = {
  version: 16,
  name: 'integration-calls',
  sqlite: `
CREATE TABLE integration_calls (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  location_no INTEGER NOT NULL,
  integration_no INTEGER NOT NULL REFERENCES private_integrations (no),
  at INTEGER NOT NULL,
  method TEXT NOT NULL,
  route TEXT NOT NULL,
  status INTEGER NOT NULL
) STRICT;
CREATE INDEX integration_calls_integration ON integration_calls (integration_no, no);
CREATE INDEX integration_calls_location ON integration_calls (location_no);
`,
};
