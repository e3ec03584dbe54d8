import type { Operation } from '../../contract/operation.ts';
import { grants } from '../../contract/scopes.ts';
import { errors } from '../errors/catalogue.ts';
import { findLocation } from '../features/locations/locations.ts';
import type { Engine } from '../storage/engine.ts';
import type { Call, CallLocation } from './operation-request.ts';
import { asRecord } from './validate.ts';

type Sent = { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown };

/**
 * The location a request is about, of a caller that may do this there. Undefined when it is about
 * the whole installation: an operation of `none`, by a management token that names no location.
 */
export async function admit(
  operation: Operation,
  call: Call,
  sent: Sent,
  engine: Engine,
): Promise<CallLocation | undefined> {
  const location = await locate(operation, call, sent, engine);
  const { caller } = call;
  if (operation.managementOnly && caller.location) {
    throw errors.managementTokenRequired(operation.scope);
  }
  if (!grants(caller.scopes, operation.scope)) throw errors.scopeMissing(operation.scope);
  return location;
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

/** The location a request is about; a location's token reaches its own and no other. */
async function locate(
  operation: Operation,
  { caller }: Call,
  sent: Sent,
  engine: Engine,
): Promise<CallLocation | undefined> {
  const named =
    operation.location === 'path'
      ? sent.params['locationId']
      : operation.location === 'body'
        ? asRecord(sent.body)['locationId']
        : sent.query['locationId'];
  if (named === undefined && operation.location === 'token' && caller.location) {
    return caller.location;
  }
  if (named === undefined && operation.location === 'none') return caller.location ?? undefined;
  const id = locationIdOf(named);
  if (caller.location) {
    if (id !== caller.location.id) throw errors.locationForbidden(caller.location.id);
    return caller.location;
  }
  const location = await findLocation(engine.read, id);
  if (!location) throw errors.locationNotFound(id);
  return location;
}

function locationIdOf(named: unknown): string {
  if (named === undefined || (typeof named === 'string' && named.trim() === '')) {
    throw errors.locationRequired('locationId should not be empty');
  }
  if (typeof named !== 'string') throw errors.locationRequired('locationId must be a string');
  return named;
}
