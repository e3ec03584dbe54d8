import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, sep } from 'node:path';

/** What a file of the app is, from the lowest layer to the highest. */
const layers = [
  ['lib', /^web\/src\/lib\//],
  ['api', /^web\/src\/api\//],
  ['ui', /^web\/src\/ui\//],
  ['table', /^web\/src\/table\//],
  ['shell', /^web\/src\/shell\//],
  ['feature', /^web\/src\/(?:session|contacts|tasks|settings\/[^/]+)\//],
  ['routes', /^web\/src\/routes\.tsx$/],
  ['main', /^web\/src\/main\.tsx$/],
] as const;
type Layer = (typeof layers)[number][0];

const mayImport: Readonly<Record<Layer, readonly Layer[]>> = {
  lib: ['lib'],
  api: ['lib', 'api'],
  ui: ['lib', 'ui'],
  table: ['lib', 'ui', 'table'],
  shell: ['lib', 'api', 'ui', 'shell'],
  feature: ['lib', 'api', 'ui', 'table', 'shell', 'feature'],
  routes: ['lib', 'api', 'ui', 'shell', 'feature'],
  main: ['lib', 'api', 'ui', 'shell', 'routes'],
};

/** Imports against the layers of the app, colours outside the tokens, styles that no one has. */
export function checkWebSource(root: string): string[] {
  const files = globSync('web/src/**/*.{ts,tsx,css}', { cwd: root })
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => !file.includes('/generated/') && !file.endsWith('.d.ts'));
  if (files.length === 0) throw new Error(`no file of the web app in ${root}`);
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    if (file.endsWith('.css')) return rawColours(file, text);
    return [
      ...wrongImports(file, text),
      ...rawColours(file, text),
      ...missingClasses(root, file, text),
    ];
  });
}

function wrongImports(file: string, text: string): string[] {
  const of = layerOf(file);
  return importsOf(text).flatMap((from) => {
    if (from.startsWith('node:')) return [`${file}: a browser has no ${from}`];
    if (!from.startsWith('.')) return [];
    const imported = normalize(join(dirname(file), from)).replaceAll(sep, '/');
    if (!imported.startsWith('web/src/'))
      return [`${file}: the app imports nothing of ${imported}`];
    if (imported.endsWith('.css')) return [];
    const to = layerOf(imported);
    const isForeign =
      to === 'feature' && of === 'feature' && featureOf(file) !== featureOf(imported);
    if (mayImport[of].includes(to) && !isForeign) return [];
    return [`${file}: ${of} may not import ${isForeign ? 'another feature' : to} (${imported})`];
  });
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom |\bimport\(|^import )'([^']+)'/gm)].map(
    ([, from = '']) => from,
  );
}

/** The folder of a feature, whatever rooms it has. */
function featureOf(path: string): string | undefined {
  return /^web\/src\/(?:settings\/)?[^/]+/.exec(path)?.[0];
}

function layerOf(path: string): Layer {
  const found = layers.find(([, pattern]) => pattern.test(path))?.[0];
  if (!found) throw new Error(`no layer of the web app for ${path}`);
  return found;
}

/** Where colours stand. */
const tokens = 'web/src/ui/tokens.css';
const colour =
  /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\(|(?<=:\s*)(?:white|black|red|green|blue|gr[ae]y|orange|yellow)\b/gi;

function rawColours(file: string, text: string): string[] {
  if (file === tokens) return [];
  const isStyle = file.endsWith('.css');
  return text.split('\n').flatMap((line, index) => {
    const found = isStyle ? line.match(colour) : line.match(/['"`]#[0-9a-f]{6}\b/gi);
    return found ? [`${file}:${index + 1}: ${found[0]} is no token`] : [];
  });
}

/** Names that a module of styles does not have: they would be silently none. */
function missingClasses(root: string, file: string, text: string): string[] {
  const modules = [...text.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)];
  return modules.flatMap(([, name = '', from = '']) => {
    const styles = readFileSync(join(root, dirname(file), from), 'utf8');
    const used = [...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(
      ([, each = '']) => each,
    );
    return [...new Set(used)]
      .filter((each) => !new RegExp(`\\.${each}\\b`).test(styles))
      .map((each) => `${file}: ${basename(from)} has no ${each}`);
  });
}
