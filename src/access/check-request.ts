import {
  type Operation,
  type OperationShape,
  namesOf,
  needsBody,
  requiredOf,
} from '../../contract/operation.ts';
import { AppError, type FieldProblem } from '../errors/app-error.ts';
import { errors } from '../errors/catalogue.ts';
import type { ParsedJson } from '../lib/json.ts';
import type { Call } from './operation-request.ts';
import { type Validator, asRecord, findMalformedText } from './validate.ts';

/** What was seen of a JSON body while it was a text. */
export type BodyNotes = Pick<ParsedJson, 'hasCodes' | 'inexact'>;

export function inexactProblem(path: readonly string[]): FieldProblem {
  const field = path.join('.') || 'body';
  return { field, message: `${field} is a number with more digits than can be kept` };
}

/** Throws `body_required`. */
export function requireObject(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw errors.bodyRequired();
}

export type CheckedCall = Pick<Call, 'compatibility' | 'warnings'>;

export type BodyChecks = {
  /** Undefined of a form. */
  notes: BodyNotes | undefined;
  checkValues(rest: Record<string, unknown>): Promise<unknown>;
};

/** The body as an object that fits the operation; what is not used as sent goes to the warnings. */
export async function checkBody(
  operation: OperationShape & Partial<Operation>,
  validator: Validator,
  body: unknown,
  call: CheckedCall,
  { notes, checkValues }: BodyChecks,
): Promise<Record<string, unknown>> {
  if (body !== undefined || needsBody(operation)) requireObject(body);
  const sent = operation.reads ? withoutEmpty(operation, asRecord(body), call) : asRecord(body);
  const unpublished =
    call.compatibility.unpublishedProperty === 'refuse' ? (operation.unpublishedBody ?? []) : [];
  const { unstoredBody = [] } = operation;
  const unstored = unstoredBody.filter((name) => Object.hasOwn(sent, name));
  const unknown = [
    ...validator.unknown(sent).filter((name) => !unstored.includes(name)),
    ...unpublished.filter((name) => Object.hasOwn(sent, name)),
  ].map(shownName);
  if (notes?.hasCodes !== false) checkText(sent);
  const unsent =
    call.compatibility.unsentProperty === 'refuse' ? (operation.publishedAsRequired ?? []) : [];
  const wrongTypes = [
    ...validator.problems(sent),
    ...wrongShapes(operation, sent, call),
    ...inexactNumbers(notes, validator, operation),
    ...unsent
      .filter((name) => sent[name] === undefined)
      .map((field) => ({ field, message: `${field} should not be empty` })),
  ];
  const problems =
    wrongTypes.length > 0
      ? [...wrongTypes, ...(await wrongValues(validator.known(sent), wrongTypes, checkValues))]
      : [];
  if (unknown.length > 0 && (operation.reads || call.compatibility.unknownProperty === 'refuse')) {
    const messages = unknown.map((field) => ({
      field,
      message: `property ${field} should not exist${operation.reads ? insteadOf(field, operation) : ''}`,
    }));
    throw errors.validationFailed([...messages, ...problems]);
  }
  if (problems.length > 0) throw errors.validationFailed(problems);
  for (const name of unknown) {
    call.warnings.push(`property ${name.slice(0, 100)} is not known and was ignored`);
  }
  for (const name of unstored) {
    call.warnings.push(`property ${name} is not stored and was ignored`);
  }
  return sent;
}

/** Searches come with keys that hold nothing yet, a cursor most of all: as if they were not sent. */
function withoutEmpty(
  { body }: OperationShape,
  sent: Record<string, unknown>,
  { warnings }: CheckedCall,
): Record<string, unknown> {
  const required = new Set(requiredOf(body));
  const optional = new Set(namesOf(body).filter((name) => !required.has(name)));
  return Object.fromEntries(
    Object.entries(sent).filter(([name, value]) => {
      if (!optional.has(name) || !isEmpty(value)) return true;
      // A filter may have been meant by these.
      const isFilter = value !== null && !['filters', 'sort', 'searchAfter'].includes(name);
      if (isFilter) warnings.push(`${name} is empty and was ignored`);
      return false;
    }),
  );
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongShapes(
  { alsoObject = [] }: OperationShape,
  sent: Record<string, unknown>,
  { compatibility }: CheckedCall,
): FieldProblem[] {
  if (compatibility.unpublishedShape === 'accept') return [];
  return alsoObject
    .filter((name) => isObject(sent[name]))
    .map((field) => ({ field, message: `${field} must be array` }));
}

/** As an error and a warning name it: a name without characters is still seen. */
export const shownName = (name: string): string => (name === '' ? '""' : name);

/** A search that took less than was meant would find too much: who sent the key hears what it takes. */
function insteadOf(name: string, { body, sendInstead = {} }: OperationShape): string {
  const hint = Object.hasOwn(sendInstead, name) ? sendInstead[name] : undefined;
  if (hint !== undefined) return `; ${hint}`;
  return `; the search takes ${namesOf(body).join(', ')}`;
}

/** Numbers that would be stored with other digits than were sent. */
function inexactNumbers(
  notes: BodyNotes | undefined,
  validator: Validator,
  { unstoredBody = [], fieldValues }: OperationShape,
): FieldProblem[] {
  return (notes?.inexact ?? [])
    .filter((path) => !unstoredBody.includes(path[0] ?? ''))
    .filter((path) => (fieldValues && isValueByName(path)) || validator.reaches(path))
    .map(inexactProblem);
}

/** In one of the other forms that values of custom fields are read in. */
function isValueByName([property, name = '']: readonly string[]): boolean {
  return property === 'customField' || (property === 'customFields' && !/^\d+$/.test(name));
}

/** What the rules find in the fields whose type is right. */
async function wrongValues(
  sent: readonly [string, unknown][],
  wrongTypes: readonly FieldProblem[],
  checkValues: BodyChecks['checkValues'],
): Promise<readonly FieldProblem[]> {
  const wrong = new Set(wrongTypes.map(({ field }) => field.split('.')[0]));
  const rest = sent.filter(([name]) => !wrong.has(name));
  try {
    await checkValues(Object.fromEntries(rest));
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || !error.fields) throw error;
    return error.fields.filter(({ field }) => !wrong.has(field.split('.')[0]));
  }
}

/** Throws `validation_failed` for text that could not be stored and returned as sent. */
export function checkText(value: unknown): void {
  const field = findMalformedText(value);
  if (field !== undefined) {
    const message = `${field} must be well-formed text without NUL`;
    throw errors.validationFailed([{ field, message }]);
  }
}

/** The version in If-Match; null without the header or for any. */
export function ifMatchOf(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw errors.ifMatchInvalid();
  return Number(version);
}
