const form =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Milliseconds of an ISO 8601 date or time, in UTC when it names no offset; else undefined. */
export function parseIsoTime(text: string): number | undefined {
  const [, date, time = '00:00', offset = 'Z'] = form.exec(text.trim()) ?? [];
  if (date === undefined) return undefined;
  try {
    return Temporal.Instant.from(`${date}T${time}${offset}`).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** As replies show a time: `2021-07-08T02:30:00.000Z`. */
export function toIsoTime(ms: number): string {
  return new Date(ms).toISOString();
}
