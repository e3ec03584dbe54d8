/** A member of a stored body that is one text and stands behind its custom fields. */
export type TextName = 'firstName' | 'lastName' | 'fullNameLowerCase';

/**
 * Where the members of a stored body begin that come after `customFields`, the only one whose values
 * may have members of any name. `emptyBody` has set the order, which changes keep.
 */
export function ownMembers(body: string): number {
  const at = body.lastIndexOf('"createdBy":{');
  if (at < 0) throw new Error('a stored contact without createdBy');
  return at;
}

/** The JSON of a text among them; empty where there is none. A quote within a text is escaped, so names are found as they are. */
export function textJson(body: string, name: TextName, from: number): string {
  const label = `"${name}":`;
  const at = body.indexOf(label, from);
  if (at < 0) return '';
  const start = at + label.length;
  let end = body.indexOf('"', start + 1);
  while (isEscaped(body, end)) end = body.indexOf('"', end + 1);
  return body.slice(start, end + 1);
}

function isEscaped(body: string, at: number): boolean {
  let before = at;
  while (body[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}
