import { type ErrorCode, errorCodes } from '../errors/catalogue.ts';

export type CompatibilityName = 'documented' | 'observed';

/** All that differs between the two; statuses that differ are listed, the rest is in `statusOf`. */
export type Compatibility = {
  name: CompatibilityName;
  status: Partial<Record<ErrorCode, number>>;
  /** A property the operation does not know. */
  unknownProperty: 'warn' | 'refuse';
  /** Properties that we accept and the published body lacks. */
  unpublishedProperty: 'accept' | 'refuse';
  /** An object where a list is published. */
  unpublishedShape: 'accept' | 'refuse';
  /** A property that the published body requires and we do without. */
  unsentProperty: 'accept' | 'refuse';
  unknownQuery: 'warn' | 'ignore';
  /** An assignee, author or follower who is no user of the location. */
  unknownUser: 'warn' | 'ignore';
  limitOverMaximum: 'clamp' | 'refuse';
  /** A missing or unknown Version header. */
  version: 'lenient' | 'required';
  lowerCaseTags: boolean;
  /** A new contact without e-mail, phone, first and last name. */
  namelessContact: 'accept' | 'refuse';
  /** A name that differs from the first or last name beside it: which of them is used. */
  differingName: 'parts' | 'name';
  /** The value of a custom field that cannot be read, or an option that the field lacks. */
  unreadableValue: 'refuse' | 'drop';
  /** `customField`, and custom field values as a map, as v1 had them. */
  legacyFieldValues: 'read' | 'refuse';
  /** `code`, `fields`, `requiredScopes` and hints in error bodies. */
  errorDetails: boolean;
  /** Codes whose `message` is a list, as a validator says it. */
  listedMessage: ReadonlySet<ErrorCode>;
  locationForbiddenMessage: string | undefined;
};

export const compatibilities: Readonly<Record<CompatibilityName, Compatibility>> = {
  documented: {
    name: 'documented',
    status: {
      duplicate_contact: 422,
      contact_not_found: 404,
      record_not_found: 404,
      location_required: 400,
      location_forbidden: 403,
    },
    unknownProperty: 'warn',
    unpublishedProperty: 'accept',
    unpublishedShape: 'accept',
    unsentProperty: 'accept',
    unknownQuery: 'warn',
    unknownUser: 'warn',
    limitOverMaximum: 'clamp',
    version: 'lenient',
    lowerCaseTags: false,
    namelessContact: 'accept',
    differingName: 'parts',
    unreadableValue: 'refuse',
    legacyFieldValues: 'read',
    errorDetails: true,
    listedMessage: new Set(['validation_failed']),
    locationForbiddenMessage: undefined,
  },
  observed: {
    name: 'observed',
    status: {
      duplicate_contact: 400,
      contact_not_found: 400,
      record_not_found: 400,
      location_required: 422,
      body_required: 422,
      location_forbidden: 401,
    },
    unknownProperty: 'refuse',
    unpublishedProperty: 'refuse',
    unpublishedShape: 'refuse',
    unsentProperty: 'refuse',
    unknownQuery: 'ignore',
    unknownUser: 'ignore',
    limitOverMaximum: 'refuse',
    version: 'required',
    lowerCaseTags: true,
    namelessContact: 'refuse',
    differingName: 'name',
    unreadableValue: 'drop',
    legacyFieldValues: 'refuse',
    errorDetails: false,
    listedMessage: new Set(['validation_failed', 'location_required', 'body_required']),
    locationForbiddenMessage: 'This location is not accessible from this token!',
  },
};

const statuses: Readonly<Record<ErrorCode, number>> = {
  invalid_json: 400,
  body_required: 400,
  location_required: 400,
  validation_failed: 422,
  identifier_required: 400,
  nameless_contact: 422,
  duplicate_contact: 422,
  contact_not_found: 404,
  restore_expired: 410,
  record_not_found: 404,
  limit_reached: 422,
  dnd_permanent: 400,
  location_not_found: 404,
  integration_not_found: 404,
  integration_revoked: 409,
  rotation_in_progress: 409,
  rotation_not_found: 409,
  job_not_cancellable: 409,
  changes_unknown: 422,
  token_missing: 401,
  token_invalid: 401,
  scope_missing: 401,
  management_token_required: 401,
  location_forbidden: 403,
  session_missing: 401,
  session_untrusted: 403,
  sign_in_refused: 401,
  sign_in_slowed: 429,
  link_invalid: 410,
  role_forbidden: 403,
  metrics_refused: 403,
  version_missing: 401,
  version_invalid: 401,
  route_not_found: 404,
  payload_too_large: 413,
  uri_too_long: 414,
  headers_too_large: 431,
  bad_request: 400,
  request_timeout: 408,
  unsupported_media_type: 415,
  search_invalid: 400,
  invalid_form: 400,
  idempotency_key_invalid: 400,
  idempotency_key_reused: 422,
  if_match_invalid: 400,
  version_conflict: 412,
  rate_limited: 429,
  too_many_streams: 429,
  query_timed_out: 503,
  unavailable: 503,
  // As proxies log it; there is nobody to be told.
  client_gone: 499,
  storage_full: 507,
  storage_failed: 503,
  outcome_unknown: 503,
  location_full: 507,
  internal: 500,
};

/** The HTTP status of a code under a compatibility. */
export function statusOf(code: ErrorCode, compatibility: Compatibility): number {
  return compatibility.status[code] ?? statuses[code];
}

export type ErrorRow = { code: string; documented: number; observed: number; when: string };

/** Every code with its statuses and its meaning: for the pages that list them. */
export function errorRows(): ErrorRow[] {
  const { documented, observed } = compatibilities;
  return Object.entries(errorCodes).map(([name, when]) => {
    // The keys of the table are the codes.
    const code = name as ErrorCode;
    return {
      code,
      documented: statusOf(code, documented),
      observed: statusOf(code, observed),
      when,
    };
  });
}
