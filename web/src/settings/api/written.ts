import type { ApiOperation } from './reference.ts';

/** What was typed, by the name of its parameter. */
export type Values = Readonly<Record<string, string>>;

/** From the base URL on; what a path lacks still stands there by its name. */
export function addressOf({ path, parameters }: ApiOperation, values: Values): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name] ?? '';
    return value === '' ? whole : encodeURIComponent(value);
  });
  const query = new URLSearchParams(given('query', parameters, values));
  return query.size > 0 ? `${filled}?${query}` : filled;
}

export function headersOf({ parameters }: ApiOperation, values: Values): Record<string, string> {
  return Object.fromEntries(given('header', parameters, values));
}

function given(
  place: string,
  parameters: ApiOperation['parameters'],
  values: Values,
): [string, string][] {
  return parameters
    .filter((each) => each.in === place)
    .map(({ name }): [string, string] => [name, values[name] ?? ''])
    .filter(([, value]) => value !== '');
}

/** Why a text is no JSON. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
