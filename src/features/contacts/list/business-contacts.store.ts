import type { Executor } from '../../../storage/engine.ts';
import { statement } from '../../../storage/statement.ts';

const selectIds = statement<
  { locationNo: number; businessId: string; limit: number },
  {
    id: string;
  }
>((db, p) =>
  db
    .selectFrom('contacts')
    .select('id')
    .where('location_no', '=', p.locationNo)
    .where('business_id', '=', p.businessId)
    .where('deleted_at', 'is', null)
    .limit(p.limit),
);

/** Some live contacts of a business. */
export async function selectIdsOfBusiness(
  executor: Executor,
  of: { locationNo: number; businessId: string; limit: number },
): Promise<string[]> {
  return (await executor.run(selectIds, of)).map(({ id }) => id);
}
