type Known = { first?: string | null | undefined; last?: string | null | undefined };

/**
 * A name in two: the part that is known already and the rest, else the first word and the rest.
 * Undefined when the name does not agree with what is known.
 */
export function splitName(
  name: string,
  known: Known = {},
): { firstName: string; lastName: string } | undefined {
  const whole = name.trim().replaceAll(/\s+/g, ' ');
  const { first, last } = known;
  if (first === undefined && last === undefined) {
    const [firstName = '', ...rest] = whole.split(' ');
    return { firstName, lastName: rest.join(' ') };
  }
  const firstName = first ?? (last ? before(whole, last) : undefined) ?? '';
  const lastName = last ?? (first ? after(whole, first) : undefined) ?? '';
  return joinName(firstName, lastName) === whole ? { firstName, lastName } : undefined;
}

function before(whole: string, last: string): string | undefined {
  if (whole === last) return '';
  return whole.endsWith(` ${last}`) ? whole.slice(0, -last.length - 1) : undefined;
}

function after(whole: string, first: string): string | undefined {
  if (whole === first) return '';
  return whole.startsWith(`${first} `) ? whole.slice(first.length + 1) : undefined;
}

/** First and last name as one; empty when there is neither. */
export function joinName(firstName: string | undefined, lastName: string | undefined): string {
  return [firstName, lastName].filter((part) => part !== undefined && part !== '').join(' ');
}
