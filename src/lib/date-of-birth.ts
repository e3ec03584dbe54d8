import { readDay } from './written-date.ts';

const problem =
  'must be a date such as 1990-09-25: YYYY-MM-DD or MM-DD-YYYY, with - / . or _ between';

/**
 * One of the eight published formats, of which those that end with the year begin with the month, any
 * other date with one meaning, or epoch milliseconds, as YYYY-MM-DD.
 */
export function parseDateOfBirth(
  input: string | number,
  timeZone = 'UTC',
): { date: string } | { problem: string } {
  const read = readDay(input, { timeZone, order: 'month first' });
  return 'problem' in read ? { problem } : read;
}
