import type { Operation } from '../../contract/operation.ts';
import { grants } from '../../contract/scopes.ts';
import { errors } from '../errors/catalogue.ts';
import { findLocation } from '../features/locations/locations.ts';
import {
  type SessionCaller,
  findOnlyReached,
  findReached,
} from '../features/users/sessions/session-callers.ts';
import type { Engine } from '../storage/engine.ts';
import type { Call, CallLocation, Caller } from './operation-request.ts';
import { asRecord } from './validate.ts';

type Sent = { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown };

/** What a call is admitted to: the location that it is about, and its caller as it is there. */
export type Admission = { location: CallLocation | undefined; caller: Caller };

/**
 * The location a request is about, of a caller that may do this there. Undefined when it is about
 * the whole installation: an operation of `none`, by a management token that names no location.
 */
export async function admit(
  operation: Operation,
  call: Call,
  sent: Sent,
  engine: Engine,
): Promise<Admission> {
  const { caller } = call;
  if ('session' in caller && caller.session.role !== 'owner') {
    const location = await locateReached(operation, call, caller, sent, engine);
    checkRole(operation, caller);
    // From here on it is confined to the location, as its token would be.
    return { location, caller: { ...caller, location } };
  }
  const location = await locate(operation, call, sent, engine);
  if (operation.managementOnly && caller.location) {
    throw errors.managementTokenRequired(operation.scope);
  }
  if (!grants(caller.scopes, operation.scope)) throw errors.scopeMissing(operation.scope);
  return { location, caller };
}

function checkRole({ managementOnly, adminsToo, scope }: Operation, caller: SessionCaller): void {
  const { role } = caller.session;
  const isReserved = managementOnly && !(adminsToo && role === 'admin');
  if (isReserved || !grants(caller.scopes, scope)) throw errors.roleForbidden(scope);
}

/** An update may repeat its own location, where the compatibility lets it say so at all. */
export function checkOwnLocation(
  operation: Operation,
  { caller, compatibility }: Call,
  body: unknown,
  location: CallLocation,
): void {
  if (!operation.body || operation.location !== 'token') return;
  const refused = operation.unpublishedBody?.includes('locationId') ?? false;
  if (refused && compatibility.unpublishedProperty === 'refuse') return;
  const named = asRecord(body)['locationId'];
  if (named === undefined || locationIdOf(named) === location.id) return;
  throw errors.locationForbidden(caller.location?.id ?? null);
}

function namedIn({ location }: Operation, sent: Sent): unknown {
  if (location === 'path') return sent.params['locationId'];
  return location === 'body' ? asRecord(sent.body)['locationId'] : sent.query['locationId'];
}

/** The location a request is about; a location's token reaches its own and no other. */
async function locate(
  operation: Operation,
  { caller, usualLocationId }: Call,
  sent: Sent,
  engine: Engine,
): Promise<CallLocation | undefined> {
  const said = namedIn(operation, sent);
  if (said === undefined && operation.location === 'token' && caller.location) {
    return caller.location;
  }
  if (said === undefined && operation.location === 'none') return caller.location ?? undefined;
  const id = locationIdOf(said ?? usualLocationId);
  if (caller.location) {
    if (id !== caller.location.id) throw errors.locationForbidden(caller.location.id);
    return caller.location;
  }
  const location = await findLocation(engine.read, id);
  if (!location) throw errors.locationNotFound(id);
  return location;
}

/** Of an admin or a member: one of its locations, whatever the operation is about. */
async function locateReached(
  operation: Operation,
  { usualLocationId }: Call,
  { session }: SessionCaller,
  sent: Sent,
  { read }: Engine,
): Promise<CallLocation> {
  const named = namedIn(operation, sent) ?? usualLocationId;
  if (named === undefined) {
    const only = await findOnlyReached(read, session);
    if (only) return only;
  }
  const location = await findReached(read, session, locationIdOf(named));
  if (!location) throw errors.locationForbidden(null);
  return location;
}

function locationIdOf(named: unknown): string {
  if (named === undefined || (typeof named === 'string' && named.trim() === '')) {
    throw errors.locationRequired('locationId should not be empty');
  }
  if (typeof named !== 'string') throw errors.locationRequired('locationId must be a string');
  return named;
}
