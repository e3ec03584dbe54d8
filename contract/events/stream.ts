/** Why a stream of events ends, in its last event. */
export const streamEndReasons = {
  token_invalid: 'The token is revoked, rotated, expired or deleted: a new one is needed.',
  scope_missing: 'The token lost a scope that the stream needs.',
  session_missing: 'The session has ended: sign in again.',
  role_forbidden: 'The role of the user may not do this any more.',
  location_forbidden: 'The user is no user of the location any more.',
  location_not_found: 'The location was deleted.',
  slow_reader: 'What was sent was not read for too long; go on from the last id.',
  shutdown: 'The server stops; go on from the last id once it is back.',
  internal: 'A fault of the server; go on from the last id.',
} as const;

export type StreamEndReason = keyof typeof streamEndReasons;
