import { errors } from '../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import { runInSlices } from '../../storage/in-slices.ts';
import type { StartedJob } from '../jobs/job-commands.ts';
import type { BusinessOfContacts } from '../contacts/list/business-contacts.ts';
import {
  type BusinessBody,
  createBusinessCommand,
  deleteBusinessCommand,
  setContactsBusinessCommand,
  updateBusinessCommand,
} from './business-commands.ts';
import type { BusinessChange } from './business-input.ts';
import { findBusiness, selectBusinesses } from './businesses.store.ts';

type Place = { no: number; id: string };

/** The JSON of the new business. */
export function createBusiness(
  engine: Engine,
  location: Place,
  change: BusinessChange & { name: string },
  context: CommandContext,
): Promise<CommandOutcome<string>> {
  const input = { locationNo: location.no, locationId: location.id, change };
  return engine.run(createBusinessCommand, input, context);
}

/** The JSON of a business; throws `record_not_found`. */
export async function getBusiness(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<string> {
  const found = await findBusiness(executor, locationNo, id);
  if (!found) throw errors.recordNotFound('Business', id);
  return found.body;
}

/** What its national numbers are read in: its country, else that of its location. */
export async function countryOfBusiness(
  executor: Executor,
  location: { no: number; country: string },
  id: string,
): Promise<string> {
  const found = await findBusiness(executor, location.no, id);
  // Written by the commands of businesses and nowhere else.
  const body = found && (JSON.parse(found.body) as BusinessBody);
  return body?.country ?? location.country;
}

/** Changes what is sent; null clears. Throws `record_not_found`. */
export function updateBusiness(
  engine: Engine,
  locationNo: number,
  id: string,
  change: BusinessChange,
  context: CommandContext,
): Promise<CommandOutcome<string>> {
  return engine.run(updateBusinessCommand, { locationNo, id, change }, context);
}

/** Says which contacts are as asked for now. Throws `record_not_found` for the business alone. */
export async function setContactsBusiness(
  engine: Engine,
  input: { locationNo: number; ids: string[]; businessId: string | null },
  context: CommandContext,
): Promise<CommandOutcome<BusinessOfContacts>> {
  const outcome = await runInSlices([...new Set(input.ids)], context, (ids, sliceContext) =>
    engine.run(setContactsBusinessCommand, { ...input, ids }, sliceContext),
  );
  return {
    ...outcome,
    value: {
      ids: outcome.value.flatMap(({ ids }) => ids),
      failures: outcome.value.flatMap(({ failures }) => failures),
    },
  };
}

/** Deletes a business; the job takes its contacts off it. Throws `record_not_found`. */
export async function deleteBusiness(
  engine: Engine,
  locationNo: number,
  id: string,
  context: CommandContext,
): Promise<StartedJob> {
  return (await engine.run(deleteBusinessCommand, { locationNo, id }, context)).value;
}

export const listBusinessesQuery = defineQuery({
  name: 'businesses.list',
  run: (reader: Executor, page: { locationNo: number; limit: number; skip: number }) =>
    selectBusinesses(reader, page),
});
