/** What of HTML a note is shown with; all else is shown as the text that it holds. */
export type RichTag = 'p' | 'strong' | 'em' | 'ul' | 'ol' | 'li' | 'a';
export type RichNode =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'element'; tag: RichTag; href?: string; children: RichNode[] };
export type RichText = {
  nodes: RichNode[];
  /** Whether all of the body's formatting is among that: then editing as marks loses nothing. */
  isSimple: boolean;
};

const tags: Readonly<Record<string, RichTag>> = {
  p: 'p',
  div: 'p',
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  a: 'a',
};
/** What stands in these is no text. */
const hidden = /^(?:script|style|template|title|noscript|iframe|object|svg|math)$/;
/** Deeper ones are shown in the one they stand in: a browser draws no thousands of levels. */
const deepest = 12;

/** The text of a body, whatever it is: nothing of it is run, or given to a parser of the browser. */
export function readRichText(body: string): RichText {
  if (!/<\/?[a-z!]|&[a-z#]/i.test(body)) return { nodes: lines(body), isSimple: true };
  const root: RichNode[] = [];
  const open: { name: string; children: RichNode[] }[] = [];
  let isSimple = true;
  let at = 0;
  // What never ends is sought once, not at each place where it could begin.
  const lastEnd = body.lastIndexOf('>');
  const lastComment = body.lastIndexOf('-->');
  const lower = body.toLowerCase();
  const here = (): RichNode[] => open.at(-1)?.children ?? root;
  const put = (text: string): void => {
    const shown = decoded(text).replaceAll(/\s+/g, ' ');
    if (shown.trim() !== '' || (shown !== '' && here().length > 0))
      here().push({ kind: 'text', text: shown });
  };
  while (at < body.length) {
    const start = body.indexOf('<', at);
    if (start < 0) break;
    const tag = start < lastEnd ? tagAt(body, start, lastComment) : undefined;
    if (!tag) {
      put(body.slice(at, start + 1).replace(/<$/, '&lt;'));
      at = start + 1;
      continue;
    }
    put(body.slice(at, start));
    at = tag.end;
    const { name, isEnd, attributes } = tag;
    if (name === 'br') {
      here().push({ kind: 'break' });
    } else if (hidden.test(name) && !isEnd) {
      isSimple = false;
      const end = lower.indexOf(`</${name}`, at);
      at = end < 0 ? body.length : end;
    } else if (!tags[name]) {
      isSimple = false;
    } else if (isEnd) {
      const opened = open.findLastIndex((each) => each.name === name);
      if (opened >= 0) open.length = opened;
    } else {
      const href = name === 'a' ? linkOf(attributes) : undefined;
      if (attributes.trim() !== '' && (href === undefined || !onlyHref.test(attributes)))
        isSimple = false;
      if (open.length >= deepest || (name === 'a' && href === undefined)) {
        isSimple = false;
        continue;
      }
      const element = {
        kind: 'element' as const,
        tag: tags[name],
        children: [],
        ...(href !== undefined && { href }),
      };
      here().push(element);
      open.push({ name, children: element.children });
    }
  }
  put(body.slice(at));
  return { nodes: root, isSimple };
}

const onlyHref = /^\s*href\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)\s*$/i;

type Tag = { name: string; isEnd: boolean; attributes: string; end: number };

function tagAt(body: string, start: number, lastComment: number): Tag | undefined {
  if (body.startsWith('<!', start)) {
    const isComment = body.startsWith('<!--', start);
    if (isComment && start > lastComment) return undefined;
    const end = body.indexOf(isComment ? '-->' : '>', start);
    if (end < 0) return undefined;
    return { name: '!', isEnd: false, attributes: '', end: end + (isComment ? 3 : 1) };
  }
  const isEnd = body[start + 1] === '/';
  const name = /^[a-z][a-z0-9]*/i.exec(body.slice(start + (isEnd ? 2 : 1), start + 40))?.[0];
  if (name === undefined) return undefined;
  const from = start + (isEnd ? 2 : 1) + name.length;
  let quote = '';
  // An attribute that never ends makes no tag: what begins like one is text.
  for (let end = from; end < Math.min(body.length, from + mostAttributes); end += 1) {
    const each = body[end] ?? '';
    if (quote !== '') {
      if (each === quote) quote = '';
    } else if (each === '"' || each === "'") quote = each;
    else if (each === '>') {
      const attributes = body.slice(from, end).replace(/\/$/, '');
      return { name: name.toLowerCase(), isEnd, attributes, end: end + 1 };
    }
  }
  return undefined;
}

/** The characters of a tag's attributes: an address is at most 2,000. */
const mostAttributes = 4000;

/** Only addresses that lead to a page, a mailbox or a telephone. */
function linkOf(attributes: string): string | undefined {
  const given = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes);
  const href = decoded(given?.[1] ?? given?.[2] ?? given?.[3] ?? '').trim();
  return /^(?:https?:\/\/|mailto:|tel:)[^\s]+$/i.test(href) ? href : undefined;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function decoded(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (all, ten, sixteen, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? all;
      const code = ten === undefined ? Number.parseInt(sixteen, 16) : Number(ten);
      return code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff)
        ? String.fromCodePoint(code)
        : all;
    },
  );
}

