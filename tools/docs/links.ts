import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Links of a Markdown page whose file or heading is not there, as `page: target`. */
export function brokenLinks(root: string, page: string): string[] {
  const targets = [...proseOf(read(root, page)).matchAll(/\]\(([^)\s]+)\)/g)].map(
    ([, target]) => target ?? '',
  );
  return targets
    .filter((target) => !/^[a-z]+:/.test(target) && !resolves(root, page, target))
    .map((target) => `${page}: ${target}`);
}

/**
 * Files and folders of the source that a page names and that are not there, as `page: path`: in backticks a
 * file from the root, from the page's folder or by its name alone; anywhere a path below a folder of ours.
 */
export function deadPaths(root: string, page: string, files: readonly string[]): string[] {
  const markdown = read(root, page);
  const names = new Set(files.map((file) => basename(file)));
  const isThere = (path: string): boolean =>
    existsSync(join(root, path)) || existsSync(join(root, dirname(page), path)) || names.has(path);
  const spans = [...markdown.matchAll(/`([\w./-]*\w\.(?:ts|mjs|md))`/g)];
  const ours = /(?<![\w./-])((?:contract|src|test|tools|bench|bin|docs)\/(?:[\w./-]*[\w/])?)/g;
  const named = [...spans, ...markdown.matchAll(ours)].map(([, path = '']) => path);
  return [...new Set(named)].filter((path) => !isThere(path)).map((path) => `${page}: ${path}`);
}

function resolves(root: string, page: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : join(dirname(page), file);
  if (!existsSync(join(root, path))) return false;
  return anchor === undefined || anchorsOf(read(root, path)).has(anchor);
}

/** The anchors that headings get: lower case, no punctuation, hyphens for spaces. */
function anchorsOf(markdown: string): Set<string> {
  const headings = [...proseOf(markdown).matchAll(/^#+ (.+)$/gm)].map(([, text]) => text ?? '');
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

function proseOf(markdown: string): string {
  return markdown.replaceAll(/^```.*?^```$/gms, '');
}

function read(root: string, page: string): string {
  return readFileSync(join(root, page), 'utf8');
}
