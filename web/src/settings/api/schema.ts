import type { Schema } from '../../api/api-document.ts';

export type Components = Readonly<Record<string, Schema>>;
export type SchemaField = { name: string; schema: Schema; isRequired: boolean };

const mostValues = 8;

function resolved(schema: Schema, components: Components): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return (name !== undefined && components[name]) || schema;
}

/** What a value is, in words: `text`, `list of numbers`, `"asc" or "desc"`. */
export function typeName(given: Schema, components: Components): string {
  const schema = resolved(given, components);
  const { type, anyOf, allOf, items } = schema;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) {
    const shown = schema.enum.slice(0, mostValues).map((each) => JSON.stringify(each));
    return [...shown, ...(schema.enum.length > mostValues ? ['…'] : [])].join(' or ');
  }
  const several: readonly Schema[] =
    anyOf ?? (typeof type === 'object' ? type.map((each) => ({ type: each })) : []);
  if (several.length > 0) {
    return [...new Set(several.map((each) => each.title ?? typeName(each, components)))].join(
      ' or ',
    );
  }
  if (allOf?.[0]) return typeName(allOf[0], components);
  if (type === 'array') return items ? `list of ${typeName(items, components)}` : 'list';
  return typeof type === 'string' ? type : 'anything';
}

/** What it may have at most, where that is said. */
export function boundsOf({ maxLength, maxItems, minimum, maximum }: Schema): string {
  return [
    maxLength !== undefined && `at most ${maxLength} characters`,
    maxItems !== undefined && `at most ${maxItems}`,
    minimum !== undefined && `from ${minimum}`,
    maximum !== undefined && `to ${maximum}`,
  ]
    .filter((each) => each !== false)
    .join(', ');
}

/** The shapes of objects that a value can have; several where versions or kinds differ. */
export function shapesOf(given: Schema, components: Components): Schema[] {
  const schema = resolved(given, components);
  const inside = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  if (inside.length > 0) return inside.flatMap((each) => shapesOf(each, components));
  if (schema.type === 'array') return schema.items ? shapesOf(schema.items, components) : [];
  return fieldsOf(schema).length > 0 ? [schema] : [];
}

export function fieldsOf({ properties, patternProperties, required = [] }: Schema): SchemaField[] {
  const named = Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    schema,
    isRequired: required.includes(name),
  }));
  // Keys of the sender's own, of which the pattern says nothing.
  const others = Object.values(patternProperties ?? {}).filter(
    (schema) => Object.keys(schema).length > 0,
  );
  return [...named, ...others.map((schema) => ({ name: '…', schema, isRequired: false }))];
}
