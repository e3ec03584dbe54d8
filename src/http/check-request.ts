import { type Operation, needsBody } from '../../contract/operation.ts';
import { AppError, type FieldProblem } from '../errors/app-error.ts';
import { errors } from '../errors/catalogue.ts';
import { isSearchable } from '../features/contacts/contact-filters.ts';
import type { Call } from './operation-request.ts';
import { type BodyNotes, inexactProblem } from './json-body.ts';
import { type Validator, asRecord, findMalformedText } from './validate.ts';

/** Throws `body_required`. */
export function requireObject(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw errors.bodyRequired();
}

/** The known parameters, checked; `loose` are unknown ones whose text is an e-mail or phone. */
export function checkQuery(
  operation: Operation,
  validator: Validator | undefined,
  sent: Record<string, unknown>,
  call: Call,
): { query: Record<string, unknown>; loose: string[] } {
  const query = { ...sent };
  const loose: string[] = [];
  for (const name of validator?.unknown(sent) ?? Object.keys(sent)) {
    delete query[name];
    if (name === 'locationId') continue;
    const texts = [sent[name]].flat().map(String);
    const found = [name, ...texts].filter(isSearchable);
    if (operation.searchesUnknownQuery && found.length > 0) loose.push(...found);
    else if (call.compatibility.unknownQuery === 'warn') {
      call.warnings.push(`query parameter ${name.slice(0, 100)} is not known and was ignored`);
    }
  }
  // An empty parameter is an absent one; said, since a filter may have been meant.
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string' || value.trim() !== '') continue;
    delete query[name];
    call.warnings.push(`query parameter ${name} is empty and was ignored`);
  }
  checkText(query);
  const problems = validator?.problems(query) ?? [];
  if (problems.length > 0) throw errors.validationFailed(problems);
  return { query, loose };
}

export type BodyChecks = {
  /** Undefined of a form. */
  notes: BodyNotes | undefined;
  checkValues(rest: Record<string, unknown>): Promise<unknown>;
};

/** The body as an object that fits the operation; what is not used as sent goes to the warnings. */
export async function checkBody(
  operation: Operation,
  validator: Validator,
  body: unknown,
  call: Call,
  { notes, checkValues }: BodyChecks,
): Promise<Record<string, unknown>> {
  if (body !== undefined || needsBody(operation)) requireObject(body);
  const sent = asRecord(body);
  const unpublished =
    call.compatibility.unpublishedProperty === 'refuse' ? (operation.unpublishedBody ?? []) : [];
  const { unstoredBody = [] } = operation;
  const unstored = unstoredBody.filter((name) => Object.hasOwn(sent, name));
  const unknown = [
    ...validator.unknown(sent).filter((name) => !unstored.includes(name)),
    ...unpublished.filter((name) => Object.hasOwn(sent, name)),
  ];
  if (notes?.hasCodes !== false) checkText(sent);
  const unsent =
    call.compatibility.unsentProperty === 'refuse' ? (operation.publishedAsRequired ?? []) : [];
  const wrongTypes = [
    ...validator.problems(sent),
    ...inexactNumbers(notes, validator, unstored),
    ...unsent
      .filter((name) => sent[name] === undefined)
      .map((field) => ({ field, message: `${field} should not be empty` })),
  ];
  const problems =
    wrongTypes.length > 0
      ? [...wrongTypes, ...(await wrongValues(validator.known(sent), wrongTypes, checkValues))]
      : [];
  if (unknown.length > 0 && call.compatibility.unknownProperty === 'refuse') {
    const messages = unknown.map((field) => ({
      field,
      message: `property ${field} should not exist`,
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

/** Numbers that would be stored with other digits than were sent. */
function inexactNumbers(
  notes: BodyNotes | undefined,
  validator: Validator,
  unstored: readonly string[],
): FieldProblem[] {
  return (notes?.inexact ?? [])
    .filter((path) => !unstored.includes(path[0] ?? '') && validator.reaches(path))
    .map(inexactProblem);
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
