import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of the packages that modules are from, as the licences ask for. */
export function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((id) => packageOf(id) ?? []));
  const notices = [...new Set([...folders].map(noticeOf))].toSorted((a, b) => a.localeCompare(b));
  return `This package contains the following packages.\n\n${notices.join('\n')}`;
}

function packageOf(id: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
}

function noticeOf(folder: string): string {
  const { name, version, license, author } = manifestOf(folder);
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
  const texts = files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (files.length === 0) texts.push(`By ${author}, without a text of the licence.`);
  const rule = '-'.repeat(80);
  return `${rule}\n${name} ${version} (${license})\n${rule}\n\n${texts.join('\n\n')}\n`;
}

function manifestOf(folder: string): Record<string, string> {
  // What is asked for here are texts.
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
}
