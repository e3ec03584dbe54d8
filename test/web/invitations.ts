import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { TestServer } from '../support/server.ts';
import { ownerSignIn } from './app.ts';
import type { Place } from './view.ts';

/** A member of the location signs in for the first time. */
export async function acceptInvitation({ page, server, locationId }: Place): Promise<void> {
  await page.goto(await invitationLink(server, locationId));
  await page.getByLabel('Password', { exact: true }).fill(ownerSignIn.password);
  await page.getByRole('button', { name: 'Save password' }).click();
  await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
}

/** For a member of a location, without a password yet. */
export async function invitationLink(server: TestServer, locationId: string): Promise<string> {
  const made = await server.call('POST', '/users/', {
    token: server.managementToken,
    body: {
      companyId: 'company',
      firstName: 'Kai',
      lastName: 'Wang',
      email: `kai.${randomUUID()}@example.com`,
      type: 'account',
      role: 'user',
      locationIds: [locationId],
    },
  });
  const path = `/api/users/${String(made.body['id'])}/invite`;
  const invited = await server.call('POST', path, { token: server.managementToken });
  assert.equal(invited.status, 201, invited.text);
  return String(invited.body['link']);
}
