import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type JobKindName, jobKindNames } from '../../contract/jobs/job-kinds.ts';
import { contactsScope, locationScopes, managementScopes } from '../../contract/scopes.ts';
import { filesFolder } from '../../src/storage/files/disk-files.ts';
import { runCommand, startServing } from '../support/process.ts';
import { beginIndexAnew } from '../support/rebuild-index.ts';
import { assertSound, withFile } from '../support/soundness.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Of each kind of job. */
const kills = Number(process.env['JOB_KILLS'] ?? 1);
const contacts = 100;
/** Longer than all jobs of a round take here: kills fall anywhere in them. */
const longestLifeMs = 150;

type Json = Record<string, unknown>;
type Request = [method: string, path: string, body?: object];
type Send = (...request: Request) => Promise<Json>;

/** What a round has begun to remove. */
type Begun = {
  fieldId: string;
  tagId: string;
  mergedId: string;
  businessId: string;
  campaignId: string;
  workflowId: string;
  erasedId: string;
  deletedLocationId: string;
};

const idOf = (value: unknown): string => (value as { id: string }).id;

/** Contacts that have all that is removed from them, and what deletes it, as one request each. */
async function prepare(send: Send, locationId: string, round: number) {
  const fields = `/locations/${locationId}/customFields`;
  const field = { name: `Field ${round}`, dataType: 'TEXT', model: 'contact' };
  const fieldId = idOf((await send('POST', fields, field))['customField']);
  const tags = `/locations/${locationId}/tags`;
  const tagId = idOf((await send('POST', tags, { name: `tag ${round}` }))['tag']);
  const mergedId = idOf((await send('POST', tags, { name: `merged ${round}` }))['tag']);
  const into = idOf((await send('POST', tags, { name: `into ${round}` }))['tag']);
  const business = await send('POST', '/businesses/', { locationId, name: `Business ${round}` });
  const businessId = idOf(business['buiseness']);
  const hook = async (kind: 'campaign' | 'workflow') => {
    const path = `/api/locations/${locationId}/${kind}s`;
    return idOf((await send('POST', path, { name: `Hook ${round}` }))[kind]);
  };
  const [campaignId, workflowId] = [await hook('campaign'), await hook('workflow')];
  const create = async (location: string, body: object): Promise<string> =>
    idOf((await send('POST', '/contacts/', { locationId: location, ...body }))['contact']);
  const ids = await Promise.all(
    Array.from({ length: contacts }, async () => {
      const values = [{ id: fieldId, field_value: 'value' }];
      const named = [`tag ${round}`, `merged ${round}`];
      const body = { tags: named, customFields: values, source: `round ${round}` };
      const id = await create(locationId, body);
      await send('POST', `/contacts/${id}/campaigns/${campaignId}`);
      await send('POST', `/contacts/${id}/workflow/${workflowId}`);
      return id;
    }),
  );
  for (let at = 0; at < ids.length; at += 50) {
    const body = { locationId, ids: ids.slice(at, at + 50), businessId };
    await send('POST', '/contacts/bulk/business', body);
  }
  const erasedId = await create(locationId, { firstName: `erased${round}` });
  await Promise.all(
    ids.map((_, each) => send('POST', `/contacts/${erasedId}/notes`, { body: `note ${each}` })),
  );
  const other = await send('POST', '/locations/', {
    name: `Round ${round}`,
    companyId: 'c',
    country: 'US',
  });
  const deletedLocationId = idOf(other);
  await Promise.all(ids.map(() => create(deletedLocationId, { source: 'gone' })));
  const begun: Begun = {
    fieldId,
    tagId,
    mergedId,
    businessId,
    campaignId,
    workflowId,
    erasedId,
    deletedLocationId,
  };
  const requests: Request[] = [
    ['DELETE', `/locations/${deletedLocationId}`],
    ['DELETE', `${fields}/${fieldId}`],
    ['DELETE', `${tags}/${tagId}`],
    ['DELETE', `/businesses/${businessId}`],
    ['DELETE', `/api/locations/${locationId}/campaigns/${campaignId}`],
    ['DELETE', `/api/locations/${locationId}/workflows/${workflowId}`],
    ['DELETE', `/api/contacts/${erasedId}/erase`],
    ['POST', `/api${tags}/${mergedId}/merge`, { into }],
  ];
  return { begun, requests };
}

