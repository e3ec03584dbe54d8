/** Files that share their process with no other, and why. */
export const alone: Readonly<Record<string, string>> = {
  'src/lib/plain-text.test.ts': 'measures the CPU time of its process',
  'test/event-streams.test.ts': 'measures the heap of its process',
};

/** About how many seconds of a processor the longest take; any other is taken as usual for its folder. */
export const seconds: Readonly<Record<string, number>> = {
  'test/web/every-page.test.ts': 160,
  'test/web/custom-fields.test.ts': 30,
  'test/web/contacts.test.ts': 30,
  'test/web/everyday-tasks.test.ts': 28,
  'test/web/hostile-text.test.ts': 28,
  'test/web/sessions.test.ts': 22,
  'test/web/api-page.test.ts': 20,
  'test/crash/kill.test.ts': 43,
  'test/fuzz/fields.test.ts': 37,
  'test/fuzz/operations.test.ts': 35,
  'test/isolation.test.ts': 33,
  'tools/try-docs.test.ts': 30,
  'test/bench.test.ts': 36,
  'test/crash/jobs.test.ts': 29,
  'test/event-streams.test.ts': 24,
  'test/most-written.test.ts': 24,
  'test/fuzz/body-cost.test.ts': 21,
  'test/contract/proofs.test.ts': 20,
  'test/crash/power-loss.test.ts': 20,
  'test/contract/refusals.test.ts': 19,
  'test/fuzz/damaged-bytes.test.ts': 19,
  'test/crash/event-stream.test.ts': 17,
  'test/jobs.test.ts': 17,
  'test/contract/live-replies.test.ts': 16,
  'test/contract/published-shapes.test.ts': 16,
  'test/page-bytes.test.ts': 15,
  'tools/pack.test.ts': 15,
  'tools/deploy.test.ts': 15,
  'test/crash/recurring-tasks.test.ts': 14,
  'test/event-types.test.ts': 10,
};
const usual = [
  [/^test\/process\//, 10],
  [/^test\/web\//, 12],
  [/^test\/contract\//, 2],
  [/^src\//, 0.5],
  [/^/, 4],
] as const;

/** A group of this much is worth its start, and short enough that two processes end together. */
const enoughSeconds = 36;
/** A file of this much is a group, so that those beside it stay together: they share a server. */
const longSeconds = 14;

function secondsOf(file: string): number {
  return seconds[file] ?? usual.find(([folder]) => folder.test(file))?.[1] ?? 0;
}

/** Every file once: neighbours together, those that are alone by themselves, and what takes longest first. */
export function groupsOf(files: readonly string[]): string[][] {
  const missing = [...Object.keys(alone), ...Object.keys(seconds)].filter(
    (file) => !files.includes(file),
  );
  if (missing.length > 0) throw new Error(`no such test: ${missing.join(', ')}`);
  const isGroup = (file: string): boolean => file in alone || secondsOf(file) >= longSeconds;
  const groups: string[][] = files.filter(isGroup).map((file) => [file]);
  let group: string[] = [];
  for (const file of files.filter((each) => !isGroup(each)).sort()) {
    if (total(group) + secondsOf(file) > enoughSeconds && group.length > 0) {
      groups.push(group);
      group = [];
    }
    group.push(file);
  }
  if (group.length > 0) groups.push(group);
  return groups.sort((a, b) => total(b) - total(a));
}

function total(group: readonly string[]): number {
  return group.reduce((sum, file) => sum + secondsOf(file), 0);
}
