const yearFirst = /^(\d{4})([/._-])(\d{2})\2(\d{2})(?:T.*)?$/;
const monthFirst = /^(\d{2})([/._-])(\d{2})\2(\d{4})$/;
const problem =
  'must be a date such as 1990-09-25: YYYY-MM-DD or MM-DD-YYYY, with - / . or _ between';

/** One of the eight published formats, an ISO timestamp or epoch milliseconds, as YYYY-MM-DD. */
export function parseDateOfBirth(input: string | number): { date: string } | { problem: string } {
  if (typeof input === 'number') {
    const at = new Date(input);
    return Number.isNaN(at.getTime()) ? { problem } : checked(at.toISOString().slice(0, 10));
  }
  const text = input.trim();
  const [, year, , month, day] = yearFirst.exec(text) ?? [];
  if (year && month && day) return checked(`${year}-${month}-${day}`);
  const [, first, , second, last] = monthFirst.exec(text) ?? [];
  return first && second && last ? checked(`${last}-${first}-${second}`) : { problem };
}

function checked(date: string): { date: string } | { problem: string } {
  const at = new Date(`${date}T00:00:00.000Z`);
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
  const year = Number(date.slice(0, 4));
  return exists && year >= 1800 && year <= 2200 ? { date } : { problem };
}
