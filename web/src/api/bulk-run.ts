import { ApiError } from './client.ts';
import { type Failure, type Slice, type SliceDone, walkContacts } from './contact-slices.ts';
import type { SearchAfter, SearchedFor } from './contacts.ts';

/** Where the contacts of a run come from, some at a time; undefined at the end. */
export type Source = {
  /** As far as it is known. */
  total(): number;
  next(signal: AbortSignal): Promise<readonly string[] | undefined>;
};

/** Everybody whom a search finds now, but for some. */
export function searchSource(
  locationId: string,
  search: SearchedFor,
  except: ReadonlySet<string>,
  expected: number,
): Source {
  let after: SearchAfter | undefined;
  let total = expected;
  return {
    total: () => total,
    next: async (signal) => {
      const page = await walkContacts(locationId, search, after, signal);
      if (!page) return undefined;
      after = page.after;
      if (page.total !== undefined) total = page.total - except.size;
      return page.ids.filter((id) => !except.has(id));
    },
  };
}

const mostAtOnce = 500;

export function listSource(contactIds: readonly string[]): Source {
  let at = 0;
  return {
    total: () => contactIds.length,
    next: async () => {
      const some = contactIds.slice(at, at + mostAtOnce);
      at += some.length;
      return some.length > 0 ? some : undefined;
    },
  };
}

export type Ended = { changed: readonly string[]; total: number; isWhole: boolean };

export type RunSpec = {
  locationId: string;
  /** What is being done: `Adding vip`. */
  doing: string;
  source: Source;
  /** How many contacts it is done with before the next count is shown. */
  step: number;
  act(slice: Slice): Promise<SliceDone>;
  onEnd(ended: Ended): void;
};

/** A change of very many contacts, as it is shown. */
export type Run = {
  locationId: string;
  doing: string;
  /** `stopping` until what is on its way is answered; `halted` by the stop, by a problem, or by those that failed. */
  state: 'running' | 'stopping' | 'halted';
  total: number;
  /** Those that it was done with, whether or not they were so already. */
  seen: number;
  changed: number;
  failed: readonly Failure[];
  problem: Error | undefined;
  isThrough: boolean;
};

type Controls = { stop(): void; goOn(): void; end(): void; forget(): void };

let shown: Run | undefined;
let controls: Controls | undefined;
const listeners = new Set<() => void>();

function show(run: Run | undefined): void {
  shown = run;
  for (const each of listeners) each();
}

export const bulkRun = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: (): Run | undefined => shown,
  /** What is on its way is answered first. */
  stop: (): void => controls?.stop(),
  /** On from where it halted; once it is through, with those that failed. */
  goOn: (): void => controls?.goOn(),
  /** Leaves it as it is. */
  end: (): void => controls?.end(),
  /** Whoever signs in next does not go on with what others began. */
  forget: (): void => controls?.forget(),
};

const mostTries = 5;
const longestWaitMs = 30_000;

/**
 * Goes through the contacts, a slice after the other; the next page is asked for when the one before is done. It goes on
 * while other pages of the app are looked at. Of two runs the second would change what the first one walks through:
 * there is one at a time, and false is the answer to another.
 */
export function startRun(spec: RunSpec): boolean {
  if (controls) return false;
  const { locationId, doing, step, act, onEnd } = spec;
  let { source } = spec;
  let waiting: readonly string[] = [];
  let key = '';
  let unsure: ReadonlySet<string> = new Set();
  let seenBefore = 0;
  const changed: string[] = [];
  const stopping = { current: new AbortController() };
  let run: Run = {
    locationId,
    doing,
    state: 'running',
    total: source.total(),
    seen: 0,
    changed: 0,
    failed: [],
    problem: undefined,
    isThrough: false,
  };
  let isForgotten = false;
  const become = (next: Partial<Run>): void => {
    if (isForgotten) return;
    run = { ...run, ...next };
    show(run);
  };
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  const leave = (): void => {
    window.removeEventListener('beforeunload', warn);
    controls = undefined;
    show(undefined);
  };
  const end = (): void => {
    if (isForgotten) return;
    leave();
    const { total, isThrough, failed } = run;
    onEnd({ changed, total, isWhole: isThrough && failed.length === 0 });
  };
  const halt = (problem?: Error): void => {
    window.removeEventListener('beforeunload', warn);
    become({ state: 'halted', problem });
  };

  /** False at the end of all. */
  const fill = async (): Promise<boolean> => {
    const next = await source.next(stopping.current.signal);
    if (!next) return false;
    waiting = next;
    key = newKey();
    become({ total: Math.max(seenBefore + source.total(), run.seen + next.length) });
    return true;
  };
  const doSome = async (): Promise<Error | undefined> => {
    const contactIds = waiting.slice(0, step);
    const isStopped = (): boolean => stopping.current.signal.aborted;
    const done = await act({ contactIds, key, unsure, isStopped });
    changed.push(...done.changed);
    waiting = [...done.left, ...waiting.slice(step)];
    unsure = new Set(done.problem && done.left);
    if (!done.problem) key = newKey();
    become({
      seen: run.seen + contactIds.length - done.left.length,
      changed: changed.length,
      failed: done.failed.length > 0 ? [...run.failed, ...done.failed] : run.failed,
    });
    return done.problem;
  };
  const work = async (): Promise<void> => {
    window.addEventListener('beforeunload', warn);
    for (let tries = 0; ; ) {
      const { signal } = stopping.current;
      if (signal.aborted) return halt();
      let problem: Error | undefined;
      try {
        if (waiting.length > 0 || (await fill())) {
          if (waiting.length > 0) problem = await doSome();
        } else {
          become({ isThrough: true });
          return run.failed.length > 0 ? halt() : end();
        }
      } catch (error) {
        if (signal.aborted) return halt();
        problem = error instanceof Error ? error : new Error(String(error));
      }
      tries = problem ? tries + 1 : 0;
      if (!problem) continue;
      const seconds = problem instanceof ApiError ? problem.retryAfterSeconds : undefined;
      if (seconds === undefined || tries > mostTries) return halt(problem);
      await pause(Math.min(seconds * 1000, longestWaitMs), signal);
    }
  };

  controls = {
    stop: () => {
      stopping.current.abort();
      if (run.state === 'running') become({ state: 'stopping' });
    },
    goOn: () => {
      if (run.state !== 'halted') return;
      stopping.current = new AbortController();
      if (run.isThrough) {
        const again = run.failed.map(({ contactId }) => contactId);
        source = listSource(again);
        seenBefore = run.seen - again.length;
        become({ seen: seenBefore, failed: [], isThrough: false });
      }
      become({ state: 'running', problem: undefined });
      void work();
    },
    end: () => {
      if (run.state === 'halted') end();
    },
    forget: () => {
      leave();
      isForgotten = true;
      stopping.current.abort();
    },
  };
  show(run);
  void work();
  return true;
}

function newKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer);
      resolve();
    });
  });
}
