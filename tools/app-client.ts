import type { Operation, OperationShape } from '../contract/operation.ts';
import { everyOperation } from '../contract/operations.ts';
import { contactsScopeGrants, locationScopes } from '../contract/scopes.ts';
import {
  customFieldSearch,
  searchFields,
  sortFields,
} from '../src/features/contacts/search/search-fields.ts';
import { dataTypes } from '../src/features/custom-fields/custom-field.ts';
import { countryNames } from '../src/lib/countries.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What the web app knows of the API: the types of each operation, and where it answers. */
export function appClient(): string {
  const sorted = everyOperation.toSorted((a, b) => a.id.localeCompare(b.id));
  return `// Written by npm run gen, from the contract.
export type Operations = {
${sorted.map(typesOf).join('\n')}
};

export type OperationId = keyof Operations;

/** Method, address and, where it takes none from there, whether a header names the location. */
export const routes: Readonly<Record<OperationId, readonly [method: string, path: string]>> = {
${sorted.map((each) => `  '${each.id}': ['${each.method}', '${each.path}'],`).join('\n')}
};
`;
}

function typesOf(operation: OperationShape & Partial<Operation>): string {
  const { id, params, query, body, form, reply, accepted } = operation;
  const parts = [
    ['params', params],
    ['query', query],
    ['body', body ?? form],
    ['reply', reply.v2],
  ] as const;
  const fields = parts.map(([name, schema]) => `${name}: ${schema ? typeOf(schema) : 'undefined'}`);
  // What goes on as a job says so in a reply of its own.
  if (accepted) fields.push(`${fields.pop()} | ${typeOf(accepted.v2)}`);
  return `  '${id}': { ${fields.join('; ')} };`;
}

/** The type of a JSON schema as the contract writes them; what says nothing is unknown. */
export function typeOf(given: object): string {
  const schema = given as Schema;
  const { type, enum: values, const: only, anyOf, allOf, items } = schema;
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(values)) return values.map((each) => JSON.stringify(each)).join(' | ');
  if (Array.isArray(anyOf)) return several(anyOf, ' | ');
  if (Array.isArray(allOf)) return several(allOf, ' & ');
  switch (type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return !items ? 'unknown[]' : `(${typeOf(items)})[]`;
    case 'integer':
      return 'number';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return type;
    default:
      return 'unknown';
  }
}

function several(schemas: readonly object[], between: string): string {
  return [...new Set(schemas.map((each) => `(${typeOf(each)})`))].join(between);
}

function objectOf({
  properties,
  required,
  additionalProperties,
  patternProperties,
}: Schema): string {
  const needed = Array.isArray(required) ? required : [];
  const fields = Object.entries((properties ?? {}) as Record<string, Schema>).map(
    ([name, each]) => `${JSON.stringify(name)}${needed.includes(name) ? '' : '?'}: ${typeOf(each)}`,
  );
  const [others] = Object.values((patternProperties ?? {}) as Record<string, Schema>);
  const rest =
    others ??
    (typeof additionalProperties === 'object' && additionalProperties
      ? additionalProperties
      : undefined);
  if (fields.length === 0) return `Record<string, ${rest ? typeOf(rest) : 'unknown'}>`;
  return `{ ${fields.join('; ')} }`;
}

/** The countries that a location can have, by their code. */
export function appCountries(): string {
  const lines = Object.entries(countryNames).map(
    ([code, name]) => `  ${code}: ${JSON.stringify(name)},`,
  );
  return `// Written by npm run gen, from the server's own list.
export const countryNames: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`;
}

/** The scopes that an integration can be given, and what the one named contacts stands for. */
export function appScopes(): string {
  const list = (names: readonly string[]): string => names.map((each) => `  '${each}',`).join('\n');
  return `// Written by npm run gen, from the contract.
export const locationScopes = [
${list(locationScopes)}
] as const;

export const contactsScopeGrants: readonly string[] = [
${list(contactsScopeGrants)}
];
`;
}

/** What contacts are searched and sorted by. */
export function appSearchFields(): string {
  const kindOf = ({ kind, operators }: { kind: string; operators: readonly string[] }): string =>
    `{ kind: '${kind}', operators: [${operators.map((each) => `'${each}'`).join(', ')}] }`;
  // In the app the text of notes is looked for as other texts are.
  const listed = Object.entries(searchFields).map(([name, { kind, operators }]) => {
    const shown = kindOf({ kind: kind === 'notes' ? 'text' : kind, operators });
    return `  '${name}': ${shown},`;
  });
  const custom = dataTypes.map((type) => `  ${type}: ${kindOf(customFieldSearch(type, false))},`);
  const sorts = Object.keys(sortFields).map((name) => `'${name}'`);
  return `// Written by npm run gen, from the server's own tables.
export type SearchOperator = 'eq' | 'not_eq' | 'contains' | 'not_contains' | 'exists' | 'not_exists' | 'range' | 'nested';
export type SearchKind = 'text' | 'number' | 'boolean' | 'time' | 'date' | 'email' | 'country' | 'phone' | 'tags' | 'unknown';
export type SearchableField = { kind: SearchKind; operators: readonly SearchOperator[] };

export const searchFields = {
${listed.join('\n')}
} as const satisfies Readonly<Record<string, SearchableField>>;

/** By the type of a custom field. */
export const customFieldSearch: Readonly<Record<string, SearchableField>> = {
${custom.join('\n')}
};

/** One text of a text-box list. */
export const textBoxSearch: SearchableField = ${kindOf(customFieldSearch('TEXTBOX_LIST', true))};

export const sortFields = [${sorts.join(', ')}] as const;
`;
}
