import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Finding = string;

const lengthLimit = 400;
/** Read by tools alone. */
const generatedFile = /\/generated\//;
/** Assembled from parts, so that this file does not hold what it looks for. */
const unwanted: readonly RegExp[] = [
  new RegExp(['registry', 'npmjs'].join('\\.')),
  new RegExp(`(^|[\\s"'(=])/${'work'}/`),
  new RegExp(`(^|[\\s"'(=])/${'root'}/`),
  new RegExp(`"${'resolved'}": "http`),
];

/** The files git tracks or would track. */
export function projectFiles(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.split('\n').filter((file) => file !== '' && existsSync(join(root, file)));
  if (files.length === 0) throw new Error(`no file found in ${root}`);
  return files;
}

/** The one place that may ask the machine's clock, which can be set back. */
const clockFile = 'src/lib/clock.ts';
const asksClock = new RegExp(`Date\\.${'now'}|new Date\\(\\)`);

/** Files over the limit, suppressions without a reason, clocks that are not passed in, words that do not belong in the project. */
export function checkTexts(root: string): Finding[] {
  return projectFiles(root).flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    const findings: Finding[] = [];
    if (/^src\/.*(?<!\.test)\.ts$/.test(file) && file !== clockFile) {
      lines.forEach((line, index) => {
        if (asksClock.test(line)) findings.push(`${file}:${index + 1}: a clock not passed in`);
      });
    }
    if (/\.(?:tsx?|mjs|css)$/.test(file)) {
      if (lines.length > lengthLimit && !generatedFile.test(file))
        findings.push(`${file}: ${lines.length} lines`);
      lines.forEach((line, index) => {
        if (suppressesWithoutReason(line)) {
          findings.push(`${file}:${index + 1}: a suppression without a reason`);
        }
      });
    }
    lines.forEach((line, index) => {
      if (unwanted.some((pattern) => pattern.test(line))) {
        findings.push(`${file}:${index + 1}: a path or host of one machine`);
      }
    });
    return findings;
  });
}

function suppressesWithoutReason(line: string): boolean {
  if (new RegExp(`@ts-${'ignore'}|@ts-${'nocheck'}`).test(line)) return true;
  const found = new RegExp(`(?:@ts-${'expect'}-error|biome-${'ignore'} [\\w/]+)(.*)$`).exec(line);
  return found !== null && !/^[:\s-]+\S{2,}/.test(found[1] ?? '');
}
