import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { checkPlainSql } from './plain-sql.ts';

/** What a file is, by the first pattern that its path fits. */
const kinds = [
  ['contract', /^contract\//],
  ['lib', /^src\/(?:lib|errors)\//],
  ['config', /^src\/(?:config|verify)\//],
  ['engine', /^src\/storage\/sqlite\//],
  ['storage', /^src\/storage\//],
  ['operation', /^src\/features\/[^/]+\/http\//],
  ['store', /^src\/features\/.+\.store\.ts$/],
  ['wire', /^src\/features\/.+\.wire\.ts$/],
  ['rules', /^src\/features\//],
  ['access', /^src\/access\//],
  ['http', /^src\/http\//],
  ['cli', /^src\/cli\//],
  ['assembly', /^src\/[^/]+\.ts$/],
] as const;

export type Kind = (typeof kinds)[number][0];

/** What each kind may import; of stores, and of what rules make of rows, only its own feature's. */
const mayImport: Readonly<Record<Kind, readonly Kind[]>> = {
  contract: ['contract'],
  lib: ['contract', 'lib'],
  config: ['contract', 'lib', 'config'],
  engine: ['contract', 'lib', 'storage', 'engine'],
  storage: ['contract', 'lib', 'storage', 'engine'],
  store: ['contract', 'lib', 'storage', 'store'],
  rules: ['contract', 'lib', 'storage', 'store', 'rules'],
  wire: ['contract', 'lib', 'storage', 'store', 'rules', 'wire'],
  access: ['contract', 'lib', 'storage', 'rules', 'access'],
  operation: ['contract', 'lib', 'rules', 'wire', 'access', 'operation'],
  http: ['contract', 'lib', 'storage', 'rules', 'access', 'http'],
  cli: ['contract', 'lib', 'config', 'storage', 'engine', 'rules', 'wire', 'cli', 'assembly'],
  assembly: kinds.map(([kind]) => kind),
};
const ownFeatureOnly: ReadonlySet<Kind> = new Set(['store']);
/** Which speak SQL. */
const speaksSql: ReadonlySet<Kind> = new Set(['engine', 'storage', 'store']);

/** The seam between engines, and what each has of its own. */
const ofOneEngine = /^src\/storage\/(?:dialect\.ts$|migrations\/)/;

/** What tests of the contract do without: they know a URL, and what `server.inside` says of the rest. */
const insides: readonly [what: string, pattern: RegExp][] = [
  ['source', /\bfrom '[./]+\/src\//],
  ['database', /\bnode:sqlite\b|\.databasePath\b|\bfrom '[./]+\/support\/(?:soundness|plant-)/],
  ['folder', /\bserver\.folder\b/],
  ['running application', /\.app\b/],
];

type Import = { file: string; imported: string };

/** Imports against the layers, SQL outside the stores or of one engine, cycles of features, contract tests that look inside. */
export function checkLayers(root: string): string[] {
  const files = globSync(['contract/**/*.ts', 'src/**/*.ts'], { cwd: root })
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => !file.endsWith('.test.ts'));
  const imports: Import[] = [];
  const found: string[] = [];
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, from = ''] of text.matchAll(/\bfrom '([^']+)'/g)) {
      if (from === 'kysely' && !speaksSql.has(kindOf(file))) {
        found.push(`${file}: SQL stands in stores alone, not in ${kindOf(file)}`);
      }
      if (!from.startsWith('.')) continue;
      imports.push({ file, imported: normalize(join(dirname(file), from)).replaceAll(sep, '/') });
    }
    if (!speaksSql.has(kindOf(file)) && /\.db\s*\.\s*\w+\(/.test(text)) {
      found.push(`${file}: SQL stands in stores alone, not in ${kindOf(file)}`);
    }
    if (/^(?:storage|store)$/.test(kindOf(file)) && !ofOneEngine.test(file)) {
      found.push(...checkPlainSql(file, text));
    }
  }
  for (const { file, imported } of imports) {
    const [of, to] = [kindOf(file), kindOf(imported)];
    const isForeign = featureOf(file) !== featureOf(imported);
    if (mayImport[of].includes(to) && !(ownFeatureOnly.has(to) && of !== 'assembly' && isForeign)) {
      continue;
    }
    found.push(`${file}: ${of} may not import ${to} (${imported})`);
  }
  return [...found, ...cyclesOf(imports), ...insidesKnown(root)];
}

function insidesKnown(root: string): string[] {
  return globSync('test/contract/**/*.ts', { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const known = insides.filter(([, pattern]) => pattern.test(text));
    return known.map(
      ([what]) => `${file.replaceAll(sep, '/')}: tests of the contract know no ${what}`,
    );
  });
}

function kindOf(path: string): Kind {
  const kind = kinds.find(([, pattern]) => pattern.test(path))?.[0];
  if (!kind) throw new Error(`no layer for ${path}`);
  return kind;
}

function featureOf(path: string): string | undefined {
  return /^src\/features\/([^/]+)\//.exec(path)?.[1];
}

/** What operations import counts for none: they stand above all rules. */
function cyclesOf(imports: readonly Import[]): string[] {
  const uses = new Map<string, Set<string>>();
  for (const { file, imported } of imports) {
    const [from, to] = [featureOf(file), featureOf(imported)];
    if (!from || !to || from === to || kindOf(file) === 'operation') continue;
    uses.set(from, (uses.get(from) ?? new Set()).add(to));
  }
  const reach = (from: string): Set<string> => {
    const reached = new Set<string>();
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const next of uses.get(at) ?? []) {
        if (!reached.has(next)) open.push(next);
        reached.add(next);
      }
    }
    return reached;
  };
  return [...uses.keys()]
    .filter((feature) => reach(feature).has(feature))
    .map((feature) => `src/features/${feature}: its rules are in a cycle of features`);
}
