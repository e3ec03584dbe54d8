import type { CompiledQuery, Kysely } from 'kysely';
import type { Database } from './schema.ts';

const PARAMETER = Symbol('parameter');

type Marker = { [PARAMETER]: string };
type Compilable<R> = { compile(): CompiledQuery<R> };

/** A statement compiled once an engine, its parameters filled in by name at each run. */
export type Statement<P, R> = {
  readonly build: (db: Kysely<Database>, parameters: P) => Compilable<R>;
};

export type CompiledStatement = { sql: string; parameters: readonly Parameter[] };
/** The name of a value that each run brings, or a value of the text itself. */
type Parameter = { name: string } | { value: unknown };

/**
 * For the hot path: `statement<{id: string}, Row>((db, p) => db.selectFrom(…).where('id', '=', p.id))`.
 * A parameter stands for one value; lists go in as JSON text.
 */
export function statement<P, R = unknown>(
  build: (db: Kysely<Database>, parameters: P) => Compilable<R>,
): Statement<P, R> {
  return { build };
}

/** Compiles with markers in place of the values. */
export function compileStatement(
  db: Kysely<Database>,
  source: Statement<never, unknown>,
): CompiledStatement {
  const markers = new Proxy(
    {},
    { get: (_target, name): Marker => ({ [PARAMETER]: String(name) }) },
  );
  // The markers stand where the values will: only their type is borrowed here.
  const { sql, parameters } = source.build(db, markers as never).compile();
  return {
    sql,
    parameters: parameters.map((each) =>
      isMarker(each) ? { name: each[PARAMETER] } : { value: each },
    ),
  };
}

/** The values of one run, in the order of the compiled text. */
export function bindParameters<V>(
  compiled: CompiledStatement,
  values: object,
  toValue: (value: unknown) => V,
): V[] {
  const lookup = values as Readonly<Record<string, unknown>>;
  return compiled.parameters.map((each) =>
    toValue('name' in each ? lookup[each.name] : each.value),
  );
}

function isMarker(value: unknown): value is Marker {
  return typeof value === 'object' && value !== null && PARAMETER in value;
}
