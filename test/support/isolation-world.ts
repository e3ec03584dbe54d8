import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Operation } from '../../contract/operation.ts';
import { manualClock } from '../../src/lib/clock.ts';
import { type DatabaseWatch, watchDatabase } from './location-dump.ts';
import { sendWith } from './requests.ts';
import { type Place, createPlace } from './place.ts';
import { everyLocationScope, everyScope } from './scopes.ts';
import { type Answer, type TestServer, startServer } from './server.ts';
import { withFile } from './soundness.ts';

const versions = { documented: undefined, observed: 'v3' } as const;

type Marked = Place & { mark: string; token: string };

/** Locations, tokens of every kind, and a look at what each location holds. */
export type World = {
  server: TestServer;
  watch: DatabaseWatch;
  own: Place & { mark: string; token: string; single: Map<string, string>; overreaching: string };
  other: Marked;
  /** Takes what others hold, and so cannot be looked into for their marks. */
  third: Marked;
  management: { token: string; single: Map<string, string> };
  dead: Record<'unknown' | 'revoked' | 'expired' | 'rotated', string>;
  /** Of the installation, so in both locations from the start: the company. */
  shared: ReadonlySet<string>;
  version: string | undefined;
};

export async function startWorld(compatibility: 'documented' | 'observed'): Promise<World> {
  const clock = manualClock(Date.now());
  const server = await startServer({
    env: { GROUNDLEVEL_COMPATIBILITY: compatibility },
    clock,
    wait: async () => undefined,
  });
  const tokenWith = async (locationId: string, scopes: readonly string[], expiresAt?: string) => {
    const made = await server.call('POST', `/api/locations/${locationId}/integrations`, {
      token: server.managementToken,
      version: 'v3',
      body: { name: 'Test', scopes, ...(expiresAt !== undefined && { expiresAt }) },
    });
    assert.equal(made.status, 201, made.text);
    const id = String(made.body.integration?.id);
    return {
      id,
      token: String(made.body['token']),
      path: `/api/locations/${locationId}/integrations/${id}`,
    };
  };
  const manage = (method: string, path: string): Promise<Answer> =>
    server.call(method, path, { token: server.managementToken, version: 'v3' });

  const managementToken = await server.token('', [...everyScope]);
  const open = async (locationId: string, mark: string): Promise<Marked> => {
    const { token } = await tokenWith(locationId, everyLocationScope);
    const tokenFor = (operation: Operation): string =>
      operation.managementOnly ? managementToken : token;
    const place = createPlace(locationId, mark, (operation, request) =>
      sendWith(server.call, tokenFor, operation, request),
    );
    return { ...place, mark, token };
  };
  const own = await open(server.own.locationId, `own${mark()}`);
  const other = await open(server.other.locationId, `other${mark()}`);
  const third = await open((await server.tenant()).locationId, `third${mark()}`);

  const revoked = await tokenWith(own.locationId, everyLocationScope);
  assert.equal((await manage('DELETE', revoked.path)).status, 200);
  const soon = new Date(clock.now() + 1000).toISOString();
  const expired = await tokenWith(own.locationId, everyLocationScope, soon);
  clock.advance(1000);
  const rotated = await tokenWith(own.locationId, everyLocationScope);
  assert.equal((await manage('POST', `${rotated.path}/rotate`)).status, 200);

  const single = new Map<string, string>();
  for (const scope of everyLocationScope) {
    single.set(scope, (await tokenWith(own.locationId, [scope])).token);
  }
  const singleManagement = new Map<string, string>();
  for (const scope of everyScope) singleManagement.set(scope, await server.token('', [scope]));
  // No way of ours leads to this: the kind of the token is checked beside its scopes.
  const overreaching = await tokenWith(own.locationId, everyLocationScope);
  withFile(server.databasePath, (database) =>
    database
      .prepare('UPDATE private_integrations SET scopes = ? WHERE id = ?')
      .run(JSON.stringify(everyScope), overreaching.id),
  );
  const watch = watchDatabase(server.databasePath);
  const ownIds = new Set(idsIn(watch.dump(own.locationId)));
  return {
    server,
    watch,
    shared: new Set(idsIn(watch.dump(other.locationId)).filter((id) => ownIds.has(id))),
    own: { ...own, single, overreaching: overreaching.token },
    other,
    third,
    management: { token: managementToken, single: singleManagement },
    dead: {
      unknown: 'pit-00000000-0000-4000-8000-000000000000',
      revoked: revoked.token,
      expired: expired.token,
      rotated: rotated.token,
    },
    version: versions[compatibility],
  };
}

/** Letters only, so that it is found again in names, addresses and lower-case shadows. */
function mark(): string {
  return randomBytes(12)
    .toString('hex')
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
}

/** What looks like an id in a text; one of letters alone is a word, such as a permission. */
export function idsIn(text: string): string[] {
  return text.match(/\b(?=[A-Za-z]*[0-9])(?:[A-Za-z0-9]{20}|[0-9a-f]{24})\b/g) ?? [];
}
