import type { Expectation } from './pages.ts';
import type { Samples } from './samples.ts';

const more = '\u0000more';

/** How an answer differs from what a page says; undefined when it does not. Learns new samples. */
export function difference(
  expected: Expectation,
  answer: string,
  samples: Samples,
): string | undefined {
  try {
    if (expected.format === 'text') compareText(expected.text, answer, samples);
    else compareJson(parseShortened(expected.text), JSON.parse(answer), '', samples);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `${why}\n--- the page (line ${expected.line})\n${expected.text}\n--- the answer\n${answer}`;
  }
}

/** Whether the lines that a page shows are somewhere in an output; learns from them. */
export function isShownIn(expected: Expectation, output: string, samples: Samples): boolean {
  const { source, learn } = samples.pattern(trimmedLines(expected.text));
  const match = new RegExp(`(?:^|\\n)${source}(?:\\n|$)`).exec(trimmedLines(output));
  if (match) learn(match.slice(1));
  return match !== null;
}

function compareText(expected: string, answer: string, samples: Samples): void {
  const { source, learn } = samples.pattern(trimmedLines(expected));
  const match = new RegExp(`^${source}$`).exec(trimmedLines(answer));
  if (!match) throw new Error('the answer is another text');
  learn(match.slice(1));
}

/** Without empty ends, and with columns of a table as close as they can be. */
function trimmedLines(text: string): string {
  const lines = text.replaceAll('\r', '').split('\n');
  return lines
    .map((line) => line.trimEnd().replaceAll(/(\S) {2,}/g, '$1  '))
    .join('\n')
    .replaceAll(/^\n+|\n+$/g, '');
}

/** JSON in which a line `// …` says that there is more. */
function parseShortened(text: string): unknown {
  const marked = text.replaceAll(/^\s*\/\/ …$/gm, (_line, at: number) =>
    isInObject(text.slice(0, at)) ? `${JSON.stringify(more)}: 0,` : `${JSON.stringify(more)},`,
  );
  return JSON.parse(marked.replaceAll(/,(\s*[}\]])/g, '$1'));
}

function isInObject(before: string): boolean {
  let open = '';
  for (const each of before.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')) {
    if (each === '{' || each === '[') open += each;
    if (each === '}' || each === ']') open = open.slice(0, -1);
  }
  return open.endsWith('{');
}

function compareJson(expected: unknown, answer: unknown, path: string, samples: Samples): void {
  if (Array.isArray(expected)) compareLists(expected, answer, path, samples);
  else if (typeof expected === 'object' && expected !== null) {
    compareObjects(Object.entries(expected), answer, path, samples);
  } else {
    const pattern = samples.pattern(String(expected));
    const match = new RegExp(`^${pattern.source}$`).exec(String(answer));
    if (typeof expected !== typeof answer || !match) {
      throw new Error(`${path || 'it'} is ${JSON.stringify(answer)}`);
    }
    pattern.learn(match.slice(1));
  }
}

function compareLists(
  expected: readonly unknown[],
  answer: unknown,
  path: string,
  samples: Samples,
): void {
  const open = expected.at(-1) === more;
  const shown = open ? expected.slice(0, -1) : expected;
  if (!Array.isArray(answer)) throw new Error(`${path || 'it'} is no list`);
  if (answer.length < shown.length || (!open && answer.length > shown.length)) {
    throw new Error(`${path || 'it'} has ${answer.length} items`);
  }
  for (const [index, each] of shown.entries()) {
    compareJson(each, answer[index], `${path}[${index}]`, samples);
  }
}

function compareObjects(
  expected: readonly [string, unknown][],
  answer: unknown,
  path: string,
  samples: Samples,
): void {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw new Error(`${path || 'it'} is no object`);
  }
  const found = new Map<string, unknown>(Object.entries(answer));
  const open = expected.some(([name]) => name === more);
  for (const [name, value] of expected) {
    if (name === more) continue;
    const at = path === '' ? name : `${path}.${name}`;
    if (!found.has(name)) throw new Error(`${at} is missing`);
    compareJson(value, found.get(name), at, samples);
    found.delete(name);
  }
  if (!open && found.size > 0) {
    throw new Error(`${path || 'it'} also has ${[...found.keys()].join(', ')}`);
  }
}
