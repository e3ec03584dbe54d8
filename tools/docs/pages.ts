/** A command of a page, and what the page says that it answers. */
export type Step = {
  /** Of the command's first line, from 1. */
  line: number;
  command: string;
  kind: 'run' | 'serve' | 'fails';
  /** The reader ends the server (Ctrl-C) before this. */
  stopFirst: boolean;
  expected: Expectation | undefined;
};

export type Expectation = { line: number; format: 'json' | 'text'; text: string };

type Block = { line: number; language: string; text: string; note: string };

const formats: Readonly<Record<string, Expectation['format']>> = {
  json: 'json',
  jsonc: 'json',
  text: 'text',
};
const otherLanguages: ReadonlySet<string> = new Set(['toml', 'js']);

/**
 * The commands of a Markdown page in order: every fenced block in `sh`. A block in `json`, `jsonc`
 * or `text` right after one is its answer. A comment before a block says what a reader is told in
 * words: `<!-- stop -->` (the server is stopped first), `<!-- fails -->` (the command is refused).
 */
export function readSteps(markdown: string): Step[] {
  const steps: Step[] = [];
  let answerable = false;
  for (const { line, language, text, note } of fencedBlocks(markdown)) {
    const format = formats[language];
    const last = steps.at(-1);
    if (language === 'sh') {
      const serves = /(?:^|\s)npm start$/.test(text);
      steps.push({
        line,
        command: text,
        kind: serves ? 'serve' : note === 'fails' ? 'fails' : 'run',
        stopFirst: serves || note === 'stop',
        expected: undefined,
      });
      answerable = true;
    } else if (format && last && answerable) {
      last.expected = { line, format, text };
      answerable = false;
    } else if (!otherLanguages.has(language)) {
      throw new Error(`line ${line}: a block in '${language}' that answers no command`);
    }
  }
  return steps;
}

function fencedBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const language = /^```(\w*)\s*$/.exec(lines[index] ?? '')?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', index + 1);
    if (end < 0) throw new Error(`line ${index + 1}: a block without an end`);
    blocks.push({
      line: index + 2,
      language,
      text: lines.slice(index + 1, end).join('\n'),
      note: /^<!-- (stop|fails) -->$/.exec(lines[index - 1] ?? '')?.[1] ?? '',
    });
    index = end;
  }
  return blocks;
}
