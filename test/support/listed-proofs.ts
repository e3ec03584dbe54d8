import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles } from '../../tools/text-checks.ts';

export type ListedProof = { operationId: string; status: number; file: string };

/** Where a test says `proves('id', 200` or `proves('id', { documented: 404, observed: 400 }`. */
export function listProofs(root: string): ListedProof[] {
  return projectFiles(root)
    .filter((file) => file.startsWith('test/contract/') && file.endsWith('.test.ts'))
    .flatMap((file) => proofsIn(readFileSync(join(root, file), 'utf8'), file));
}

export function proofsIn(source: string, file: string): ListedProof[] {
  const found = source.matchAll(/^proves\(\s*'([\w-]+)',\s*(\d{3}\b|\{[^}]*\})/gm);
  return [...found].flatMap(([, operationId = '', status = '']) =>
    (status.match(/\b\d{3}\b/g) ?? []).map((each) => {
      return { operationId, status: Number(each), file };
    }),
  );
}