test(`jobs do each row once, each kind killed ${kills} times before it was finished`, async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'data', 'groundlevel.db');
  const uploads = filesFolder(path);
  const count = (sql: string, ...values: string[]): number =>
    withFile(path, (database) => Number(database.prepare(sql).get(...values)?.['n']));
  const openKinds = (): Set<string> =>
    withFile(path, (database) => {
      const open = database.prepare('SELECT DISTINCT kind FROM jobs WHERE finished_at IS NULL');
      return new Set(open.all().map(({ kind }) => String(kind)));
    });
  let locationId = '';
  let token = '';
  const start = async () => {
    const serving = await startServing({ folder, env: { GROUNDLEVEL_LIMITS_JOB_WAIT_MS: '0' } });
    t.after(() => serving.kill('SIGKILL'));
    const send: Send = async (method, to, body) => {
      const named = to.includes(locationId) ? to : `${to}?locationId=${locationId}`;
      const reply = await fetch(`${serving.baseUrl}${named}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      assert.ok(reply.status < 300, `${method} ${to}: ${text}`);
      return JSON.parse(text) as Json;
    };
    return { ...serving, send };
  };
  const first = await start();
  [, locationId = ''] = await first.printed(/Location id: +(\w+)/);
  const scopes = [contactsScope, ...locationScopes, ...managementScopes].join(',');
  const args = ['token', 'create', '--json', '--name', 'made', '--management', '--scopes', scopes];
  token = (JSON.parse((await runCommand(args, { folder })).stdout) as { token: string }).token;
  await first.kill('SIGTERM');

  const killed = new Map<JobKindName, number>();
  const wanting = (kind: JobKindName): boolean => (killed.get(kind) ?? 0) < kills;
  let round = 0;
  for (; jobKindNames.some(wanting); round += 1) {
    assert.ok(round < 20 * kills, `too few kills: ${jobKindNames.filter(wanting).join(', ')}`);
    const serving = await start();
    const { begun, requests } = await prepare(serving.send, locationId, round);
    await uploadTo(serving.baseUrl, token, locationId, begun.erasedId);
    await beginIndexAnew(path);
    const each = requests.map((request) => serving.send(...request));
    const sent = Promise.allSettled(each);
    // From when the first job has begun, rather early than late.
    await Promise.any(each);
    await delay(Math.random() ** 2 * longestLifeMs);
    await serving.kill('SIGKILL');
    const answers = await sent;
    assertSound(path);
    const open = openKinds();
    for (const kind of jobKindNames) {
      if (open.has(kind)) killed.set(kind, (killed.get(kind) ?? 0) + 1);
    }

    const next = await start();
    // One that was cut off before its commit was not done, which its sender does again.
    for (const [at, answer] of answers.entries()) {
      if (answer.status === 'fulfilled') continue;
      const request = requests[at] ?? assert.fail('no request');
      await next.send(...request).catch(() => undefined);
    }
    while (openKinds().size > 0) await delay(20);
    await next.kill('SIGTERM');
    assertSound(path);
    assertDone(count, begun, round);
    const files = readdirSync(uploads, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      files.filter((each) => each.isFile()).map(({ name }) => name),
      [],
    );
  }
  const times = [...killed].map((each) => each.join(' '));
  t.diagnostic(`${round} kills: ${times.join(', ')}`);
});

/** Nothing of what was removed is left, and each contact was changed once for each removal. */
function assertDone(
  count: (sql: string, ...values: string[]) => number,
  begun: Begun,
  round: number,
): void {
  const { fieldId, tagId, mergedId, businessId, campaignId, workflowId, erasedId } = begun;
  const none = [
    count('SELECT count(*) AS n FROM contacts WHERE instr(body, ?) > 0', fieldId),
    count(
      'SELECT count(*) AS n FROM contact_tags x JOIN tags t ON t.no = x.tag_no WHERE t.id = ?',
      tagId,
    ),
    count('SELECT count(*) AS n FROM tags WHERE id IN (?, ?)', tagId, mergedId),
    count('SELECT count(*) AS n FROM contacts WHERE business_id = ?', businessId),
    count('SELECT count(*) AS n FROM businesses WHERE id = ?', businessId),
    count('SELECT count(*) AS n FROM hooks WHERE id IN (?, ?)', campaignId, workflowId),
    count('SELECT count(*) AS n FROM enrolments'),
    count('SELECT count(*) AS n FROM contacts WHERE id = ?', erasedId),
    count('SELECT count(*) AS n FROM notes'),
    count('SELECT count(*) AS n FROM locations WHERE id = ?', begun.deletedLocationId),
    count('SELECT count(*) AS n FROM file_removals'),
  ];
  assert.deepEqual(new Set(none), new Set([0]), none.join(' '));
  const once = (type: string, value: string): number =>
    count(
      `SELECT count(*) AS n FROM events e JOIN event_values v USING (position)
       WHERE e.type = ? AND instr(v.before, ?) > 0`,
      type,
      value,
    );
  const times = [
    once('contact.updated', fieldId),
    once('contact.updated', businessId),
    once('contact.updated', `"merged ${round}"`),
    once('campaign.removed', campaignId),
    once('workflow.removed', workflowId),
  ];
  assert.deepEqual(
    times,
    times.map(() => contacts),
    `round ${round}`,
  );
  const done = count(
    `SELECT count(*) AS n FROM jobs WHERE done = ${contacts} AND subject_id IN (?, ?, ?, ?, ?)`,
    fieldId,
    tagId,
    businessId,
    campaignId,
    workflowId,
  );
  assert.equal(done, 5, 'progress counts each row once');
}

/** A file of the contact that is erased. */
async function uploadTo(
  baseUrl: string,
  token: string,
  locationId: string,
  contactId: string,
): Promise<void> {
  const form = new FormData();
  form.set('id', contactId);
  form.set('maxFiles', '1');
  form.set('file', new Blob(['content'], { type: 'text/plain' }), 'file.txt');
  const reply = await fetch(`${baseUrl}/locations/${locationId}/customFields/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  assert.ok(reply.status < 300, await reply.text());
}
