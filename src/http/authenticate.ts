import type { WireVersion } from '../../contract/operation.ts';
import { errors } from '../errors/catalogue.ts';
import type { Caller, FindCaller } from '../features/private-integrations/callers.ts';
import type { Compatibility } from './compatibility.ts';

/** The caller of an Authorization header. Throws `token_missing` or `token_invalid`. */
export async function authenticate(
  findCaller: FindCaller,
  header: string | undefined,
  now: number,
): Promise<Caller> {
  const sent = header?.trim();
  if (!sent || /^bearer$/i.test(sent)) throw errors.tokenMissing();
  const token = /^bearer\s+(\S+)$/i.exec(sent)?.[1] ?? sent;
  const caller = await findCaller(token, now);
  if (!caller) throw errors.tokenInvalid();
  return caller;
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
