import type { LoadResult } from './load.ts';

export type Round = {
  bareGet: LoadResult;
  get: LoadResult;
  bareList: LoadResult;
  list: LoadResult;
  search: LoadResult;
  rawCreatesPerSecond: number;
  create: LoadResult;
  createBare: LoadResult;
  createFull: LoadResult;
  upsert: LoadResult;
  addTags: LoadResult;
  /** Requests of 1,000 contacts and 3 tags each, one after the other. */
  bulkTags: LoadResult;
  createBesideBulk: LoadResult;
  createNote: LoadResult;
  createTask: LoadResult;
  getBesideCreates: LoadResult;
  createBesideGets: LoadResult;
  pacedGet: LoadResult;
  pacedGetBesideCreates: LoadResult;
};

export type Figures = {
  /** Bytes of a contact and of a list of 20. */
  sizes: number[];
  firstAnswers: number[];
  idleMegabytes: number;
  rounds: Round[];
};

export type Goal = { name: string; figure: number; goal: string; reached: boolean };

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** What the project wants to reach; ratios are taken within a round, then the median of them. */
export function goals({ rounds, idleMegabytes, firstAnswers }: Figures): Goal[] {
  const of = (ratio: (round: Round) => number): number => median(rounds.map(ratio));
  const atLeast = (name: string, figure: number, goal: number): Goal => {
    return { name, figure, goal: `at least ${goal}`, reached: figure >= goal };
  };
  const under = (name: string, figure: number, goal: number): Goal => {
    return { name, figure, goal: `under ${goal}`, reached: figure < goal };
  };
  return [
    atLeast(
      'GET, of a bare route',
      of((r) => r.get.perSecond / r.bareGet.perSecond),
      0.5,
    ),
    atLeast(
      'list of 20, of a bare route',
      of((r) => r.list.perSecond / r.bareList.perSecond),
      0.3,
    ),
    atLeast(
      'searches, of lists',
      of((r) => r.search.perSecond / r.list.perSecond),
      0.5,
    ),
    atLeast(
      'creates, of one a commit by raw statements',
      of((r) => r.create.perSecond / r.rawCreatesPerSecond),
      3,
    ),
    atLeast(
      'creates with 5 custom fields and 3 tags, of those without',
      of((r) => r.createFull.perSecond / r.createBare.perSecond),
      0.5,
    ),
    under(
      'p99 of create, of its median',
      of((r) => r.create.p99Ms / r.create.p50Ms),
      10,
    ),
    under(
      'p99 of GET beside 64 creating clients, of its p99 alone',
      of((r) => r.getBesideCreates.p99Ms / r.get.p99Ms),
      5,
    ),
    under('idle memory, MB', idleMegabytes, 150),
    under('first answer after npx groundlevel serve, ms', median(firstAnswers), 1000),
  ];
}

/** A table for the terminal: medians over the rounds, then the goals. */
export function report(figures: Figures): string {
  const { rounds } = figures;
  const row = (name: string, of: (round: Round) => LoadResult): string[] => {
    const all = rounds.map(of);
    return [
      name,
      whole(median(all.map((each) => each.perSecond))),
      median(all.map((each) => each.p50Ms)).toFixed(1),
      median(all.map((each) => each.p99Ms)).toFixed(1),
      String(all.reduce((sum, each) => sum + each.failures, 0)),
    ];
  };
  const raw = median(rounds.map((each) => each.rawCreatesPerSecond));
  const measured = [
    ['64 CONNECTIONS', 'A SECOND', 'P50 MS', 'P99 MS', 'FAILED'],
    row('bare route, body of a contact', (each) => each.bareGet),
    row('GET by id', (each) => each.get),
    row('bare route, body of a list', (each) => each.bareList),
    row('list of 20', (each) => each.list),
    row('search, first page of 20', (each) => each.search),
    ['raw statements, one create a commit', whole(raw), '', '', ''],
    row('create, 3 tags', (each) => each.create),
    row('create, no tags', (each) => each.createBare),
    row('create, 3 tags and 5 custom fields', (each) => each.createFull),
    row('upsert', (each) => each.upsert),
    row('add tags', (each) => each.addTags),
    row('3 tags on 1,000 contacts, 1 connection', (each) => each.bulkTags),
    row('create beside that', (each) => each.createBesideBulk),
    row('create note', (each) => each.createNote),
    row('create task', (each) => each.createTask),
    row('GET beside 64 creating clients', (each) => each.getBesideCreates),
    row('create beside 64 reading clients', (each) => each.createBesideGets),
    row('GET, 100 a second', (each) => each.pacedGet),
    row('GET, 100 a second, beside 64 creating', (each) => each.pacedGetBesideCreates),
  ];
  const wanted = [
    ['GOAL', 'FIGURE', 'WANTED', ''],
    ...goals(figures).map((each) => [
      each.name,
      each.figure.toFixed(2),
      each.goal,
      each.reached ? 'reached' : 'MISSED',
    ]),
  ];
  return `\n${aligned(measured)}\n\n${aligned(wanted)}`;
}

function whole(value: number): string {
  return value.toFixed(0);
}

/** Rows as a table, the first column to the left. */
export function aligned(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}
