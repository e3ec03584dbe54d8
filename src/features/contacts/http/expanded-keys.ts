import type { Call, CallLocation, HandlerDeps } from '../../../access/operation-request.ts';
import { getFieldKeys } from '../../custom-fields/field-definitions.ts';
import type { FieldKeys } from '../contacts.wire.ts';

/** The keys of custom fields where `expand=customFields.key` asks for them. */
export async function expandedKeys(
  expand: string | undefined,
  location: CallLocation,
  call: Call,
  { engine }: HandlerDeps,
): Promise<FieldKeys | undefined> {
  if (expand === undefined) return undefined;
  if (expand === 'customFields.key') return getFieldKeys(engine.read, location.no);
  // An extra parameter of clients elsewhere: it must not fail a request.
  if (call.compatibility.unknownQuery === 'warn') {
    call.warnings.push(`expand ${expand} is not known and was ignored; customFields.key is`);
  }
  return undefined;
}
