/** Tags are compared without case. */
export function tagKey(tag: string): string {
  return tag.toLowerCase().normalize('NFC');
}

/** Trimmed, empty ones dropped, the first spelling of each kept (or all in lower case). */
export function normalizeTags(
  tags: readonly string[],
  { lowerCase }: { lowerCase: boolean },
): string[] {
  const byKey = new Map<string, string>();
  for (const sent of tags) {
    const tag = sent.trim();
    const key = tagKey(tag);
    if (tag !== '' && !byKey.has(key)) byKey.set(key, lowerCase ? tag.toLowerCase() : tag);
  }
  return [...byKey.values()];
}
