import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Colour = readonly [number, number, number];
type Theme = 'light' | 'dark';
type Pair = readonly [front: string, back: string, least: number];

const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected', 'code'];

/** What stands on what, and how far apart they are to be: text 7 or 4.5, what is drawn 3 (WCAG 2.2 AA). */
const pairs: readonly Pair[] = [
  ...surfaces.flatMap((back): Pair[] => [
    ['text', back, 7],
    ['text-2', back, 4.5],
    ['text-3', back, 4.5],
    ['accent-text', back, 4.5],
    ['danger-text', back, 4.5],
    ['warn-text', back, 4.5],
    ['line-strong', back, 3],
    ['focus', back, 3],
  ]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['accent', 'canvas', 3],
  ['accent', 'surface', 3],
  ['on-danger', 'danger', 4.5],
  ['on-danger', 'danger-hover', 4.5],
  ['text', 'accent-soft', 7],
  ['accent-text', 'accent-soft', 4.5],
  ['danger-text', 'danger-soft', 4.5],
  ['text-2', 'danger-soft', 4.5],
  ['warn-text', 'warn-soft', 4.5],
  ['info-text', 'info-soft', 4.5],
  ...Array.from({ length: 10 }, (_, hue): Pair => [`tag-${hue}-text`, `tag-${hue}`, 4.5]),
];

/** Pairs of tokens that are too close to each other to be read, in either theme. */
export function checkContrast(root: string): string[] {
  const text = readFileSync(join(root, 'web/src/ui/tokens.css'), 'utf8');
  const found = text.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g);
  const tokens = new Map(
    [...found].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]),
  );
  const themes: readonly Theme[] = ['light', 'dark'];
  return pairs.flatMap(([front, back, least]) =>
    themes.flatMap((theme) => {
      const [a, b] = [tokens.get(front)?.[theme], tokens.get(back)?.[theme]];
      if (a === undefined || b === undefined) return [`tokens.css: no colour ${a ? back : front}`];
      const ratio = contrast(colourOf(a), colourOf(b));
      if (ratio >= least) return [];
      return [`tokens.css: ${front} on ${back}, ${theme}: ${ratio.toFixed(2)}, not ${least}`];
    }),
  );
}

function colourOf(hex: string): Colour {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** As WCAG computes it. */
function contrast(a: Colour, b: Colour): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
