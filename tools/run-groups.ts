import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { type TestEvent, spec } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';

/** A group takes a minute or two: this ends one that waits for what never comes, which then has failed by name. */
const hungMs = 15 * 60_000;

const runner = pathToFileURL(join(import.meta.dirname, 'run-group.ts')).href;

/**
 * Runs each group of test files in a process of its own, two at a time, in the order given; resolves with
 * whether all is well. A file without a result has failed, by its name.
 */
export async function runGroups(
  root: string,
  groups: readonly (readonly string[])[],
): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-tests-'));
  const entries = groups.map((files, at) => {
    const entry = join(folder, `group-${at + 1}.mjs`);
    const call = `runGroup(${JSON.stringify(root)}, ${JSON.stringify(files)});`;
    writeFileSync(entry, `import { runGroup } from ${JSON.stringify(runner)};\n${call}\n`);
    return entry;
  });
  const unheard = new Set(groups.flat());
  let isWell = true;
  const watched = async function* (events: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
    for await (const event of events) {
      const isOuter = event.data && 'nesting' in event.data && event.data.nesting === 0;
      if (event.type === 'test:fail') isWell = false;
      if (isOuter && (event.type === 'test:pass' || event.type === 'test:fail'))
        unheard.delete(event.data.name);
      // The last event before the closing lines.
      if (isOuter && event.type === 'test:plan' && unheard.size > 0) {
        isWell = false;
        for (const file of unheard) yield* withoutResult(file);
      }
      yield event;
    }
  };
  try {
    const events = run({ cwd: root, files: entries, concurrency: 2, timeout: hungMs });
    await pipeline(events, watched, new spec(), process.stdout, { end: false });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return isWell;
}

function withoutResult(file: string): TestEvent[] {
  // The reporter shows no more than the cause of such an error.
  const more = { code: 'ERR_TEST_FAILURE', cause: 'its process ended before its result' };
  const error = Object.assign(new Error(more.cause), more);
  const at = { file, line: 1, column: 1, name: file, nesting: 0 };
  const ids = { testNumber: 0, testId: 0, parentId: undefined, tags: [] };
  const failed: Extract<TestEvent, { type: 'test:fail' }> = {
    type: 'test:fail',
    data: { ...at, ...ids, details: { duration_ms: 0, error } },
  };
  return [{ type: 'test:start', data: { ...at, ...ids } }, failed];
}
