/** Elements that stand on lines of their own. */
const blocks =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|td|th|tr|ul)$/;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  deg: '°',
  sect: '§',
  para: '¶',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  times: '×',
  divide: '÷',
  plusmn: '±',
  frac12: '½',
  iexcl: '¡',
  iquest: '¿',
  Auml: 'Ä',
  auml: 'ä',
  Ouml: 'Ö',
  ouml: 'ö',
  Uuml: 'Ü',
  uuml: 'ü',
  szlig: 'ß',
  Agrave: 'À',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  atilde: 'ã',
  aring: 'å',
  aelig: 'æ',
  Ccedil: 'Ç',
  ccedil: 'ç',
  Egrave: 'È',
  egrave: 'è',
  Eacute: 'É',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  igrave: 'ì',
  iacute: 'í',
  icirc: 'î',
  iuml: 'ï',
  Ntilde: 'Ñ',
  ntilde: 'ñ',
  ograve: 'ò',
  oacute: 'ó',
  ocirc: 'ô',
  otilde: 'õ',
  oslash: 'ø',
  ugrave: 'ù',
  uacute: 'ú',
  ucirc: 'û',
};

/**
 * A text without its markup: tags, comments and scripts go, what begins or ends a block becomes a line,
 * entities are read once. A text without markup stays as it is. One pass, whatever is in it: an end that
 * was not found once is not looked for again.
 */
export function plainTextOf(html: string): string {
  if (!/<[a-z/!?]/i.test(html)) return withEntities(html);
  const parts: string[] = [];
  let from = 0;
  const add = (part: string): void => void (part !== '' && parts.push(part));
  for (const { start, end, tag } of tagsIn(html, endsIn(html))) {
    add(withEntities(html.slice(from, start)));
    if (blocks.test(tag) && parts.at(-1)?.endsWith('\n') === false) parts.push('\n');
    from = end;
  }
  add(withEntities(html.slice(from)));
  return parts.join('').trim();
}

type Ends = { after(text: string, from: number): number };

/** Where a text is found next, -1 for nowhere; looked for again only behind what was found. */
function endsIn(html: string): Ends {
  // Of ASCII alone: others can change the length.
  const lower = html.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const known = new Map<string, number>();
  return {
    after: (text, from) => {
      const last = known.get(text);
      if (last !== undefined && (last < 0 || last >= from)) return last;
      const next = lower.indexOf(text, from);
      known.set(text, next);
      return next;
    },
  };
}

function* tagsIn(
  html: string,
  { after }: Ends,
): Generator<{ start: number; end: number; tag: string }> {
  for (let start = after('<', 0); start >= 0; ) {
    const [, tag = ''] = /^<\/?([a-z][a-z0-9]{0,15})/i.exec(html.slice(start, start + 20)) ?? [];
    const isTag = tag !== '' || /^<[!?/]/.test(html.slice(start, start + 2));
    const end = isTag ? endOfTag(html, start, tag.toLowerCase(), after) : -1;
    if (end > 0) yield { start, end, tag: tag.toLowerCase() };
    start = after('<', end > 0 ? end : start + 1);
  }
}

function endOfTag(html: string, start: number, tag: string, after: Ends['after']): number {
  if (html.startsWith('<!--', start)) {
    const end = after('-->', start + 4);
    return end < 0 ? -1 : end + 3;
  }
  const isRaw = (tag === 'script' || tag === 'style') && html[start + 1] !== '/';
  const closing = isRaw ? after(`</${tag}`, start) : start;
  const end = closing < 0 ? -1 : after('>', closing);
  return end < 0 ? -1 : end + 1;
}

function withEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#(?<code>[0-9]{1,7})|#[xX](?<hex>[0-9a-fA-F]{1,6})|(?<name>[a-zA-Z]{2,6}[0-9]{0,2}));/g,
    (whole, code?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      return signOf(code !== undefined ? Number(code) : Number.parseInt(hex ?? '', 16));
    },
  );
}

/** What stands for no sign of a text is the one that says so. */
function signOf(code: number): string {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const isControl = (code < 0x20 && ![9, 10, 13].includes(code)) || (code >= 0x7f && code < 0xa0);
  return code > 0x10ffff || isSurrogate || isControl ? '\ufffd' : String.fromCodePoint(code);
}
