import { type OperationShape, namesOf } from '../../contract/operation.ts';
import type { FieldProblem } from '../errors/app-error.ts';
import { errors } from '../errors/catalogue.ts';
import { decodedOnceMore, isSearchable } from '../lib/sent-address.ts';
import { type CheckedCall, checkText, shownName } from './check-request.ts';
import type { Validator } from './validate.ts';

/** The known parameters, checked; `loose` are unknown ones whose text is an e-mail or phone. */
export function checkQuery(
  operation: OperationShape,
  validator: Validator | undefined,
  sent: Record<string, unknown>,
  call: CheckedCall,
): { query: Record<string, unknown>; loose: string[] } {
  const query = decoded(sent);
  const warn = (sentence: string): void => void call.warnings.push(sentence);
  if (Object.keys(query).length > 0) {
    leaveOutEmpty(operation, query, warn);
    checkPaging(operation, query, call);
  }
  const loose: string[] = [];
  for (const name of validator?.unknown(query) ?? Object.keys(query)) {
    const texts = [query[name]].flat().map(String);
    delete query[name];
    if (name === 'locationId') continue;
    const found = [decodedOnceMore(name), ...texts].filter(isSearchable);
    if (operation.searchesUnknownQuery && found.length > 0) loose.push(...found);
    else if (call.compatibility.unknownQuery === 'warn') {
      warn(`query parameter ${shownName(name).slice(0, 100)} is not known and was ignored`);
    }
  }
  checkText(query);
  const problems = validator?.problems(query) ?? [];
  if (problems.length > 0) throw errors.validationFailed(problems);
  return { query, loose };
}

/** An e-mail or phone that was encoded twice is read as what it is. */
function decoded(sent: Record<string, unknown>): Record<string, unknown> {
  const read = (value: unknown): unknown =>
    typeof value === 'string' ? decodedOnceMore(value) : value;
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(read) : read(value),
    ]),
  );
}

const places = ['startAfter', 'startAfterId', 'after', 'skip', 'offset', 'page', 'limit'];

/** An empty parameter is an absent one; said, since a filter may have been meant. */
function leaveOutEmpty(
  operation: OperationShape,
  query: Record<string, unknown>,
  warn: (sentence: string) => void,
): void {
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string') continue;
    const isNothing = places.includes(name) && /^(?:null|undefined)$/.test(value.trim());
    if (!isNothing && value.trim() !== '') continue;
    // The name of one that is not known may be what is searched for.
    if (!places.includes(name) && !namesOf(operation.query).includes(name)) continue;
    delete query[name];
    warn(`query parameter ${name} is ${isNothing ? value.trim() : 'empty'} and was ignored`);
  }
}

/**
 * `offset` is `skip` where that is taken. What a list does not page by is refused: ignored, it would
 * give the first page again and again.
 */
function checkPaging(
  operation: OperationShape,
  query: Record<string, unknown>,
  call: CheckedCall,
): void {
  const known = new Set(namesOf(operation.query));
  const pages = ['skip', 'after', 'startAfter', 'page'].filter((name) => known.has(name));
  const [leads] = pages;
  if (leads === undefined) return;
  const isSent = (name: string): boolean => query[name] !== undefined;
  const foreign = (name: string): boolean => isSent(name) && !known.has(name);
  if (call.compatibility.unpublishedProperty === 'refuse') {
    const unpublished = operation.unpublishedQuery ?? [];
    const refused = ['skip', 'offset'].filter(
      (name) => foreign(name) || (unpublished.includes(name) && isSent(name)),
    );
    refuse(refused, (name) => `property ${name} should not exist`);
    return;
  }
  if (foreign('offset') && pages.includes('skip')) {
    if (isSent('skip')) call.warnings.push('offset was ignored beside skip');
    else query['skip'] = query['offset'];
    delete query['offset'];
  }
  refuse(['skip', 'offset', 'page'].filter(foreign), (name) => {
    return `${name} is not taken here; ${leads} leads on`;
  });
}

function refuse(names: readonly string[], sentence: (name: string) => string): void {
  const problems: FieldProblem[] = names.map((field) => ({ field, message: sentence(field) }));
  if (problems.length > 0) throw errors.validationFailed(problems);
}
