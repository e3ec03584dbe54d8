import type { CommandContext, Engine } from '../../storage/engine.ts';
import { createCustomField, listCustomFields } from '../custom-fields/custom-fields.ts';
import type { SeedPeople } from './person.ts';
import { seedSliceCommand } from './seed-commands.ts';
import { isSeedField, seedFields, toFieldInput } from './seed-fields.ts';

export const mostSeeded = 10_000_000;
/** The largest number that a seed may be: it is mixed in 32 bits. */
export const highestSeed = 4_294_967_295;

/** Of all the people asked for: how many were seen to, and made; the others were there. */
export type SeedProgress = { seen: number; made: number; notes: number };

export type SeedRun = {
  engine: Engine;
  context(): CommandContext;
  /** How long the next commit may keep other writers waiting. */
  commitMs(): number;
  /** After each commit, with how long it held the database; false ends it there. */
  goesOn(progress: SeedProgress, tookMs: number): Promise<boolean>;
};

const peopleOfSlice = 20;
const slicesOfCommit = 250;

/**
 * Fills a location with made-up people, so many slices in a commit as the time allows. Who is there
 * already, by e-mail or else by phone, is passed over, so that a run goes on where another one of the
 * same seed ended.
 */
export async function seedContacts(
  location: { no: number; id: string },
  people: SeedPeople,
  { engine, context, commitMs, goesOn }: SeedRun,
): Promise<SeedProgress> {
  await makeFields(engine, location.no, context);
  const progress: SeedProgress = { seen: 0, made: 0, notes: 0 };
  const seeSlice = async (first: number): Promise<number> => {
    const end = Math.min(people.contacts, first + peopleOfSlice);
    const input = { locationNo: location.no, locationId: location.id, ...people, first, end };
    const { value } = await engine.run(seedSliceCommand, input, context());
    progress.seen += end - first;
    progress.made += value.made;
    progress.notes += value.notes;
    return value.tookMs;
  };
  let slices = 1;
  for (let wanted = true; wanted && progress.seen < people.contacts; ) {
    const { seen } = progress;
    const firsts = Array.from({ length: slices }, (_, at) => seen + at * peopleOfSlice);
    const took = await Promise.all(firsts.filter((first) => first < people.contacts).map(seeSlice));
    const tookMs = took.reduce((sum, each) => sum + each, 0);
    slices = Math.floor(Math.min(slicesOfCommit, 2 * slices, (slices * commitMs()) / tookMs)) || 1;
    wanted = await goesOn(progress, tookMs);
  }
  return progress;
}

/** The custom fields that are missing. */
async function makeFields(
  engine: Engine,
  locationNo: number,
  context: () => CommandContext,
): Promise<void> {
  const fields = await listCustomFields(engine.read, locationNo, 'contact');
  for (const each of seedFields) {
    if (fields.some((field) => isSeedField(each, field))) continue;
    await createCustomField(engine, locationNo, toFieldInput(each), context());
  }
}
