/** What a sample value of a page looks like; the real one only has to look the same. */
const shapes = [
  { kind: 'token', source: 'pit-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', bound: true },
  { kind: 'uuid', source: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', bound: true },
  {
    kind: 'date',
    source: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z',
    bound: false,
  },
  { kind: 'time', source: '\\b1[789]\\d{11}\\b', bound: false },
  { kind: 'hint', source: '…[0-9a-f]{4}\\b', bound: false },
  { kind: 'objectId', source: '\\b[0-9a-f]{24}\\b', bound: true },
  { kind: 'id', source: '\\b0[A-Za-z0-9]{19}\\b', bound: true },
] as const;

const anyShape = new RegExp(shapes.map(({ kind, source }) => `(?<${kind}>${source})`).join('|'));

/**
 * Which real value each sample value of the pages stands for, learnt from the answers in order, so
 * that one sample value always means one real value, and commands can be given the real ones.
 */
export type Samples = {
  /** The text with the real values in place of what is known. */
  filledIn(text: string): string;
  /**
   * A pattern of what the text may really be: `…` is anything on its line, and alone on a line any
   * lines. `learn` takes the groups of a match.
   */
  pattern(text: string): { source: string; learn(groups: readonly (string | undefined)[]): void };
  /** A copy to try with. */
  copy(): Samples;
};

export function createSamples(known: Iterable<readonly [string, string]> = []): Samples {
  const real = new Map(known);
  return {
    copy: () => createSamples(real),
    filledIn: (text) =>
      [...real].reduce((filled, [sample, value]) => filled.replaceAll(sample, value), text),
    pattern: (text) => {
      const learnt: string[] = [];
      let source = '';
      let rest = text;
      while (rest !== '') {
        const next = nextPart(rest, real);
        source += literally(rest.slice(0, next.index));
        source += next.source;
        if (next.learns !== undefined) learnt.push(next.learns);
        rest = rest.slice(next.index + next.length);
      }
      return {
        source,
        learn: (groups) => {
          for (const [index, sample] of learnt.entries()) {
            const value = groups[index];
            const before = real.get(sample);
            if (value === undefined) throw new Error(`nothing was found for ${sample}`);
            if (before !== undefined && before !== value) {
              throw new Error(`${sample} stood for ${before} and now for ${value}`);
            }
            if (before === undefined && [...real.values()].includes(value)) {
              throw new Error(`${value} has two names here: ${sample} and another`);
            }
            real.set(sample, value);
          }
        },
      };
    },
  };
}

type Part = { index: number; length: number; source: string; learns?: string };

/** The first thing in a text that is not to be taken literally. */
function nextPart(text: string, real: ReadonlyMap<string, string>): Part {
  const found = anyShape.exec(text);
  const candidates: Part[] = [...real].flatMap(([sample, value]) => {
    const index = text.indexOf(sample);
    return index < 0 ? [] : [{ index, length: sample.length, source: literally(value) }];
  });
  if (found?.groups) {
    const shape = shapes.find(({ kind }) => found.groups?.[kind] !== undefined);
    candidates.push({
      index: found.index,
      length: found[0].length,
      source: shape?.bound ? `(${shape.source})` : (shape?.source ?? ''),
      ...(shape?.bound && { learns: found[0] }),
    });
  }
  const ellipsis = text.indexOf('…');
  if (ellipsis >= 0) {
    const alone =
      /(?:^|\n)$/.test(text.slice(0, ellipsis)) && /^…(?:\n|$)/.test(text.slice(ellipsis));
    candidates.push({ index: ellipsis, length: 1, source: alone ? '[^]*?' : '[^\\n]*?' });
  }
  const none = { index: text.length, length: 0, source: '' };
  return candidates.toSorted((a, b) => a.index - b.index || b.length - a.length)[0] ?? none;
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
