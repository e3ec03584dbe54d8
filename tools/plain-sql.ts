import { SyntaxKind } from 'typescript/unstable/ast';
import { linesIn, type Token, templatesOf, tokensOf } from './source-tokens.ts';

const seam = 'src/storage/dialect.ts';

const aggregates: ReadonlySet<string> = new Set(['avg', 'count', 'max', 'min', 'sum']);
const aggregatesOfBuilder: ReadonlySet<string> = new Set([...aggregates, 'countAll']);
/** What stands before a parenthesis and is no function. */
const keywords: ReadonlySet<string> = new Set(
  (
    'all and any as between by case conflict distinct else except exists from having in ' +
    'intersect join limit materialized not offset on or select set some then union using values ' +
    'when where'
  ).split(' '),
);
const operators: ReadonlySet<string> = new Set('= <> < > <= >= + - * / ||'.split(' '));

/** In a text without what is quoted. A function whose name is no word comes by a value. */
const calls = /(\binto\s+)?(\w+|\$\{\})\s*\(/g;
const symbols = /[^\w\s$"'(),.{}]+/g;
const foreign: readonly [RegExp, string?][] = [
  [
    /\b(?:i?like|glob|regexp|match|collate|indexed|pragma|rowid|sqlite_\w+|or (?:ignore|replace))\b/g,
  ],
  [/\bis\s+(?:not\s+)?(?!not\b|null\b|true\b|false\b)\S+/g, 'is'],
  [/(?:^|[(,=<>]|\b(?:and|between|by|case|else|in|not|on|or|select|then|when|where)\b)\s*\+/g, '+'],
  // A name that goes on in a value.
  [/\w\$\{\}/g],
];
const wordOperators = /^(?:not )?(?:i?like|glob|regexp|match)$|^is(?: not)?(?: distinct from)?$/;

/** What the seam has for each. */
export const instead: Readonly<Record<string, string>> = {
  '+': 'notIndexed',
  '->': 'valueAt',
  '->>': 'valueAt',
  coalesce: 'orElse',
  fold_text: 'foldedText',
  glob: 'holdsText',
  ifnull: 'orElse',
  instr: 'holdsText',
  is: 'sameOrNull',
  json_each: 'itemsOf, itemRows or itemRowsAt',
  json_extract: 'valueAt',
  json_group_array: 'listOf',
  keep_going: 'stillWanted',
  length: 'charLength',
  like: 'holdsText',
  lower: 'smallLetters',
  max: 'greater',
  octet_length: 'byteLength',
  replace: 'spacedAt',
  trim: 'trimmed',
  typeof: 'isText',
};

type Finding = { line: number; what: string; key?: string | undefined };

/** What the source of a store says in the SQL of one engine. */
export function checkPlainSql(file: string, source: string): string[] {
  const tokens = tokensOf(source);
  const findings = [
    ...templatesOf(tokens, 'sql').flatMap(({ text, line }) =>
      foreignIn(text).map(({ at, ...of }) => ({ ...of, line: line + linesIn(text.slice(0, at)) })),
    ),
    ...tokens.flatMap((_token, at) => foreignAt(tokens, at)),
  ];
  const use = (key = ''): string =>
    (Object.hasOwn(instead, key) ? instead[key] : undefined) ?? 'a function';
  return [
    ...findings.map(
      ({ line, what, key }) =>
        `${file}:${line}: ${what} is of one engine: use ${use(key)} of ${seam}`,
    ),
    ...hiddenNames(tokens).map(
      (line) => `${file}:${line}: sql goes by its own name, and nowhere else`,
    ),
  ];
}

/** In the text of a statement, by places in it. */
function foreignIn(text: string): { at: number; what: string; key?: string | undefined }[] {
  const bare = text
    .replaceAll(/'(?:[^']|'')*'/g, (quoted) => `'${quoted.slice(1, -1).replaceAll(/\S/g, 'x')}'`)
    .replaceAll(/"([^"]*)"/g, (quoted) => 'x'.repeat(quoted.length))
    .toLowerCase();
  const called = [...bare.matchAll(calls)].flatMap(({ 0: all, 1: into, 2: name = '', index }) => {
    const isAggregate = aggregates.has(name) && hasOneArgument(bare, index + all.length);
    const isPlain = into !== undefined || keywords.has(name) || isAggregate;
    return isPlain ? [] : [{ at: index, what: `${name}(`, key: name }];
  });
  const signs = [...bare.matchAll(symbols)].flatMap(({ 0: sign, index }) =>
    operators.has(sign) ? [] : [{ at: index, what: sign, key: sign }],
  );
  const others = foreign.flatMap(([pattern, key]) =>
    [...bare.matchAll(pattern)].map(({ 0: what, index }) => ({
      at: index,
      what: what.trim().replaceAll(/\s+/g, ' '),
      key: key ?? what,
    })),
  );
  return [...called, ...signs, ...others];
}

/** Whether no comma stands before the parenthesis that closes. */
function hasOneArgument(text: string, from: number): boolean {
  let depth = 1;
  for (let at = from; at < text.length && depth > 0; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (text[at] === ',' && depth === 1) return false;
  }
  return true;
}

/** Of the query builder: functions, operators, and texts of no template. */
function foreignAt(tokens: readonly Token[], at: number): Finding[] {
  const [before, token, next, third] = [-1, 0, 1, 2].map((by) => tokens[at + by]);
  if (!token) return [];
  const { line, text, value } = token;
  if (text === 'raw' && before?.text === '.') return [{ line, what: '.raw' }];
  if (text === 'fn') {
    if (next?.text === '(' || next?.text === '<') return [{ line, what: 'fn(' }];
    const isForeign = next?.text === '.' && !aggregatesOfBuilder.has(third?.text ?? '');
    return isForeign ? [{ line, what: `fn.${third?.text}`, key: third?.text }] : [];
  }
  if (token.kind !== SyntaxKind.StringLiteral || before?.text !== ',') return [];
  if (value.startsWith('->')) return [{ line, what: `'${value}'`, key: '->' }];
  if (next?.text !== ',') return [];
  const isOfNull = /^is(?: not)?$/.test(value) && /^(?:null|true|false)$/.test(third?.text ?? '');
  const isSign = /^[^\w\s]+$/.test(value) && !operators.has(value);
  const isForeign = isSign || (wordOperators.test(value) && !isOfNull);
  const key = value.replace(/^not | (?:not|distinct).*$/g, '');
  return isForeign ? [{ line, what: `'${value}'`, key }] : [];
}

/** Lines where `sql` gets another name, or is a value: its texts would not be seen. */
function hiddenNames(tokens: readonly Token[]): number[] {
  const lines: number[] = [];
  let imported = Number.POSITIVE_INFINITY;
  tokens.forEach(({ kind, value, line, text }, at) => {
    if (kind === SyntaxKind.StringLiteral && value === 'kysely') {
      const start = tokens.findLastIndex(
        (each, place) => place < at && /^(?:import|export)$/.test(each.text),
      );
      const clause = tokens.slice(start, at).map((each) => each.text);
      const isHidden = /^export | \* | sql as |^import \(/.test(clause.join(' '));
      if (isHidden) lines.push(line);
      if (clause.includes('sql')) imported = at;
    }
    if (text !== 'sql' || at < imported || tokens[at - 1]?.text === '.') return;
    const next = tokens[at + 1];
    const isTag =
      next?.kind === SyntaxKind.NoSubstitutionTemplateLiteral ||
      next?.kind === SyntaxKind.TemplateHead;
    if (!isTag && next?.text !== '.' && next?.text !== '<') lines.push(line);
  });
  return lines;
}
