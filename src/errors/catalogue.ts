import { shorten } from '../lib/text.ts';
import { AppError, type FieldProblem } from './app-error.ts';

/** Every code the project can answer with, and when. `docs/errors.md` is generated from this. */
export const errorCodes = {
  invalid_json: 'The body is not JSON; the message gives line and column.',
  body_required: 'The operation needs a JSON object as its body.',
  location_required: 'The request does not name its location, or not as a text.',
  validation_failed: 'One or more fields have a wrong type or value; `fields` names each.',
  identifier_required: 'An upsert or a search for duplicates has neither e-mail nor phone.',
  nameless_contact: 'A new contact has no e-mail, phone, first or last name (observed only).',
  duplicate_contact: 'Another contact of the location holds this e-mail or phone; see `meta`.',
  contact_not_found: 'No contact of the location has this id.',
  restore_expired: 'The contact was deleted too long ago to be restored.',
  record_not_found: 'No note, task, tag, field or other record of the location has this id.',
  limit_reached:
    'The location, the contact or the management has as many of these as it may; the message says how many.',
  dnd_permanent: 'A permanent DND setting cannot be lifted by an integration.',
  location_not_found: 'No location has this id (management tokens and the command line).',
  integration_not_found: 'No Private Integration of the location has this id.',
  integration_revoked: 'The Private Integration is revoked and cannot be changed.',
  rotation_in_progress: 'A rotation is under way; cancel it or end the previous token first.',
  rotation_not_found: 'No rotation is under way.',
  job_not_cancellable: 'A job of this kind must be finished: half of it would be worse than all.',
  changes_unknown:
    'Who entered or left a smart list since the cursor cannot be told; read its contacts again, and go on from now.',
  token_missing: 'The request has no Authorization header with a Bearer token.',
  token_invalid: 'The token is unknown, malformed, expired or revoked.',
  scope_missing: 'The token lacks the scope of the operation; `requiredScopes` names it.',
  management_token_required: 'The operation needs a management token.',
  location_forbidden: "The location named is not the token's own.",
  session_missing: 'Nobody is signed in, or the session has ended.',
  session_untrusted:
    'The request has a session and not the header X-Groundlevel-Client, or it comes from another origin.',
  sign_in_refused: 'There is no user with this e-mail and password who may sign in.',
  sign_in_slowed: 'Too many tries failed; Retry-After says when to try again.',
  link_invalid: 'The link was used, has ended, or a newer one was made.',
  role_forbidden:
    "The role of the session's user may not do this; `requiredScopes` names the scope.",
  metrics_refused:
    'Without `GROUNDLEVEL_METRICS_TOKEN` the metrics are for the machine of the server alone, not through a proxy.',
  version_missing: 'The Version header is missing (observed only).',
  version_invalid: 'The Version header is not a known version (observed only).',
  route_not_found: 'No operation has this method and path.',
  payload_too_large: 'The body is over the limit.',
  uri_too_long: 'The address is over the limit.',
  headers_too_large: 'The headers are over the limit.',
  bad_request: 'The request is not well-formed HTTP.',
  request_timeout: 'The request did not arrive whole in time.',
  unsupported_media_type:
    'The body is not application/json, or no form where one is needed, or compressed, or not UTF-8.',
  invalid_form: 'The body is not a multipart form that can be read, or it ended too early.',
  search_invalid:
    'A filter or sort of the search has a field, operator or value that it cannot have.',
  idempotency_key_invalid: 'The Idempotency-Key is empty, too long or not plain text.',
  idempotency_key_reused: 'The Idempotency-Key was used with another request.',
  if_match_invalid: 'If-Match is not an ETag of a contact.',
  version_conflict: 'The contact has changed since the version in If-Match; see `currentETag`.',
  rate_limited: 'The limit of requests is reached; Retry-After says when to go on.',
  too_many_streams:
    'The integration or the location has as many streams of events open as it may; close one.',
  query_timed_out: 'The search took longer than the limit; nothing was changed.',
  unavailable:
    'The server is stopping, or too much of this integration or location waits already; nothing was changed.',
  location_full:
    'The location holds as many bytes as it may; what would make it grow is refused, reads and deletions go on.',
  storage_full: 'The disk of the server is full; nothing was changed.',
  storage_failed: 'The disk of the server fails or is read-only; nothing was changed.',
  outcome_unknown:
    'The disk failed in the middle of the change: whether it was kept shows once the disk works again. Sent again with its Idempotency-Key it is not done twice.',
  client_gone: 'The client went away before the answer; only the log shows it.',
  internal: 'A fault of the server; the trace id finds it in the log.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

export const mostFields = 50;
export const longestMessage = 2000;

/** A reply must not grow with what was wrong: so many fields, and so much of each. */
function listed(fields: readonly FieldProblem[]): FieldProblem[] {
  const shown = fields.slice(0, mostFields).map(({ field, message }) => ({
    field: shorten(field, 200),
    message: shorten(message, 400),
  }));
  const left = fields[mostFields];
  if (!left) return shown;
  const message = `${fields.length - mostFields} more fields are at fault`;
  return [...shown, { field: shorten(left.field, 200), message }];
}

const sentencesOf = (fields: readonly FieldProblem[]): string =>
  fields
    .slice(0, mostFields)
    .map((each) => each.message)
    .join(', ');

const make = (
  code: ErrorCode,
  publicMessage: string,
  extra: { fields?: FieldProblem[]; meta?: Record<string, unknown>; cause?: unknown } = {},
): AppError =>
  new AppError(
    {
      code,
      publicMessage: shorten(publicMessage, longestMessage),
      ...(extra.fields && { fields: listed(extra.fields) }),
      ...(extra.meta && { meta: extra.meta }),
    },
    extra.cause,
  );

export const errors = {
  invalidJson: (problem: string, line: number, column: number) =>
    make(
      'invalid_json',
      `The body is not valid JSON: ${problem} (line ${line}, column ${column})`,
      {
        meta: { line, column },
      },
    ),
  bodyRequired: () => make('body_required', 'The request needs a JSON object as its body'),
  locationRequired: (message: string) =>
    make('location_required', message, { fields: [{ field: 'locationId', message }] }),
  validationFailed: (fields: FieldProblem[]) =>
    make('validation_failed', sentencesOf(fields), { fields }),
  /** Both sentences are the live service's. */
  identifierRequired: () =>
    make('identifier_required', 'Pass at least one of number, email query parameter'),
  namelessContact: () =>
    make(
      'nameless_contact',
      'Contacts without email, phone, firstName and lastName are not allowed.',
    ),
  duplicateContact: (contactId: string, contactName: string, matchingField: string) =>
    make('duplicate_contact', 'This location does not allow duplicated contacts.', {
      meta: { contactId, contactName, matchingField },
    }),
  contactNotFound: (id: string) => make('contact_not_found', `Contact with id ${id} not found`),
  restoreExpired: (id: string, until: string) =>
    make('restore_expired', `Contact with id ${id} could be restored until ${until}`),
  /** `kind` as a sentence begins with it: `Note`, `Custom field`. */
  recordNotFound: (kind: string, id: string) =>
    make('record_not_found', `${kind} with id ${id} not found`),
  /** `limitReached('A contact', 10_000, 'notes')`. */
  limitReached: (holder: 'A contact' | 'A location' | 'Management', most: number, kind: string) =>
    make('limit_reached', `${holder} has at most ${most.toLocaleString('en-US')} ${kind}`, {
      meta: { limit: most },
    }),
  dndPermanent: (channel: string) =>
    make('dnd_permanent', `Not authorized to update permanent dnd setting for ${channel}`, {
      fields: [{ field: `dndSettings.${channel}`, message: `${channel} is permanent` }],
    }),
  locationNotFound: (id: string) => make('location_not_found', `Location with id ${id} not found`),
  integrationNotFound: (id: string) =>
    make('integration_not_found', `Private Integration with id ${id} not found`),
  integrationRevoked: (id: string) =>
    make('integration_revoked', `Private Integration with id ${id} is revoked`),
  rotationInProgress: () =>
    make(
      'rotation_in_progress',
      'A rotation is under way: cancel it, or rotate with expirePrevious "now"',
    ),
  rotationNotFound: () => make('rotation_not_found', 'No rotation is under way'),
  jobNotCancellable: (kind: string) =>
    make('job_not_cancellable', `A job of kind ${kind} must be finished`),
  /** `why` as a sentence begins: `The tag vip was deleted`. */
  changesUnknown: (why: string) => {
    const message = `${why} since after: read the contacts of the list again, and go on from the cursor of a call without after`;
    return make('changes_unknown', message, { fields: [{ field: 'after', message }] });
  },
  tokenMissing: () => make('token_missing', 'Authorization header with a Bearer token is required'),
  tokenInvalid: () => make('token_invalid', 'Invalid Private Integration token'),
  metricsTokenInvalid: () => make('token_invalid', 'The token is not the one of metrics.token'),
  metricsRefused: () =>
    make(
      'metrics_refused',
      'Metrics are given to the machine of the server alone, not through a proxy; set GROUNDLEVEL_METRICS_TOKEN to ask for them with a token',
    ),
  scopeMissing: (scope: string) =>
    make('scope_missing', 'The token is not authorized for this scope.', {
      meta: {
        requiredScopes: [scope],
        hint: `npx groundlevel token create --scopes contacts,${scope} makes a token that has it; PUT /api/locations/{locationId}/integrations/{integrationId} changes the scopes of one.`,
      },
    }),
  managementTokenRequired: (scope: string) =>
    make('management_token_required', 'The token is not authorized for this scope.', {
      meta: {
        requiredScopes: [scope],
        hint: 'The operation needs a management token: npx groundlevel token create --management',
      },
    }),
  locationForbidden: (ownLocationId: string | null) =>
    make('location_forbidden', 'The token does not have access to this location.', {
      meta: { tokenLocationId: ownLocationId },
    }),
  sessionMissing: () => make('session_missing', 'Nobody is signed in, or the session has ended'),
  sessionUntrusted: (why: string) => make('session_untrusted', `The request ${why}`),
  signInRefused: () => make('sign_in_refused', 'E-mail or password is wrong'),
  signInSlowed: (retryAfterSeconds: number) =>
    make('sign_in_slowed', `Too many tries failed; try again in ${retryAfterSeconds} s`, {
      meta: { retryAfterSeconds },
    }),
  linkInvalid: () =>
    make('link_invalid', 'The link does not work: it was used, has ended, or a newer one was made'),
  roleForbidden: (scope: string) =>
    make('role_forbidden', 'Your role may not do this; ask an owner or an admin', {
      meta: { requiredScopes: [scope] },
    }),
  versionMissing: () => make('version_missing', 'version header was not found.'),
  versionInvalid: () => make('version_invalid', 'version header is invalid'),
  routeNotFound: (method: string, path: string) =>
    make('route_not_found', `Cannot ${method} ${path}`),
  payloadTooLarge: (limitBytes: number) =>
    make('payload_too_large', `The body is over the limit of ${limitBytes} bytes`),
  tooManyValues: (property: string, values: number, keys: number) => {
    const message = `${property || 'The body'} has too many values: a body has at most ${values}, and an object at most ${keys} keys`;
    return make('payload_too_large', message, { fields: [{ field: property || 'body', message }] });
  },
  uriTooLong: () => make('uri_too_long', 'The address is too long'),
  headersTooLarge: () => make('headers_too_large', 'The headers are too large'),
  badRequest: (problem?: string) =>
    make('bad_request', `The request ${problem ?? 'is not well-formed'}`),
  requestTimeout: (limitMs: number) =>
    make('request_timeout', `The request did not arrive whole within ${limitMs} ms`),
  unsupportedMediaType: (sent: string, needed = 'application/json') =>
    make(
      'unsupported_media_type',
      `Content-Type ${sent === '' ? 'is missing' : `${sent} is not supported`}; send ${needed}`,
    ),
  unsupportedEncoding: (sent: string) =>
    make(
      'unsupported_media_type',
      `Content-Encoding ${sent} is not supported; send the body as it is, without this header`,
    ),
  unsupportedCharset: (sent: string) =>
    make('unsupported_media_type', `The charset ${sent} is not supported; send UTF-8`),
  invalidForm: (problem: string) =>
    make('invalid_form', `The body is not a multipart form that can be read: ${problem}`),
  fileTooLarge: (part: string, limitBytes: number) => {
    const message = `${part} is over the limit of ${limitBytes} bytes of a file`;
    return make('payload_too_large', message, { fields: [{ field: part, message }] });
  },
  idempotencyKeyInvalid: (maxLength: number) =>
    make(
      'idempotency_key_invalid',
      `Idempotency-Key must be 1 to ${maxLength} printable ASCII characters`,
      { fields: [{ field: 'Idempotency-Key', message: 'Idempotency-Key is not valid' }] },
    ),
  idempotencyKeyReused: () =>
    make(
      'idempotency_key_reused',
      'The Idempotency-Key was already used with another request; use a new one',
      { fields: [{ field: 'Idempotency-Key', message: 'already used with another request' }] },
    ),
  ifMatchInvalid: () =>
    make('if_match_invalid', 'If-Match must be an ETag that a contact was returned with', {
      fields: [{ field: 'If-Match', message: 'If-Match is not valid' }],
    }),
  versionConflict: (contactId: string, currentVersion: number) =>
    make('version_conflict', `Contact with id ${contactId} has changed since`, {
      meta: { contactId, currentVersion, currentETag: `"${currentVersion}"` },
    }),
  /** The live service says an unknown field in exactly this sentence. */
  searchInvalid: (fields: FieldProblem[], unknownField?: string) =>
    make(
      'search_invalid',
      unknownField === undefined ? sentencesOf(fields) : `Invalid field ${unknownField}`,
      { fields },
    ),
  rateLimited: (retryAfterSeconds: number) =>
    make('rate_limited', 'Too Many Requests', { meta: { retryAfterSeconds } }),
  tooManyStreams: (holder: 'The integration' | 'The location', most: number) =>
    make('too_many_streams', `${holder} has ${most} streams open already; close one`, {
      meta: { retryAfterSeconds: 1 },
    }),
  queryTimedOut: (limitMs: number) =>
    make('query_timed_out', `The search took longer than ${limitMs} ms`),
  unavailable: (why: string, cause?: unknown) => make('unavailable', why, { cause }),
  clientGone: () => make('client_gone', 'The client went away'),
  locationFull: (mostBytes: number) =>
    make(
      'location_full',
      `The location holds as much as it may, ${mostBytes} bytes; erase contacts, or ask whoever runs the server`,
      { meta: { limitBytes: mostBytes } },
    ),
  storageFull: (cause?: unknown) =>
    make('storage_full', 'The disk of the server is full; nothing was changed', { cause }),
  storageFailed: (cause?: unknown) =>
    make('storage_failed', 'The disk of the server fails or is read-only; nothing was changed', {
      cause,
    }),
  outcomeUnknown: (cause?: unknown) =>
    make(
      'outcome_unknown',
      'The disk of the server failed in the middle of the change: it may have been kept',
      { cause },
    ),
  internal: (cause?: unknown) =>
    make('internal', 'Something went wrong on our side; quote the trace id', { cause }),
};
