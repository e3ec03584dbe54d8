const known = new Set<string>();

/** Whether it is an IANA time zone, older links such as `US/Central` included. */
export function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  if (known.size < 1000) known.add(name);
  return true;
}

/** By name; UTC, which the runtime leaves out of its list, is one too. */
export function listTimeZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
}
