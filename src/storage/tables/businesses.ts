import type { Generated } from 'kysely';

/** Businesses, named hooks with their enrolments, and appointments. */
export interface BusinessTables {
  businesses: {
    no: Generated<number>;
    location_no: number;
    id: string;
    /** JSON: what a reply holds of it. */
    body: string;
    created_at: number;
    updated_at: number;
    /** Set while contacts are still being taken off it; then the row goes. */
    deleted_at: number | null;
  };
  hooks: {
    no: Generated<number>;
    location_no: number;
    kind: 'campaign' | 'workflow';
    id: string;
    name: string;
    status: string;
    version: number;
    created_at: number;
    updated_at: number;
    /** Set while enrolments are still being ended; then the row goes. */
    deleted_at: number | null;
  };
  enrolments: {
    location_no: number;
    hook_no: number;
    contact_no: number;
    /** As it was sent. */
    event_start_time: string | null;
    enrolled_at: number;
  };
  appointments: {
    no: Generated<number>;
    location_no: number;
    contact_no: number;
    id: string;
    start_at: number;
    end_at: number;
    /** JSON: what a reply holds of it, but for its contact's and location's ids. */
    body: string;
    created_at: number;
    updated_at: number;
  };
}
