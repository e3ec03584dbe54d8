import type { ColumnType, Generated, Selectable } from 'kysely';
import type { BusinessTables } from './tables/businesses.ts';
import type { CustomFieldTables } from './tables/custom-fields.ts';
import type { CustomValueTables } from './tables/custom-values.ts';
import type { ErasureTables } from './tables/erasures.ts';
import type { FileTables } from './tables/files.ts';
import type { IntegrationCallTables } from './tables/integration-calls.ts';
import type { JobTables } from './tables/jobs.ts';
import type { NoteTables } from './tables/notes.ts';
import type { SmartListTables } from './tables/smart-lists.ts';
import type { UserTables } from './tables/users.ts';
import type { TaskTables } from './tables/tasks.ts';

type Stamp = number;

/** Milliseconds since 1970 throughout; `no` are surrogate keys that never leave the storage. */
export interface Database
  extends BusinessTables,
    CustomFieldTables,
    CustomValueTables,
    ErasureTables,
    FileTables,
    IntegrationCallTables,
    JobTables,
    NoteTables,
    SmartListTables,
    TaskTables,
    UserTables {
  locations: {
    no: Generated<number>;
    id: string;
    name: string;
    country: string;
    timezone: string;
    /** JSON: the rest of the business profile. */
    profile: string;
    /** JSON: settings that are no columns. */
    settings: string;
    allow_duplicate_contact: number;
    /** `email,phone` in order of priority. */
    unique_identifiers: string;
    contact_count: Generated<number>;
    /** Of its rows, their history and its files; see `sqlite/location-bytes.ts`. */
    bytes: Generated<number>;
    /** Another number whenever a custom field changes. */
    fields_version: Generated<number>;
    created_at: Stamp;
    updated_at: Stamp;
    /** Once it is deleted, until its rows are gone. */
    deleted_at: Generated<number | null>;
  };
  private_integrations: {
    no: Generated<number>;
    id: string;
    /** Null for a management integration. */
    location_no: number | null;
    name: string;
    description: string;
    /** JSON list. */
    scopes: string;
    compatibility: string | null;
    created_at: Stamp;
    updated_at: Stamp;
    last_used_at: number | null;
    expires_at: number | null;
    revoked_at: number | null;
  };
  private_integration_tokens: {
    hash: Uint8Array;
    integration_no: number;
    hint: string;
    created_at: Stamp;
    expires_at: number | null;
  };
  contacts: {
    no: Generated<number>;
    location_no: number;
    id: string;
    version: number;
    first_name_key: string | null;
    last_name_key: string | null;
    company_name_key: string | null;
    source_key: string | null;
    assigned_to: string | null;
    business_id: string | null;
    date_added: Stamp;
    date_updated: Stamp;
    deleted_at: number | null;
    /** JSON: the v2 reply without tags, followers and trace id. */
    body: string;
  };
  contact_identities: {
    location_no: number;
    kind: string;
    value: string;
    slot: string;
    contact_no: number;
  };
  contact_text: { location_no: number; contact_no: number; text: string };
  /** The index: a row is a live contact, by its number. */
  contact_terms: { terms: string };
  note_terms: { terms: string };
  /** Each term that is in it. */
  contact_term_list: { term: string };
  /** One row. */
  search_index: {
    terms_version: number;
    /** The last contact that is in it, null once all are. */
    built_to: number | null;
    /** The last note that is in that of notes, null once all are. */
    notes_built_to: number | null;
    /** How many contacts were taken out of it. */
    taken_out: number;
    /** What that was when the pass began that is under way. */
    merging_from: number | null;
    /** Of so many nothing is left in the file. */
    merged: number;
  };
  tags: {
    no: Generated<number>;
    location_no: number;
    id: string;
    name: string;
    name_key: string;
    /** Of live contacts; not kept for a deleted tag. */
    contact_count: Generated<number>;
    created_at: Stamp;
    deleted_at: number | null;
  };
  contact_tags: { location_no: number; tag_no: number; contact_no: number; ordinal: number };
  events: {
    position: Generated<number>;
    location_no: number | null;
    type: string;
    record_id: string;
    contact_id: string | null;
    version: number | null;
    at: Stamp;
    /** JSON. */
    actor: string;
  };
  /** How many events of each type a location has. */
  event_counts: { location_no: number; type: string; count: number };
  event_values: { position: number; before: string | null; after: string | null };
  idempotency_keys: {
    actor_key: string;
    key: string;
    /** Of the actor's token; null where that reaches all. */
    location_no: number | null;
    fingerprint: Uint8Array;
    trace_id: string;
    /** JSON, sealed where it holds a secret. */
    outcome: ColumnType<Uint8Array | string>;
    created_at: Stamp;
  };
}

export type { UserRow } from './tables/users.ts';
export type LocationRow = Selectable<Database['locations']>;
export type PrivateIntegrationRow = Selectable<Database['private_integrations']>;
