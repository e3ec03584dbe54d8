/** A name as a key: `Shirt size (EU)` is `shirt_size_eu`; each other character is one underscore. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replaceAll(/[^\p{L}\p{N}]/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
  return slug === '' ? 'field' : slug.slice(0, 150);
}

/** The slug, or the first of `slug_1`, `slug_2` and so on that is free. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(slug)) return slug;
  for (let each = 1; ; each += 1) {
    const next = `${slug}_${each}`;
    if (!isTaken(next)) return next;
  }
}
