import { getCampaigns as operation } from '../../../../contract/hooks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { listHooksQuery } from '../hooks.ts';
import { toListedCampaign } from '../hooks.wire.ts';

export const getCampaignsHandler = handles(operation, async (request, { engine }) => {
  const { location, query, signal } = request;
  const of = { locationNo: location.no, kind: 'campaign', status: query.status ?? null } as const;
  const hooks = await engine.query(listHooksQuery, of, { signal: signal() });
  const campaigns = hooks.map((hook) => toListedCampaign(hook, location.id));
  return { body: { campaigns, meta: { total: hooks.length } } };
});
