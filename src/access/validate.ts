import { Compile, type Validator as Compiled } from 'typebox/compile';
import type { TSchema } from 'typebox';
import { Settings } from 'typebox/system';
import { wholeNumberPattern } from '../../contract/primitives.ts';
import type { FieldProblem } from '../errors/app-error.ts';
import { isWellFormedText } from '../lib/text.ts';
import { cutToBounds, reaches } from './schema-bounds.ts';

// Typebox stops at eight, and a field that may be null has three: every field at fault is named.
Settings.Set({ maxErrors: 300 });

export type Validator = {
  /** Empty when the value fits. */
  problems(value: unknown): FieldProblem[];
  /** Names of top-level properties that the schema does not have. */
  unknown(value: object): string[];
  /** The top-level properties that it has. */
  known(value: object): [string, unknown][];
  /** Whether the schema says anything of what stands there: no property that is unknown is on the way. */
  reaches(path: readonly string[]): boolean;
};

/** A schema, compiled when first used, whose problems are sentences that name the field. */
export function createValidator(schema: TSchema): Validator {
  let compiled: Compiled | undefined;
  const properties: object =
    'properties' in schema && typeof schema.properties === 'object' && schema.properties !== null
      ? schema.properties
      : {};
  const known = new Set(Object.keys(properties));
  return {
    problems: (value) => {
      compiled ??= Compile(schema);
      if (compiled.Check(value)) return [];
      // What it says of a value takes a thousand times as long as the check: lengths come first.
      const found = describe(compiled.Errors(cutToBounds(schema, value)));
      return found.length > 0 ? found : describe(compiled.Errors(value));
    },
    unknown: (value) => Object.keys(value).filter((name) => !known.has(name)),
    known: (value) =>
      [...known].flatMap((name) =>
        Object.hasOwn(value, name) ? [[name, asRecord(value)[name]]] : [],
      ),
    reaches: (path) => reaches(schema, path),
  };
}

type SchemaError = {
  keyword: string;
  instancePath: string;
  params: object;
  message: string;
};

/** Keywords that only say that something is wrong further in, where it is said as well. */
const summaries: ReadonlySet<string> = new Set(['anyOf', 'additionalProperties']);

function describe(found: readonly SchemaError[]): FieldProblem[] {
  const byField = new Map<string, string[]>();
  for (const each of found) {
    const required = 'requiredProperties' in each.params ? each.params.requiredProperties : [];
    if (each.keyword === 'required' && Array.isArray(required)) {
      for (const name of required) add(byField, pathOf(each, String(name)), 'should not be empty');
    } else if (!summaries.has(each.keyword) && !isOtherType(each, found)) {
      add(byField, pathOf(each), sentenceOf(each));
    }
  }
  return [...byField].map(([field, messages]) => ({
    field,
    message: `${field} ${messages.join(' or ')}`,
  }));
}

/** Of a value that has one of several types, what the others say is beside the point. */
function isOtherType(
  { keyword, instancePath }: SchemaError,
  found: readonly SchemaError[],
): boolean {
  if (keyword !== 'type') return false;
  return found.some(
    (each) =>
      each.instancePath.startsWith(`${instancePath}/`) ||
      (each.instancePath === instancePath && each.keyword !== 'type' && each.keyword !== 'anyOf'),
  );
}

function sentenceOf({ params, message }: SchemaError): string {
  const isNumber = 'pattern' in params && String(params.pattern).includes(wholeNumberPattern);
  if (isNumber) return 'must be a whole number';
  const allowed = 'allowedValues' in params ? params.allowedValues : undefined;
  return Array.isArray(allowed) ? `must be one of ${allowed.join(', ')}` : message;
}

function add(byField: Map<string, string[]>, field: string, message: string): void {
  const messages = byField.get(field) ?? [];
  if (!messages.includes(message)) byField.set(field, [...messages, message]);
}

function pathOf(error: SchemaError, name?: string): string {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  return [...path, ...(name === undefined ? [] : [name])].join('.') || 'body';
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Where a text could not be stored and returned as sent: NUL, or half a surrogate pair. */
export function findMalformedText(value: unknown): string | undefined {
  const path = malformedPath(value)?.reverse();
  return path && (path.join('.') || 'body');
}

/** From the text outwards. */
function malformedPath(value: unknown): string[] | undefined {
  if (typeof value === 'string') return isWellFormedText(value) ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    if (!isWellFormedText(name)) return [];
    const found = malformedPath(each);
    if (found) return [...found, name];
  }
  return undefined;
}

/** The members of an object from a parser; none of anything else. */
export function asRecord(value: unknown): Record<string, unknown> {
  // Its keys are texts.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
