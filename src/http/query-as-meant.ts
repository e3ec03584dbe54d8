/**
 * The query as it was meant: a parameter that came several times with one value came once. Clients
 * that follow `nextPageUrl` add their own parameters to the ones that it holds (n8n does).
 */
export function queryAsMeant(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (!Array.isArray(value)) return [name, value];
      const distinct = [...new Set<unknown>(value)];
      return [name, distinct.length === 1 ? distinct[0] : distinct];
    }),
  );
}
