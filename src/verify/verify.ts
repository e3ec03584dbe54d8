import { checklist } from './checklist.ts';
import { type Exchange, Interrupted, type Patience, type Target, openSession } from './session.ts';

export type CheckResult = {
  check: string;
  /** Skipped when the contact that it is about could not be made. */
  outcome: 'pass' | 'fail' | 'skip';
  requests: Exchange[];
  problem?: string;
};

export type Verified = {
  results: CheckResult[];
  /** Ids of contacts that could not be deleted. */
  left: string[];
};

const usualPatience: Patience = { answerMs: 15_000, searchMs: 5000 };

/**
 * The quick start's checklist over HTTP: the five steps, the three error classes, upsert. Bodies
 * are checked, not only statuses. Deletes what it made, also after a failure or an abort; an abort
 * waits for the request under way.
 */
export async function verify(
  target: Target,
  say: (line: string) => void,
  signal: AbortSignal,
  patience = usualPatience,
): Promise<Verified> {
  const session = openSession(target, patience, signal);
  const { checks, hasContact } = checklist(session, target.locationId, patience.searchMs);
  const results: CheckResult[] = [];
  const sayRequests = (requests: Exchange[]): void => {
    for (const { request, status } of requests) say(`      ${request} -> ${status ?? 'no answer'}`);
  };
  let left: string[] = [];
  try {
    for (const { name, needsContact, run } of checks) {
      if (signal.aborted) break;
      const found = await outcomeOf(needsContact && !hasContact() ? undefined : run);
      if (!found) break;
      const result: CheckResult = { check: name, ...found, requests: session.takeExchanges() };
      results.push(result);
      say(`${result.outcome === 'fail' ? 'FAIL' : result.outcome}  ${name}`);
      sayRequests(result.requests);
      if (result.problem !== undefined) say(`      ${result.problem}`);
    }
  } finally {
    session.takeExchanges();
    left = await session.cleanUp();
    say('clean up');
    sayRequests(session.takeExchanges());
    if (left.length > 0) say(`      could not be deleted: ${left.join(', ')}`);
  }
  return { results, left };
}

/** Undefined when it was interrupted. */
async function outcomeOf(
  run: (() => Promise<string | undefined>) | undefined,
): Promise<Pick<CheckResult, 'outcome' | 'problem'> | undefined> {
  if (!run) return { outcome: 'skip', problem: 'there is no contact to try it with' };
  try {
    const problem = await run();
    return problem === undefined ? { outcome: 'pass' } : { outcome: 'fail', problem };
  } catch (error) {
    if (error instanceof Interrupted) return undefined;
    return { outcome: 'fail', problem: error instanceof Error ? error.message : String(error) };
  }
}
