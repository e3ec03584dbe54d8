import { checkLink as operation } from '../../../../contract/sessions/operations.ts';
import { handlesSession } from '../../../access/session-request.ts';
import { showLink } from '../sessions/links.ts';

export const checkLinkHandler = handlesSession(operation, async ({ body, call }, { engine }) => {
  const { endsAt, ...link } = await showLink(engine.read, body.key, call.now);
  return { body: { link: { ...link, expiresAt: new Date(endsAt).toISOString() } } };
});
