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
export function curlOf(method: string, address: string, body?: unknown): string {
  return [
    method === 'GET' ? `curl ${quoted(address)}` : `curl -X ${method} ${quoted(address)}`,
    '  -H "Authorization: Bearer $TOKEN"',
    ...(body === undefined
      ? []
      : ['  -H "Content-Type: application/json"', `  -d ${quoted(JSON.stringify(body))}`]),
  ].join(' \\\n');
}
