type Body = Record<string, unknown>;

/** One more than a request may have: enough for the check of the body to refuse it. */
const mostRead = 501;

const entryKeys: ReadonlySet<string> = new Set(['id', 'key', 'field_value', 'fieldValue', 'value']);

/**
 * v1's `customField`, and a map from id or key to value in place of the list, as entries of
 * `customFields`; of one field that is in both, `customFields` wins.
 */
export function fieldValuesAsMeant(body: Body): Body {
  const { customField: former, ...rest } = body;
  const current = body['customFields'];
  const isList = current === undefined || Array.isArray(current);
  if (former === undefined && isList) return body;
  const earlier = entriesOf(former ?? '');
  const later = entriesOf(current ?? '');
  if (!earlier) return body;
  if (!later) return { ...rest, customFields: current };
  const entries = [...earlier, ...later];
  return entries.length === 0 && former !== undefined && current === undefined
    ? rest
    : { ...rest, customFields: entries };
}

/** Undefined for what is neither a list nor a map; a blank text is an empty one. */
function entriesOf(value: unknown): unknown[] | undefined {
  if (typeof value === 'string' && value.trim() === '') return [];
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return value.slice(0, mostRead);
  const names = Object.keys(value);
  const isEntry = ['id', 'key'].some((name) => name in value) && names.every(isEntryKey);
  if (isEntry) return [value];
  return Object.entries(value)
    .slice(0, mostRead)
    .map(([id, each]: [string, unknown]) => ({ id, field_value: each }));
}

function isEntryKey(name: string): boolean {
  return entryKeys.has(name);
}
