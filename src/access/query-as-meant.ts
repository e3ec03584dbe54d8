/**
 * The query as it was meant: a parameter that came several times with one value came once. Clients
 * that follow `nextPageUrl` add their own parameters to the ones that it holds (n8n does). A list
 * may also come as `name[]` (axios, and with it the official SDK, writes it so).
 */
export function queryAsMeant(query: Record<string, unknown>): Record<string, unknown> {
  const isMeant = ([name, value]: [string, unknown]): boolean =>
    !Array.isArray(value) && !name.endsWith('[]');
  if (Object.entries(query).every(isMeant)) return query;
  const values = new Map<string, unknown[]>();
  for (const [name, value] of Object.entries(query)) {
    const meant = /^(?<name>.+)\[\]$/.exec(name)?.groups?.['name'] ?? name;
    const all = values.get(meant) ?? [];
    if (Array.isArray(value)) for (const each of value) all.push(each);
    else all.push(value);
    values.set(meant, all);
  }
  return Object.fromEntries(
    [...values].map(([name, all]) => {
      const distinct = [...new Set<unknown>(all)];
      return [name, distinct.length === 1 ? distinct[0] : distinct];
    }),
  );
}
