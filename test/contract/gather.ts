import { operations } from '../../contract/operations.ts';
import type { WireVersion } from '../../contract/operation.ts';
import type { Mode } from '../support/modes.ts';
import { factOf, publishedFacts } from '../support/published-facts.ts';
import { refusalsOf } from '../support/refusals.ts';
import { openAsker } from '../support/refused.ts';
import type { Answer, TestServer } from '../support/server.ts';
import type { Gathered } from './gathered.ts';
import { probe } from './published-probes.ts';

const facts = publishedFacts();

/** The operations of the contract that HighLevel publishes too. */
export const publishedOperations = operations.filter((each) => factOf(each, facts));

/** Real replies of every published operation: done, and refused in every way there is. */
export async function gather(
  server: TestServer,
  version: WireVersion,
  mode: Mode,
): Promise<Gathered[]> {
  const asker = await openAsker(server, version, mode);
  const gathered = await probe(server, version, mode);
  for (const operation of publishedOperations) {
    const valid = await asker.sample(operation);
    const answers: Answer[] = [];
    for (const refusal of refusalsOf(operation, mode)) {
      answers.push((await asker.refused(refusal, valid)).answer);
    }
    answers.push(await asker.ask(operation, valid));
    for (const { status, body } of answers) {
      gathered.push({ operation, version, mode, status, body });
    }
  }
  return gathered;
}
