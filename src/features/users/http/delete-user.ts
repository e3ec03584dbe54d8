import { deleteUser as operation } from '../../../../contract/users/operations.ts';
import { adminOf, handles, succeeded } from '../../../access/operation-request.ts';
import { joinName } from '../../../lib/names.ts';
import { deleteUser } from '../users.ts';

export const deleteUserHandler = handles(operation, async (request, { engine }) => {
  const { params, call, context } = request;
  const of = { id: params.userId, within: call.location ?? null, byAdmin: adminOf(call) };
  const { email, firstName, lastName } = await deleteUser(engine, of, context);
  const message = `Deleted user with e-mail ${email} and name ${joinName(firstName, lastName)}.`;
  return { body: { ...succeeded(call.version), message } };
});
