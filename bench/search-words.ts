import type { DatabaseSync } from 'node:sqlite';

/** What the searches ask for, taken from the contacts that are there. */
export type SearchWords = {
  /** A last name that few have. */
  rare: string;
  /** Three letters that about four of ten contacts have somewhere in their texts. */
  part: string;
  /** A first and a last name of one contact. */
  name: string;
  letter: string;
  /** Where a cursor has six of ten contacts before it. */
  deep: { dateAdded: number; id: string };
};

const sampled = 5000;
const commonShare = 0.4;

export function wordsOf(database: DatabaseSync, locationNo: number): SearchWords {
  const texts = database
    .prepare('SELECT text FROM contact_text WHERE location_no = ? ORDER BY contact_no LIMIT ?')
    .all(locationNo, sampled)
    .map(({ text }) => String(text));
  const name = database
    .prepare(
      `SELECT first_name_key || ' ' || last_name_key AS name FROM contacts
       WHERE location_no = ? AND first_name_key GLOB '[a-z]*' AND last_name_key GLOB '[a-z]*'
         AND instr(first_name_key || last_name_key, ' ') = 0
       ORDER BY no LIMIT 1 OFFSET 10`,
    )
    .get(locationNo);
  const rare = database
    .prepare(
      `SELECT last_name_key AS name FROM contacts
       WHERE location_no = ? AND last_name_key GLOB '[a-z]*' AND length(last_name_key) >= 7
       GROUP BY last_name_key ORDER BY count(*), last_name_key LIMIT 1`,
    )
    .get(locationNo);
  const deep = database
    .prepare(
      `SELECT date_added, id FROM contacts WHERE location_no = ? AND deleted_at IS NULL
       ORDER BY date_added DESC, id DESC
       LIMIT 1 OFFSET (SELECT contact_count * 6 / 10 FROM locations WHERE no = ?)`,
    )
    .get(locationNo, locationNo);
  return {
    rare: String(rare?.['name']),
    part: commonPart(texts),
    name: String(name?.['name']),
    letter: 'z',
    deep: { dateAdded: Number(deep?.['date_added']), id: String(deep?.['id']) },
  };
}

function commonPart(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const parts = new Set<string>();
    for (let at = 0; at + 3 <= text.length; at += 1) {
      const part = text.slice(at, at + 3);
      if (/^[a-z]{3}$/.test(part)) parts.add(part);
    }
    for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  const away = (count: number): number => Math.abs(count / texts.length - commonShare);
  const [first] = [...counts].toSorted(([, one], [, other]) => away(one) - away(other));
  if (!first) throw new Error('no text has three letters');
  return first[0];
}
