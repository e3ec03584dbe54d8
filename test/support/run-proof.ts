import { AssertionError } from 'node:assert';
import type { Operation, WireVersion } from '../../contract/operation.ts';
import { contactsScope, locationScopes, managementScopes } from '../../contract/scopes.ts';
import type { CompatibilityName } from '../../src/access/compatibility.ts';
import { operationAt } from './operation-at.ts';
import { type Place, createPlace } from './place.ts';
import { wireVersions } from './refused.ts';
import { type SampleRequest, addressOf, contentOf, sendWith } from './requests.ts';
import { sampleOf } from './samples.ts';
import type { Answer, Call, TestServer } from './server.ts';

export type Mode = CompatibilityName;
/** What the operation answers: the same in both modes, or one for each. */
export type ProofStatus = number | Readonly<Record<Mode, number>>;

/** One run of a proof: a fresh location, seen in one version and mode. */
export type Proving = {
  version: WireVersion;
  mode: Mode;
  /** What the operation must answer here. */
  status: number;
  locationId: string;
  /** Every scope that a location's token can hold. */
  token: string;
  /** Every scope there is. */
  managementToken: string;
  server: TestServer;
  /** Prepares records as the samples do; what it sends is always done. */
  place: Place;
  /** In the run's version; with the management token where the operation takes no other. */
  call(method: string, path: string, options?: Call): Promise<Answer>;
  /** The operation's own request. */
  ask(request: SampleRequest, options?: Call): Promise<Answer>;
  /** A valid request of the operation, as every suite sends it, with its record. */
  sample(): Promise<SampleRequest>;
};

export type Prove = (proving: Proving) => Promise<void>;
export type ProofCase = {
  operation: Operation;
  status: number;
  version: WireVersion;
  mode: Mode;
};

const everyLocationScope = [contactsScope, ...locationScopes];
const everyScope = [...everyLocationScope, ...managementScopes];

/**
 * Runs a proof, then once more with the operation replaced by a no-op that answers as if all were
 * well. Throws when the operation never answered the status, or when nobody would miss its work.
 */
export async function runProof(server: TestServer, one: ProofCase, prove: Prove): Promise<void> {
  const { operation, status } = one;
  const answered: number[] = [];
  await prove(await provingOf(server, one, answered, false));
  if (!answered.includes(status)) {
    const seen = answered.length === 0 ? 'was never called' : `answered ${answered.join(', ')}`;
    throw new AssertionError({ message: `${operation.id} ${seen}, not ${status}` });
  }
  const noticed = await prove(await provingOf(server, one, [], true)).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (noticed instanceof AssertionError) return;
  const how =
    noticed === undefined
      ? 'the test passes when the operation does nothing: assert what it returns or leaves behind'
      : 'without the operation the test breaks instead of failing an assertion: assert first';
  throw new AssertionError({ message: `${operation.id} ${status}: ${how}`, actual: noticed });
}

async function provingOf(
  server: TestServer,
  { operation, status, version, mode }: ProofCase,
  answered: number[],
  isNoOp: boolean,
): Promise<Proving> {
  const { locationId, token } = await server.tenant(everyLocationScope, mode);
  const managing = { scopes: everyScope, compatibility: mode };
  const managementToken = (await server.integration(null, managing)).token;
  const tokenFor = (called: Operation | undefined): string =>
    called?.managementOnly ? managementToken : token;
  const place = createPlace(locationId, 'proof', (prepared, request) =>
    sendWith(server.call, tokenFor, prepared, request),
  );
  const call: Proving['call'] = async (method, path, options = {}) => {
    const called = await operationAt(method, path);
    const isProven = called?.id === operation.id;
    if (isProven && isNoOp) return nothing(operation, version, status);
    const sent = { token: tokenFor(called), version: wireVersions[version], ...options };
    const answer = await server.call(method, path, sent);
    if (isProven) answered.push(answer.status);
    return answer;
  };
  return {
    version,
    mode,
    status,
    locationId,
    token,
    managementToken,
    server,
    place,
    call,
    ask: (request, options) =>
      call(operation.method, addressOf(operation, request), {
        ...contentOf(request),
        ...options,
      }),
    sample: () => sampleOf(operation)(place),
  };
}

const noTrace = '00000000-0000-4000-8000-000000000000';

/** What a server would say that does nothing and claims the contrary. */
function nothing(operation: Operation, version: WireVersion, status: number): Answer {
  const schema = operation.reply[version];
  const properties = 'properties' in schema ? Object.keys(schema.properties ?? {}) : [];
  const flags = properties.filter((name) => name === 'succeded' || name === 'succeeded');
  const body =
    status < 400
      ? { ...Object.fromEntries(flags.map((flag) => [flag, true])), traceId: noTrace }
      : { statusCode: status, traceId: noTrace };
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  return { status, headers, body, text: JSON.stringify(body) };
}
