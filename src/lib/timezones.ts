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
