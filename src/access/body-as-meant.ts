import type { Operation } from '../../contract/operation.ts';
import { isBlank } from '../lib/text.ts';
import type { Compatibility } from './compatibility.ts';
import { fieldValuesAsMeant } from './field-values-as-meant.ts';

type Schema = Readonly<Record<string, unknown>>;
type Body = Record<string, unknown>;

/**
 * The body as it was meant. PHP writes `[]` for an empty object, forms send a blank text for what
 * nobody filled in, and v1's custom fields are a map: each is read as what it stands for.
 */
export function bodyAsMeant(
  operation: Operation,
  sent: unknown,
  compatibility: Compatibility,
): unknown {
  const schema = asSchema(operation.body);
  if (!schema || typeof sent !== 'object' || sent === null) return sent;
  if (Array.isArray(sent)) return sent.length === 0 && takesNothing(operation) ? {} : sent;
  // An object from the parser: its keys are texts.
  let body = withObjects(sent as Body, schema);
  if (operation.fieldValues && compatibility.legacyFieldValues === 'read') {
    body = fieldValuesAsMeant(body);
  }
  return operation.blankIsUnsent ? withoutBlanks(body, operation, compatibility) : body;
}

/** Whether a body without any key is a request. */
function takesNothing({ location, body }: Operation): boolean {
  const required = asSchema(body)?.['required'];
  return location !== 'body' && !(Array.isArray(required) && required.length > 0);
}

/** With `{}` for each `[]` where only an object can stand. */
function withObjects(body: Body, schema: Schema): Body {
  let changed: Body | undefined;
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== 'object' || value === null) continue;
    const own = objectSchema(propertyOf(schema, name));
    if (!own) continue;
    // An object from the parser: its keys are texts.
    const meant = Array.isArray(value)
      ? value.length === 0
        ? {}
        : value
      : withObjects(value as Body, own);
    if (meant === value) continue;
    changed ??= { ...body };
    changed[name] = meant;
  }
  return changed ?? body;
}

function propertyOf(schema: Schema, name: string): unknown {
  const properties = asSchema(schema['properties']);
  if (properties && Object.hasOwn(properties, name)) return properties[name];
  const patterns = asSchema(schema['patternProperties']);
  return patterns && Object.values(patterns)[0];
}

/** The schema of an object, alone or beside null; undefined where a list may stand. */
function objectSchema(found: unknown): Schema | undefined {
  const schema = asSchema(found);
  if (!schema) return undefined;
  if (schema['type'] === 'object') return schema;
  const { anyOf } = schema;
  if (!Array.isArray(anyOf)) return undefined;
  const alternatives = anyOf.map(asSchema);
  if (alternatives.some((each) => each?.['type'] === 'array')) return undefined;
  return alternatives.find((each) => each?.['type'] === 'object');
}

function asSchema(value: unknown): Schema | undefined {
  // Its keys are texts.
  return typeof value === 'object' && value !== null ? (value as Schema) : undefined;
}

/** Without what is blank; what the operation does not know stays, to be named or refused. */
function withoutBlanks(body: Body, operation: Operation, compatibility: Compatibility): Body {
  const unpublished =
    compatibility.unpublishedProperty === 'refuse' ? (operation.unpublishedBody ?? []) : [];
  const known = asSchema(asSchema(operation.body)?.['properties']) ?? {};
  let changed: Body | undefined;
  for (const [name, value] of Object.entries(body)) {
    const isKnown = Object.hasOwn(known, name) && !unpublished.includes(name);
    const meant = isKnown && name !== 'locationId' ? filled(value, 1) : value;
    if (meant === value) continue;
    changed ??= { ...body };
    if (meant === undefined) delete changed[name];
    else changed[name] = meant;
  }
  return changed ?? body;
}

/** Deeper objects are values of custom fields, whose texts their rules read. */
const deepest = 2;

/** The value without blank texts; undefined where nothing else was in it. */
function filled(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return isBlank(value) ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((each) => filled(each, depth + 1));
    if (items.every((each, at) => each === value[at])) return value;
    const left = items.filter((each) => each !== undefined);
    return left.length > 0 ? left : undefined;
  }
  if (depth > deepest) return value;
  const entries = Object.entries(value);
  const meant = entries.map(([name, each]) => [name, filled(each, depth + 1)] as const);
  if (meant.every(([, each], at) => each === entries[at]?.[1])) return value;
  const left = meant.filter(([, each]) => each !== undefined);
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}
