type Values = Readonly<Record<string, unknown>>;

export type Difference = { before: Record<string, unknown>; after: Record<string, unknown> };

/** The keys that differ, as they were and as they are, null for absent; undefined when none does. */
export function differenceOf(before: Values, after: Values): Difference | undefined {
  const was: Record<string, unknown> = {};
  const is: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    was[key] = before[key] ?? null;
    is[key] = after[key] ?? null;
  }
  return Object.keys(is).length > 0 ? { before: was, after: is } : undefined;
}
