import { removeFollowers as operation } from '../../../../contract/contacts/follower-operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { changeFollowers } from '../write/followers.ts';

export const removeFollowersHandler = handles(operation, async (request, { engine }) => {
  const { location, params, body, ifVersion, context } = request;
  const of = { locationNo: location.no, id: params.contactId, ifVersion };
  const change = { ...of, mode: 'remove', followers: body.followers } as const;
  const { followers, changed, version } = (await changeFollowers(engine, change, context)).value;
  return { body: { followers, followersRemoved: changed }, version };
});
