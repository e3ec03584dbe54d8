const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The seed's first call, ready to paste into a terminal. */
export function createContactCurl(base: string, locationId: string, token: string): string {
  const body = { locationId, firstName: 'Jane', lastName: 'Smith', email: 'jane@example.com' };
  return [
    `curl -X POST ${base}/contacts`,
    `  -H "Authorization: Bearer ${token}"`,
    '  -H "Content-Type: application/json"',
    `  -d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n');
}

/** A request as it is, with the token left to whoever runs it. */
export function postCurl(address: string, body: unknown): string {
  return [
    `curl -X POST ${address}`,
    '  -H "Authorization: Bearer $TOKEN"',
    '  -H "Content-Type: application/json"',
    `  -d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n');
}