function lines(text: string): RichNode[] {
  return text
    .split('\n')
    .flatMap((line, at): RichNode[] => [
      ...(at > 0 ? [{ kind: 'break' as const }] : []),
      ...(line === '' ? [] : [{ kind: 'text' as const, text: line }]),
    ]);
}

/** As marks in a text: `**bold**`, `*italic*`, `- item`, `1. item`, `[words](address)`. */
export function toMarks(nodes: readonly RichNode[]): string {
  return marksOf(nodes)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function marksOf(nodes: readonly RichNode[], list?: 'ul' | 'ol'): string {
  let number = 0;
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'break') return '\n';
      const inner = marksOf(
        node.children,
        node.tag === 'ul' || node.tag === 'ol' ? node.tag : undefined,
      );
      switch (node.tag) {
        case 'strong':
          return `**${inner}**`;
        case 'em':
          return `*${inner}*`;
        case 'a':
          return inner === node.href ? inner : `[${inner}](${node.href ?? ''})`;
        case 'li':
          number += 1;
          return `${list === 'ol' ? `${number}.` : '-'} ${inner.trim()}\n`;
        case 'ul':
        case 'ol':
          return `\n${inner}\n`;
        default:
          return `${inner}\n\n`;
      }
    })
    .join('');
}

/** In one line, without formatting. */
export function toLine(nodes: readonly RichNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      return node.kind === 'break' ? ' ' : `${toLine(node.children)} `;
    })
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The body of a text with marks: as it is where it has none, so that plain notes stay plain. */
export function fromMarks(text: string): string {
  const trimmed = text.trim();
  if (!hasMarks(trimmed))
    return /<\/?[a-z!]|&[a-z#]/i.test(trimmed)
      ? `<p>${escaped(trimmed).replaceAll('\n', '<br>')}</p>`
      : trimmed;
  return trimmed
    .split(/\n{2,}/)
    .map((block) => blockOf(block.split('\n')))
    .join('');
}

function hasMarks(text: string): boolean {
  return /\*\*[^*\n]+\*\*|\*[^*\n]+\*|\[[^\]\n]+\]\([^)\s]+\)|^(?:- |\d+\. )/m.test(text);
}

function blockOf(rows: readonly string[]): string {
  const parts: string[] = [];
  let words: string[] = [];
  const endWords = (): void => {
    if (words.length > 0) parts.push(`<p>${words.map(inline).join('<br>')}</p>`);
    words = [];
  };
  for (let at = 0; at < rows.length; ) {
    const kind = listOf(rows[at] ?? '');
    if (!kind) {
      words.push(rows[at] ?? '');
      at += 1;
      continue;
    }
    endWords();
    const items: string[] = [];
    while (at < rows.length && listOf(rows[at] ?? '') === kind) {
      items.push(`<li>${inline((rows[at] ?? '').replace(/^(?:- |\d+\. )/, ''))}</li>`);
      at += 1;
    }
    parts.push(`<${kind}>${items.join('')}</${kind}>`);
  }
  endWords();
  return parts.join('');
}

function listOf(row: string): 'ul' | 'ol' | undefined {
  if (row.startsWith('- ')) return 'ul';
  return /^\d+\. /.test(row) ? 'ol' : undefined;
}

function inline(row: string): string {
  return escaped(row)
    .replaceAll(/\[([^\]]+)\]\(((?:https?:\/\/|mailto:|tel:)[^)\s]+)\)/gi, '<a href="$2">$1</a>')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/\*([^*]+)\*/g, '<em>$1</em>');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
