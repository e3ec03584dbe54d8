import type { Migration } from './migration.ts';

/**
 * How many bytes a location holds: numbers count 8, texts what they have, an uploaded file its size.
 * A later migration that adds a column to one of these tables counts anew.
 */
export const locationBytes: Migration = {
  version: 12,
  name: 'location-bytes',
  sqlite: `
ALTER TABLE locations ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
CREATE TEMP TABLE counted AS
SELECT location_no, sum(bytes) AS bytes FROM (
  SELECT location_no AS location_no, sum(
    56 + ifnull(octet_length(id), 0) + ifnull(octet_length(body), 0)) AS bytes
  FROM appointments t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    40 + ifnull(octet_length(id), 0) + ifnull(octet_length(body), 0)) AS bytes
  FROM businesses t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    24 + ifnull(octet_length(contact_id), 0) + ifnull(octet_length(after_key), 0)) AS bytes
  FROM contact_erasures t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    16 + ifnull(octet_length(kind), 0) + ifnull(octet_length(value), 0)
      + ifnull(octet_length(slot), 0)) AS bytes
  FROM contact_identities t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    32) AS bytes
  FROM contact_tags t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    16 + ifnull(octet_length(text), 0)) AS bytes
  FROM contact_text t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    48 + ifnull(octet_length(id), 0) + ifnull(octet_length(first_name_key), 0)
      + ifnull(octet_length(last_name_key), 0) + ifnull(octet_length(company_name_key), 0)
      + ifnull(octet_length(source_key), 0) + ifnull(octet_length(assigned_to), 0)
      + ifnull(octet_length(body), 0) + ifnull(octet_length(business_id), 0)) AS bytes
  FROM contacts t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    40 + ifnull(octet_length(id), 0) + ifnull(octet_length(object), 0)
      + ifnull(octet_length(name), 0)) AS bytes
  FROM custom_field_folders t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    8 + ifnull(octet_length(field_id), 0) + ifnull(octet_length(after_contact_id), 0)
      + ifnull(octet_length(actor), 0)) AS bytes
  FROM custom_field_removals t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    40 + ifnull(octet_length(id), 0) + ifnull(octet_length(object), 0)
      + ifnull(octet_length(name), 0) + ifnull(octet_length(field_key), 0)
      + ifnull(octet_length(data_type), 0) + ifnull(octet_length(parent_id), 0)
      + ifnull(octet_length(details), 0)) AS bytes
  FROM custom_fields t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    32 + ifnull(octet_length(id), 0) + ifnull(octet_length(name), 0)
      + ifnull(octet_length(slug), 0) + ifnull(octet_length(value), 0)) AS bytes
  FROM custom_values t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    32 + ifnull(octet_length(event_start_time), 0)) AS bytes
  FROM enrolments t GROUP BY 1
  UNION ALL
  SELECT (SELECT location_no FROM events WHERE position = t.position) AS location_no, sum(
    8 + ifnull(octet_length(before), 0) + ifnull(octet_length(after), 0)) AS bytes
  FROM event_values t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    32 + ifnull(octet_length(type), 0) + ifnull(octet_length(record_id), 0)
      + ifnull(octet_length(contact_id), 0) + ifnull(octet_length(actor), 0)) AS bytes
  FROM events t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    24 + ifnull(octet_length(file_id), 0) + ifnull(octet_length(field_id), 0)) AS bytes
  FROM file_references t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    8 + ifnull(octet_length(id), 0)) AS bytes
  FROM file_removals t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    40 + ifnull(octet_length(id), 0) + ifnull(octet_length(uuid), 0)
      + ifnull(octet_length(field_id), 0) + ifnull(octet_length(part_name), 0)
      + ifnull(octet_length(original_name), 0) + ifnull(octet_length(mimetype), 0)
      + ifnull(octet_length(encoding), 0) + ifnull(octet_length(sha256), 0) + size) AS bytes
  FROM files t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    48 + ifnull(octet_length(kind), 0) + ifnull(octet_length(id), 0)
      + ifnull(octet_length(name), 0) + ifnull(octet_length(status), 0)) AS bytes
  FROM hooks t GROUP BY 1
  UNION ALL
  SELECT (SELECT location_no FROM private_integrations WHERE no = t.integration_no) AS location_no, sum(
    16 + ifnull(octet_length(key), 0) + ifnull(octet_length(fingerprint), 0)
      + ifnull(octet_length(trace_id), 0) + ifnull(octet_length(outcome), 0)) AS bytes
  FROM idempotency_keys t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    48 + ifnull(octet_length(id), 0) + ifnull(octet_length(body), 0)
      + ifnull(octet_length(user_id), 0) + ifnull(octet_length(title), 0)
      + ifnull(octet_length(color), 0)) AS bytes
  FROM notes t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    56 + ifnull(octet_length(id), 0) + ifnull(octet_length(name), 0)
      + ifnull(octet_length(description), 0) + ifnull(octet_length(scopes), 0)
      + ifnull(octet_length(compatibility), 0)) AS bytes
  FROM private_integrations t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    48 + ifnull(octet_length(id), 0) + ifnull(octet_length(title), 0)
      + ifnull(octet_length(description), 0) + ifnull(octet_length(contact_ids), 0)
      + ifnull(octet_length(owners), 0) + ifnull(octet_length(rule), 0)) AS bytes
  FROM recurring_tasks t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    48 + ifnull(octet_length(id), 0) + ifnull(octet_length(name), 0)
      + ifnull(octet_length(name_key), 0)) AS bytes
  FROM tags t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    56 + ifnull(octet_length(id), 0) + ifnull(octet_length(title), 0)
      + ifnull(octet_length(body), 0) + ifnull(octet_length(assigned_to), 0)
      + ifnull(octet_length(text), 0) + ifnull(octet_length(recurring_id), 0)) AS bytes
  FROM tasks t GROUP BY 1
  UNION ALL
  SELECT location_no AS location_no, sum(
    16) AS bytes
  FROM user_locations t GROUP BY 1
) WHERE location_no IS NOT NULL GROUP BY 1;
UPDATE locations SET bytes = ifnull((SELECT bytes FROM counted WHERE location_no = no), 0);
DROP TABLE counted;
`,
};
