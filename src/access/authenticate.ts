import type { WireVersion } from '../../contract/operation.ts';
import { errors } from '../errors/catalogue.ts';
import {
  type Caller,
  type FindCaller,
  tokenKeyOf,
} from '../features/private-integrations/callers.ts';
import type { KeyHash } from '../lib/random-key.ts';
import type { Compatibility } from './compatibility.ts';

/** What each connection sent last: most send one token with every request, which is hashed once. */
const lastSent = new WeakMap<object, { header: string; key: KeyHash }>();

/** The caller of an Authorization header. Throws `token_missing` or `token_invalid`. */
export async function authenticate(
  findCaller: FindCaller,
  connection: object,
  header: string | undefined,
  now: number,
): Promise<{ caller: Caller; token: KeyHash }> {
  const last = lastSent.get(connection);
  const key = header !== undefined && last?.header === header ? last.key : keyOf(header);
  const caller = key && (await findCaller(key, now));
  if (!caller) throw errors.tokenInvalid();
  if (header !== undefined && key !== last?.key) lastSent.set(connection, { header, key });
  return { caller, token: key };
}

function keyOf(header: string | undefined): KeyHash | undefined {
  const sent = header?.trim();
  if (!sent || /^bearer$/i.test(sent)) throw errors.tokenMissing();
  return tokenKeyOf(/^bearer\s+(\S+)$/i.exec(sent)?.[1] ?? sent);
}

const v2Versions: ReadonlySet<string> = new Set(['2021-04-15', '2021-07-28', '2023-02-21']);

/** The wire version of a Version header; lenient is v2 with a warning for an unknown one. */
export function wireVersionOf(
  header: string | undefined,
  compatibility: Compatibility,
  warnings: string[],
): WireVersion {
  const sent = header?.trim();
  if (!sent) {
    if (compatibility.version === 'required') throw errors.versionMissing();
    return 'v2';
  }
  if (sent === 'v3') return 'v3';
  if (v2Versions.has(sent)) return 'v2';
  if (compatibility.version === 'required') throw errors.versionInvalid();
  warnings.push('The Version header is not a known version; 2021-07-28 is used');
  return 'v2';
}
