import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { operations } from '../../contract/operations.ts';
import { makeTarget } from '../support/fuzz-range.ts';
import { addressOf } from '../support/requests.ts';
import { sampleOf } from '../support/samples.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { worstFields, worstWholes } from '../support/worst-bodies.ts';

let server: TestServer;
before(async () => {
  server = await startServer({ wait: async () => undefined });
});
after(() => server.close());

/** Of this thread alone, in milliseconds: neither other threads nor other processes count. */
async function cpuOf(work: () => unknown): Promise<number> {
  const from = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(from);
  return (user + system) / 1000;
}

async function leastCpuOf(times: number, work: () => unknown): Promise<number> {
  let least = Infinity;
  for (let left = times; left > 0; left -= 1) least = Math.min(least, await cpuOf(work));
  return least;
}

/**
 * Fields of one name and schema are read by the same code, and a body that is no object is refused by the
 * same: each is tried with the first operation that has it, or with every one.
 */
const isEvery = process.env['EVERY_BODY'] !== undefined;
const tried = new Set<string>();
function isNew(...what: unknown[]): boolean {
  const key = JSON.stringify(what);
  const isKnown = tried.has(key);
  tried.add(key);
  return isEvery || !isKnown;
}

/** Every pass is linear: all of them together cost about what parsing a megabyte does. */
const timesTheParse = 8;

for (const operation of operations.filter(({ body }) => body)) {
  test(`no body of a megabyte makes ${operation.id} hold the server up`, async () => {
    const usual = `[${Array(125_000).fill('{"a":0}').join(',')}]`;
    const yardstick = await leastCpuOf(5, () => void JSON.parse(usual));
    const target = await makeTarget(server, operation);
    const request = await sampleOf(operation)(target.place);
    for (const mode of ['documented', 'observed'] as const) {
      const { body = {} } = request;
      const fields = mode === 'documented' ? worstFields(operation, body, isNew) : [];
      const wholes = [...worstWholes(body)].filter(
        ({ name, text }) => text.startsWith('{') || isNew(mode, name),
      );
      for (const { name, text } of [...wholes, ...fields]) {
        const send = async (): Promise<void> => {
          const reply = await server.app.server.inject({
            method: operation.method,
            url: addressOf(operation, request),
            headers: {
              host: 'localhost',
              authorization: `Bearer ${target.tokens[mode]}`,
              'content-type': 'application/json',
              version: '2021-07-28',
              'idempotency-key': `${mode} ${name}`.replaceAll(/\W/g, '-').slice(0, 100),
            },
            payload: text,
          });
          assert.ok(reply.statusCode < 500, `${name}: ${reply.statusCode} ${reply.body}`);
          assert.ok(reply.body.length < 200_000, `${name}: a reply of ${reply.body.length}`);
        };
        const bound = yardstick * timesTheParse;
        let took = await cpuOf(send);
        // What the collector or the compiler took is not the body's.
        for (let again = 0; took > bound && again < 3; again += 1) {
          took = Math.min(took, await cpuOf(send));
        }
        assert.ok(took <= bound, `${mode}, ${name}: ${took} ms, over ${bound} ms`);
      }
    }
  });
}
