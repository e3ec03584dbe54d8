export type Schema = Readonly<Record<string, unknown>>;
/** The schema that a `$ref` stands for, with what further refs of it are read by. */
export type Resolve = (schema: Schema) => { schema: Schema; resolve: Resolve };

type Node = { properties: Map<string, Place>; items: Place[]; anyKey: boolean };
type Place = { schema: Schema; resolve: Resolve };

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const list = (value: unknown): Schema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

/** What a schema declares at one place, its references and its parts taken together. */
function nodeOf(place: Place): Node {
  const node: Node = { properties: new Map(), items: [], anyKey: false };
  const add = (raw: Place): void => {
    const { schema, resolve } = raw.resolve(raw.schema);
    for (const part of ['allOf', 'anyOf', 'oneOf']) {
      for (const each of list(schema[part])) add({ schema: each, resolve });
    }
    if (isSchema(schema['items'])) node.items.push({ schema: schema['items'], resolve });
    if (schema['patternProperties'] !== undefined || schema['additionalProperties'] === true) {
      node.anyKey = true;
    }
    if (!isSchema(schema['properties'])) return;
    for (const [name, each] of Object.entries(schema['properties'])) {
      if (isSchema(each)) node.properties.set(name, { schema: each, resolve });
    }
  };
  add(place);
  return node;
}

/** No schema of ours or of the published ones has references; a document passes its own. */
export const withoutReferences: Resolve = (schema) => ({ schema, resolve: withoutReferences });

/** Paths such as `contacts[].dnd` that a value has and its schema does not declare. */
export function undeclaredIn(schema: Schema, value: unknown, resolve: Resolve): Set<string> {
  const found = new Set<string>();
  const walk = (place: Place, at: unknown, path: string): void => {
    const node = nodeOf(place);
    if (Array.isArray(at)) {
      const [items] = node.items;
      if (items) for (const each of at) walk(items, each, `${path}[]`);
      return;
    }
    if (!isSchema(at) || (node.properties.size === 0 && (node.anyKey || isOpen(place)))) return;
    for (const [name, each] of Object.entries(at)) {
      const inner = path === '' ? name : `${path}.${name}`;
      const property = node.properties.get(name);
      if (property) walk(property, each, inner);
      else if (!node.anyKey) found.add(inner);
    }
  };
  walk({ schema, resolve }, value, '');
  return found;
}

/** A schema that says nothing of what is within. */
function isOpen({ schema, resolve }: Place): boolean {
  const resolved = resolve(schema).schema;
  return !['properties', 'allOf', 'anyOf', 'oneOf'].some((part) => part in resolved);
}

/** Every path that a schema declares, but for those below a schema that repeats itself. */
export function declaredBy(schema: Schema, resolve: Resolve): Set<string> {
  const found = new Set<string>();
  const walk = (place: Place, path: string, above: readonly Schema[]): void => {
    const resolved = place.resolve(place.schema).schema;
    if (above.includes(resolved)) return;
    const node = nodeOf(place);
    for (const items of node.items) walk(items, `${path}[]`, [...above, resolved]);
    for (const [name, property] of node.properties) {
      const inner = path === '' ? name : `${path}.${name}`;
      found.add(inner);
      walk(property, inner, [...above, resolved]);
    }
  };
  walk({ schema, resolve }, '', []);
  return found;
}

/** The paths of a value, in the same form. */
export function pathsOf(value: unknown): Set<string> {
  const found = new Set<string>();
  const walk = (at: unknown, path: string): void => {
    if (Array.isArray(at)) {
      for (const each of at) walk(each, `${path}[]`);
    } else if (isSchema(at)) {
      for (const [name, each] of Object.entries(at)) {
        const inner = path === '' ? name : `${path}.${name}`;
        found.add(inner);
        walk(each, inner);
      }
    }
  };
  walk(value, '');
  return found;
}

/** A value as the examples of a schema have it; of alternatives in a list one item each. */
export function exampleOf(raw: Schema, from: Resolve): unknown {
  const { schema, resolve } = from(raw);
  if (schema['example'] !== undefined) return schema['example'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const [part] = list(schema['allOf']);
  if (part) return exampleOf(part, resolve);
  const { items, properties } = schema;
  if (isSchema(items)) {
    const kinds = list(items['anyOf']);
    return (kinds.length > 0 ? kinds : [items]).map((each) => exampleOf(each, resolve));
  }
  if (isSchema(properties)) {
    const entries = Object.entries(properties).filter(([, each]) => isSchema(each));
    return Object.fromEntries(
      entries.map(([name, each]) => [name, exampleOf(isSchema(each) ? each : {}, resolve)]),
    );
  }
  return schema['type'] === 'number' ? 1 : schema['type'] === 'boolean' ? true : 'text';
}
