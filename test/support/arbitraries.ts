import fc from 'fast-check';
import { anySign } from './any-sign.ts';

/** What of a schema decides which values fit: the JSON Schema that TypeBox writes. */
type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  patternProperties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: readonly Schema[];
  allOf?: readonly Schema[];
  enum?: readonly unknown[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
};

/** Half of a surrogate pair and such: any 16-bit units. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units));

const telling = fc.constantFrom(
  '',
  ' ',
  'null',
  '0',
  '-1',
  '1e400',
  'NaN',
  'true',
  '__proto__',
  'constructor',
  'toString',
  'jane@example.com',
  'JANE@EXAMPLE.COM ',
  'no address',
  '+15551234567',
  '(555) 123-4567',
  '+',
  '1990-09-25',
  '02/30/1990',
  'US',
  'America/Chicago',
  "'; DROP TABLE contacts; --",
  '%',
  '../../etc/passwd',
  'a\u0000b',
  '\ud800',
  '\u202e\u0000\ufeff',
  'İ',
  'ﬀ',
  '🜁'.repeat(20),
  'é'.normalize('NFD'),
  'x'.repeat(256),
  'x'.repeat(5000),
);

/** Texts that ordinary people send, and those that trouble programs. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: telling },
  { weight: 2, arbitrary: fc.string({ maxLength: 30 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: anySign, maxLength: 20 }) },
  { weight: 1, arbitrary: fc.emailAddress() },
  { weight: 1, arbitrary: anyUnits },
);

const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e308, 5e-324, Number.MAX_SAFE_INTEGER + 2, -1e15, 653_184_000_000),
);

/** A value nested that deep, as text: built so, it needs no recursion here. */
const nested = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.boolean())
  .map(([depth, list]) =>
    JSON.parse(`${(list ? '[' : '{"a":').repeat(depth)}1${(list ? ']' : '}').repeat(depth)}`),
  );

/** Any value that JSON can say. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [null], [[]], '') },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 30 }) },
);

/** Values of a schema's shape; their texts may still be refused by the rules behind it. */
export function shaped(schema: Schema): fc.Arbitrary<unknown> {
  const { anyOf, allOf, items } = schema;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (anyOf) return fc.oneof(...anyOf.map(shaped));
  if (allOf) return fc.tuple(...allOf.map(shaped)).map((parts) => Object.assign({}, ...parts));
  switch (schema.type) {
    case 'string':
      return shapedText(schema);
    case 'number':
    case 'integer':
      return number;
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const { minItems = 0, maxItems = 6 } = schema;
      const maxLength = Math.max(minItems, Math.min(maxItems, 6));
      return fc.array(items ? shaped(items) : anyValue, { minLength: minItems, maxLength });
    }
    case 'object':
      return shapedObject(schema);
    default:
      return anyValue;
  }
}

function shapedText({ pattern, minLength = 0, maxLength = 5000 }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    { weight: 8, arbitrary: text.map((each) => each.slice(0, maxLength).padEnd(minLength, 'x')) },
    { weight: 1, arbitrary: fc.constant('y'.repeat(maxLength)) },
  );
}

function shapedObject(schema: Schema): fc.Arbitrary<unknown> {
  const [pattern] = Object.values(schema.patternProperties ?? {});
  if (pattern) {
    const key = fc.oneof(text, fc.constantFrom('Email', 'SMS', 'call', 'whatsApp'));
    return fc.dictionary(key, shaped(pattern), { maxKeys: 4, noNullPrototype: true });
  }
  const fields = Object.entries(schema.properties ?? {});
  const required = fields.map(([name]) => name).filter((name) => schema.required?.includes(name));
  const made = fc.record(Object.fromEntries(fields.map(([name, each]) => [name, shaped(each)])), {
    requiredKeys: required,
    noNullPrototype: true,
  });
  return fc.tuple(made, fc.subarray(fields.map(([name]) => name))).map(([value, left]) =>
    // Few fields at a time: of thirty random ones some is always refused, and nothing gets further.
    Object.fromEntries(
      Object.entries(value).filter(
        ([name]) => required.includes(name) || (left.includes(name) && left.indexOf(name) < 4),
      ),
    ),
  );
}
