import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

type Manifest = {
  name: string;
  version: string;
  license?: string;
  author?: string | { name: string };
};

/** The licences of the packages that modules are from, as the licences ask for. */
export function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((id) => packageOf(id) ?? []));
  // A version may be installed in two places.
  const notices = new Set([...folders].map(noticeOf));
  const sorted = [...notices].toSorted((a, b) => a.localeCompare(b));
  return `The code here contains the following packages.\n\n${sorted.join('\n')}`;
}

function packageOf(id: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
}

function noticeOf(folder: string): string {
  // The form that npm installs by.
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license, author } = manifest;
  if (license === undefined) throw new Error(`${name} names no licence`);
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
  const texts = files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const by = typeof author === 'object' ? author.name : author;
  if (files.length === 0) texts.push(`By ${by ?? 'its authors'}, without a text of the licence.`);
  const rule = '-'.repeat(80);
  return `${rule}\n${name} ${version} (${license})\n${rule}\n\n${texts.join('\n\n')}\n`;
}
