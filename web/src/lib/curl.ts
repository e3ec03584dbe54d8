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
  return curlLines(method, address, [byToken, ...(body === undefined ? [] : jsonLines(body))]);
}

const byToken = '-H "Authorization: Bearer $TOKEN"';

const jsonLines = (body: unknown): string[] => [
  '-H "Content-Type: application/json"',
  `-d ${quoted(typeof body === 'string' ? body : JSON.stringify(body))}`,
];

function curlLines(method: string, address: string, rest: readonly string[]): string {
  const start =
    method === 'GET' ? `curl ${quoted(address)}` : `curl -X ${method} ${quoted(address)}`;
  return [start, ...rest.map((line) => `  ${line}`)].join(' \\\n');
}

export type WrittenRequest = {
  method: string;
  address: string;
  headers: Readonly<Record<string, string>>;
  /** Of who signs in: cookies are kept in a file instead of a token sent. */
  ofSession: boolean;
  json?: string | undefined;
  /** Parts of a form; a file by `@` and its name. */
  parts?: readonly (readonly [name: string, value: string])[] | undefined;
};

/** A request as somebody wrote it. */
export function curlOfWritten(request: WrittenRequest): string {
  const { method, address, headers, ofSession, json, parts = [] } = request;
  return curlLines(method, address, [
    ...(ofSession
      ? ['-b session.txt -c session.txt', '-H "X-Groundlevel-Client: app"']
      : [byToken]),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(json === undefined ? [] : jsonLines(json)),
    ...parts.map(([name, value]) => `-F ${quoted(`${name}=${value}`)}`),
  ]);
}
