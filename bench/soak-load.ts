import type { Operation } from '../contract/operation.ts';
import { operations } from '../contract/operations.ts';
import { createLocation, deleteLocation } from '../contract/locations/operations.ts';
import { createIntegration } from '../contract/private-integrations/operations.ts';
import { contactsScope, locationScopes } from '../contract/scopes.ts';
import { type Place, createPlace } from '../test/support/place.ts';
import { type SampleRequest, type Wire, addressOf, payloadOf } from '../test/support/requests.ts';
import { sampleOf } from '../test/support/samples.ts';
import { wholeText } from '../test/support/stream-text.ts';

export type SoakLoad = {
  /** Milliseconds of each answered request. */
  times: number[];
  /** What was answered with a 5xx, or not at all; the first of them. */
  serverErrors: string[];
  /** Valid requests that were refused; the first of them. */
  refusals: string[];
  over: Promise<unknown>;
};

/** Each location sees so many operations, then goes with all that it holds: nothing reaches its limits. */
const operationsEach = 600;
const mostKept = 20;

/** A password takes 160 ms of a processor to hash: as rare as people who join. */
const rarely = operations.filter(({ tag }) => tag === 'Users');
const often = operations.filter((each) => !rarely.includes(each));
const oneInUsers = 400;

/** Every operation of the contract in random order, from many clients that each keep a connection busy. */
export function startSoakLoad(
  baseUrl: string,
  management: string,
  clients: number,
  lengthMs: number,
): SoakLoad {
  const load = { times: [] as number[], serverErrors: [] as string[], refusals: [] as string[] };
  const end = performance.now() + lengthMs;
  const note = (list: string[], what: string): void => {
    if (list.length < mostKept) list.push(what.slice(0, 500));
  };

  const sender =
    (tokenFor: (operation: Operation) => string) =>
    async (operation: Operation, request: SampleRequest): Promise<Wire> => {
      const payload = payloadOf(request);
      const start = performance.now();
      let text: string;
      let status: number;
      try {
        const reply = await fetch(`${baseUrl}${addressOf(operation, request)}`, {
          method: operation.method,
          headers: {
            authorization: `Bearer ${tokenFor(operation)}`,
            ...(payload && { 'content-type': payload.contentType }),
          },
          ...(payload && { body: payload.bytes }),
        });
        status = reply.status;
        text = await wholeText(reply);
      } catch (error) {
        note(load.serverErrors, `${operation.id}: no answer: ${String(error)}`);
        throw error;
      }
      load.times.push(performance.now() - start);
      if (status !== operation.success) {
        const list = status >= 500 ? load.serverErrors : load.refusals;
        note(list, `${operation.id}: ${status} ${text}`);
        throw new Error(`${operation.id} answered ${status}`);
      }
      return operation.fileReply || operation.streamReply ? {} : (JSON.parse(text) as Wire);
    };
  const asManager = sender(() => management);

  const openPlace = async (mark: string): Promise<Place> => {
    const made = await asManager(createLocation, { body: { name: mark, companyId: 'soak' } });
    const locationId = String(made['id']);
    const scopes = [contactsScope, ...locationScopes];
    const { token } = await asManager(createIntegration, {
      params: { locationId },
      body: { name: mark, scopes },
    });
    const tokenFor = (operation: Operation): string =>
      operation.managementOnly ? management : String(token);
    return createPlace(locationId, mark, sender(tokenFor));
  };

  const client = async (each: number): Promise<void> => {
    for (let round = 0; performance.now() < end; round += 1) {
      try {
        const place = await openPlace(`c${each}r${round}n`);
        for (let done = 0; done < operationsEach && performance.now() < end; done += 1) {
          const from = Math.random() * oneInUsers < 1 ? rarely : often;
          const operation = from[Math.floor(Math.random() * from.length)];
          if (operation) await place.send(operation, await sampleOf(operation)(place));
        }
        await asManager(deleteLocation, { params: { locationId: place.locationId } });
      } catch {
        // Noted above; the client goes on in a new location.
      }
    }
  };
  return { ...load, over: Promise.all(Array.from({ length: clients }, (_, each) => client(each))) };
}
