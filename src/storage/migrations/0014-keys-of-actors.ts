import type { Migration } from './migration.ts';

/**
 * Idempotency keys are an actor's, whatever its kind, and of the location that its token is of. Numbers
 * count 8 bytes of a location, texts what they have, as `0012-location-bytes.ts` says.
 */
export const keysOfActors: Migration = {
  version: 14,
  name: 'keys-of-actors',
  sqlite: `
CREATE TABLE keys_of_actors (
  actor_key TEXT NOT NULL,
  key TEXT NOT NULL,
  location_no INTEGER,
  fingerprint BLOB NOT NULL,
  trace_id TEXT NOT NULL,
  outcome ANY NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (actor_key, key)
) STRICT, WITHOUT ROWID;
INSERT INTO keys_of_actors
  SELECT 'integration:' || i.id, k.key, i.location_no, k.fingerprint, k.trace_id, k.outcome,
    k.created_at
  FROM idempotency_keys k JOIN private_integrations i ON i.no = k.integration_no;
DROP TABLE idempotency_keys;
ALTER TABLE keys_of_actors RENAME TO idempotency_keys;
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
CREATE INDEX idempotency_keys_location ON idempotency_keys (location_no)
  WHERE location_no IS NOT NULL;
UPDATE locations SET bytes = bytes + (
  SELECT ifnull(sum(octet_length(actor_key)), 0) FROM idempotency_keys k
  WHERE k.location_no = locations.no);
UPDATE jobs SET cursor = NULL WHERE kind = 'erase-contact' AND finished_at IS NULL;
`,
};
