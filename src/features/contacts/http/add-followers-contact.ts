import { addFollowers as operation } from '../../../../contract/contacts/follower-operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { changeFollowers } from '../write/followers.ts';

export const addFollowersHandler = handles(operation, async (request, { engine }) => {
  const { location, params, body, ifVersion, context } = request;
  const of = { locationNo: location.no, id: params.contactId, ifVersion };
  const change = { ...of, mode: 'add', followers: body.followers } as const;
  const outcome = await changeFollowers(engine, change, context);
  const { followers, changed, version } = outcome.value;
  return { body: { followers, followersAdded: changed }, version, ...replayOf(outcome) };
});
