import { getDuplicateContact as operation } from '../../../../contract/contacts/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { findDuplicate } from '../write/contacts.ts';
import { toContactJson } from '../contacts.wire.ts';

export const getDuplicateContactHandler = handles(operation, async (request, { engine }) => {
  const { location, query, call } = request;
  const number = query.number ?? query.phone;
  const found = await findDuplicate(engine.read, location, {
    ...(query.email !== undefined && { email: query.email }),
    ...(number !== undefined && { number }),
    ...(query.country !== undefined && { country: query.country }),
  });
  if (!found) return { body: { contact: null } };
  const json = toContactJson(found.body, found.tagsJson, call.version);
  const { matchingField, version } = found;
  return { body: `{"contact":${json},"matchingField":"${matchingField}"}`, version };
});
