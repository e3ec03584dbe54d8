import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** In kilobytes of gzip. */
const budgets = { firstScreen: 200, styles: 20, route: 60 };

type Chunk = {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
};
type Manifest = Readonly<Record<string, Chunk>>;

export type Sizes = {
  firstScreen: number;
  styles: number;
  /** What each page adds to the first screen. */
  routes: Readonly<Record<string, number>>;
  buildSeconds: number;
};

/** How much of the build in a folder a browser loads, and when. */
export function sizesOf(dist: string): Sizes {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Manifest;
  const size = (file: string): number => {
    const compressed = join(dist, `${file}.gz`);
    return statSync(existsSync(compressed) ? compressed : join(dist, file)).size / 1000;
  };
  const withImports = (key: string, into: Set<string>): Set<string> => {
    const chunk = manifest[key];
    if (!chunk || into.has(chunk.file)) return into;
    into.add(chunk.file);
    for (const each of chunk.imports ?? []) withImports(each, into);
    return into;
  };
  const total = (files: Iterable<string>): number =>
    Math.round([...files].reduce((sum, file) => sum + size(file), 0) * 10) / 10;
  const entries = Object.entries(manifest);
  const entry = entries.find(([, chunk]) => chunk.isEntry)?.[0];
  if (entry === undefined) throw new Error(`no entry in the build in ${dist}`);
  const first = withImports(entry, new Set());
  const routes = entries.filter(([, chunk]) => chunk.isDynamicEntry);
  const styles = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.css'));
  const { seconds } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as {
    seconds: number;
  };
  return {
    firstScreen: total(first),
    styles: total(styles.map((file) => `assets/${file}`)),
    routes: Object.fromEntries(
      routes.map(([key]) => [
        key,
        total([...withImports(key, new Set())].filter((file) => !first.has(file))),
      ]),
    ),
    buildSeconds: seconds,
  };
}

/** What of a build is larger than it may be. */
export function checkSizes(sizes: Sizes): string[] {
  const over = (what: string, is: number, most: number): string[] =>
    is > most ? [`web app: ${what}: ${is} kB, at most ${most}`] : [];
  return [
    ...over('script of the first screen', sizes.firstScreen, budgets.firstScreen),
    ...over('styles', sizes.styles, budgets.styles),
    ...Object.entries(sizes.routes).flatMap(([name, is]) => over(name, is, budgets.route)),
  ];
}
