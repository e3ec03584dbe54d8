import { SyntaxKind } from 'typescript/unstable/ast';
import { createScanner } from 'typescript/unstable/ast/scanner';

/** `value` is what a literal, or a part of a template, stands for. */
export type Token = { kind: SyntaxKind; text: string; value: string; line: number };

/** After these a slash divides; after all else it begins a regular expression. */
const endsValue: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.NumericLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateTail,
  SyntaxKind.CloseParenToken,
  SyntaxKind.CloseBracketToken,
  SyntaxKind.CloseBraceToken,
]);

/** The tokens of a TypeScript source without its comments. */
export function tokensOf(source: string): Token[] {
  const scanner = createScanner(true, undefined, source);
  const tokens: Token[] = [];
  /** For each brace that is open: whether it is one of a template. */
  const open: boolean[] = [];
  let line = 1;
  let counted = 0;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFile; kind = scanner.scan()) {
    const last = tokens.at(-1);
    if (kind === SyntaxKind.CloseBraceToken && open.pop()) kind = scanner.reScanTemplateToken(true);
    if (kind === SyntaxKind.SlashToken && !(last && endsValue.has(last.kind))) {
      kind = scanner.reScanSlashToken();
    }
    if (kind === SyntaxKind.OpenBraceToken) open.push(false);
    if (kind === SyntaxKind.TemplateHead || kind === SyntaxKind.TemplateMiddle) open.push(true);
    const start = scanner.getTokenStart();
    line += linesIn(source.slice(counted, start));
    counted = start;
    tokens.push({ kind, text: scanner.getTokenText(), value: scanner.getTokenValue(), line });
  }
  return tokens;
}

/** How many lines a text goes down. */
export function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

type Template = { text: string; line: number };

/**
 * The texts of the templates with this tag. `${}` stands for each value, with the line breaks of
 * what brings it, so that each line of the text is one of the source.
 */
export function templatesOf(tokens: readonly Token[], tag: string): Template[] {
  const texts: Template[] = [];
  const open: (Template & { isTagged: boolean; part: Token })[] = [];
  tokens.forEach((token, at) => {
    const { kind, value, line } = token;
    if (kind === SyntaxKind.NoSubstitutionTemplateLiteral) {
      if (hasTag(tokens, at, tag)) texts.push({ text: value, line });
      return;
    }
    if (kind === SyntaxKind.TemplateHead) {
      open.push({ text: value, line, isTagged: hasTag(tokens, at, tag), part: token });
      return;
    }
    const inner = open.at(-1);
    if (!inner || (kind !== SyntaxKind.TemplateMiddle && kind !== SyntaxKind.TemplateTail)) return;
    const breaks = line - inner.part.line - linesIn(inner.part.text);
    inner.text += `\${}${'\n'.repeat(breaks)}${value}`;
    inner.part = token;
    if (kind === SyntaxKind.TemplateMiddle) return;
    open.pop();
    if (inner.isTagged) texts.push({ text: inner.text, line: inner.line });
  });
  return texts;
}

/** Also where types are given to it: tag<Type>`text`. */
function hasTag(tokens: readonly Token[], at: number, tag: string): boolean {
  let before = at - 1;
  let depth = 0;
  do {
    const text = tokens[before]?.text;
    if (text === '>') depth += 1;
    else if (text === '<') depth -= 1;
    else if (depth === 0) return text === tag;
    before -= 1;
  } while (before >= 0);
  return false;
}
