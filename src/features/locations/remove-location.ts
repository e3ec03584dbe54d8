import { errors } from '../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandTools,
  type Engine,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import { type PlaceInIndex, isGoneFromIndex, placeInIndex } from '../../storage/index-state.ts';
import { recordEvent } from '../events/events.ts';
import { defineJobKind } from '../jobs/job.ts';
import { type StartedJob, startJob } from '../jobs/job-commands.ts';
import { removeLocationFiles } from '../files/file-commands.ts';
import { deleteLocationRow, deleteRowsOf, markLocationDeleted } from './deleted-locations.store.ts';
import { toLocation } from './location.ts';
import { selectLocation, selectLocations } from './locations.store.ts';

export const deleteLocationCommand = defineCommand({
  name: 'locations.delete',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    { id }: { locationNo: null; id: string },
    tools: CommandTools,
  ): Promise<StartedJob> => {
    const row = await selectLocation(tx, id);
    if (!row) throw errors.locationNotFound(id);
    if ((await selectLocations(tx, 2)).length < 2) {
      const message = 'the last location cannot be deleted: create another one first';
      throw errors.validationFailed([{ field: 'locationId', message }]);
    }
    await markLocationDeleted(tx, row.no, tools.now);
    // Of the installation: the location's own events go with it.
    const { name, country } = toLocation(row);
    const before = JSON.stringify({ name, country });
    const event = {
      locationNo: null,
      type: 'location.deleted' as const,
      recordId: id,
      before,
      after: null,
    };
    await recordEvent(tx, event, tools);
    const job = { locationNo: null, kind: 'remove-location', subjectId: id } as const;
    return startJob(tx, { ...job, input: { locationNo: row.no } }, tools);
  },
});

const sliceOfRows = 500;
/** Removes the rows of a deleted location, its own last. */
export const removeLocationJob = defineJobKind<{ locationNo: number }, PlaceInIndex>({
  kind: 'remove-location',
  slice: async (tx, { input, cursor }, tools) => {
    const { locationNo } = input;
    tx.leaveNoTrace();
    if (cursor) {
      if (!(await isGoneFromIndex(tx, cursor))) return { done: 0, more: true };
      await deleteLocationRow(tx, locationNo);
      return { done: 1, more: false };
    }
    if (await removeLocationFiles(tx, locationNo, tools)) return { done: 0, more: true };
    const done = await deleteRowsOf(tx, locationNo, sliceOfRows);
    if (done > 0) return { done, more: true };
    return { done, more: true, cursor: await placeInIndex(tx) };
  },
});

/**
 * The location is gone at once, for management and for its own tokens; a job removes what it held. Throws `location_not_found`, or `validation_failed` for the last one.
 */
export async function deleteLocation(
  engine: Engine,
  id: string,
  context: CommandContext,
): Promise<StartedJob> {
  return (await engine.run(deleteLocationCommand, { locationNo: null, id }, context)).value;
}
