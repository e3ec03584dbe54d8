const firstNames = ['Jane', 'Ana', 'Li', 'Omar', 'Zoë', 'Ivan', 'Mary', 'Noor', 'Kai', 'Ruth'];
const lastNames = ['Smith', 'García', 'Wang', 'Haddad', 'Novák', 'Okafor', 'Jensen', 'Rossi'];
const cities = ['Austin', 'Bern', 'Lagos', 'Lima', 'Osaka', 'Oslo', 'Quito', 'Turin'];

/** The body that every create of the benchmark sends; `n` makes e-mail and phone its own. */
export function contactBody(locationId: string, n: number): Record<string, unknown> {
  const of = (list: readonly string[], each: number): string => list[each % list.length] ?? '';
  return {
    locationId,
    firstName: of(firstNames, n),
    lastName: of(lastNames, n * 7),
    email: emailOf(n),
    phone: `+1${2_000_000_000 + n}`,
    city: of(cities, n * 3),
    country: 'US',
    source: 'API',
    tags: ['api-test', `segment ${n % 20}`, `source ${n % 7}`],
  };
}

/** First pages of those who have a tag, of a city and a source, of a name, in turn. */
export function searchBody(locationId: string, n: number): object {
  const { city = '', lastName = '' } = contactBody(locationId, n) as Record<string, string>;
  const of = (field: string, value: string): object => ({ field, operator: 'eq', value });
  const asked = [
    { filters: [of('tags', `segment ${n % 20}`)] },
    { filters: [of('city', city), of('source', 'API')] },
    { query: lastName },
  ];
  return { locationId, pageLimit: 20, ...asked[n % asked.length] };
}

/** A value for each custom field of the dataset. */
export function fieldValues(fieldIds: readonly string[], n: number): object[] {
  const values = [`Text ${n}`, n, '2026-09-25', 'Medium', ['Mail', 'Letter']];
  return fieldIds.map((id, each) => ({ id, field_value: values[each] }));
}

export function emailOf(n: number): string {
  return `person.${n}@example.com`;
}
