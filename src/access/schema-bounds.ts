import type { TSchema } from 'typebox';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
/** Only replies have lists without a bound. */
const boundOf = (bound: unknown): number => (typeof bound === 'number' ? bound : Infinity);

/** The schemas that a value may follow: those of a choice, or the one. */
function choicesOf(schema: unknown): Node[] {
  if (!isNode(schema)) return [];
  return Array.isArray(schema['anyOf']) ? schema['anyOf'].flatMap(choicesOf) : [schema];
}

/** Of every key, where a schema has no names for them. */
function ofAnyKey(schema: Node): unknown[] {
  const { patternProperties, additionalProperties } = schema;
  return [
    ...(isNode(patternProperties) ? Object.values(patternProperties) : []),
    ...(isNode(additionalProperties) ? [additionalProperties] : []),
  ];
}

function inProperty(schema: Node, name: string): unknown[] {
  const { properties } = schema;
  const own = isNode(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
  return [...own, ...ofAnyKey(schema)];
}

/**
 * As much of a value as a schema can find a fault in: lists and maps to one more than they may have,
 * of objects the properties that it knows, and nothing of what it leaves open.
 */
export function cutToBounds(schema: TSchema, value: unknown): unknown {
  return cut([schema], value);
}

function cut(schemas: readonly unknown[], value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const choices = schemas.flatMap(choicesOf);
  if (Array.isArray(value)) {
    const lists = choices.filter((each) => each['type'] === 'array');
    const most = Math.max(0, ...lists.map((each) => boundOf(each['maxItems'])));
    const items = lists.map((each) => each['items']);
    return lists.length === 0 ? [] : value.slice(0, most + 1).map((each) => cut(items, each));
  }
  const objects = choices.filter((each) => each['type'] === 'object');
  const kept: [string, unknown][] = [];
  for (const schemaOf of objects) {
    const { properties } = schemaOf;
    for (const name of isNode(properties) ? Object.keys(properties) : []) {
      if (!Object.hasOwn(value, name)) continue;
      const inner = objects.flatMap((each) => inProperty(each, name));
      kept.push([name, cut(inner, Reflect.get(value, name))]);
    }
    const anyKey = ofAnyKey(schemaOf);
    if (anyKey.length === 0) continue;
    for (const name of Object.keys(value).slice(0, boundOf(schemaOf['maxProperties']) + 1)) {
      kept.push([name, cut(anyKey, Reflect.get(value, name))]);
    }
  }
  return Object.fromEntries(kept);
}

/** Whether a schema speaks of the value at a path, by itself or by leaving open what is there. */
export function reaches(schema: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  return choicesOf(schema).some((each) => {
    if (each['type'] === 'array') return reaches(each['items'], rest);
    if (each['type'] === 'object') return inProperty(each, name).some((one) => reaches(one, rest));
    // Open: whatever is in it is taken.
    return each['type'] === undefined && each['enum'] === undefined && each['const'] === undefined;
  });
}
