import type { ContactPart } from '../contact-parts/contact-parts.ts';
import { errors } from '../../errors/catalogue.ts';
import { toObjectId } from '../../lib/ids.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { contactIdsOfBusiness, setBusinessOfContacts } from '../contacts/list/business-contacts.ts';
import { type Provenance, provenanceOf } from '../../lib/actor.ts';
import { changeContacts } from '../contacts/write/write-contact.ts';
import { recordEvent } from '../events/events.ts';
import { defineJobKind } from '../jobs/job.ts';
import { type StartedJob, startJob } from '../jobs/job-commands.ts';
import { type BusinessChange, type BusinessField, businessFields } from './business-input.ts';
import {
  deleteBusinessRow,
  findBusiness,
  hasRoomForBusiness,
  insertBusiness,
  markBusinessDeleted,
  updateBusinessRow,
} from './businesses.store.ts';

/** What `businesses.body` holds: the reply; unset keys are absent. */
export type BusinessBody = Partial<Record<BusinessField, string>> & {
  id: string;
  locationId: string;
  name: string;
  createdBy: Provenance;
  updatedBy: Provenance;
  createdAt: string;
  updatedAt: string;
};

type CreateInput = {
  locationNo: number;
  locationId: string;
  change: BusinessChange & { name: string };
};

export const mostBusinesses = 100_000;

export const createBusinessCommand = defineCommand({
  name: 'businesses.create',
  run: async (tx: Transaction, input: CreateInput, tools: CommandTools): Promise<string> => {
    const { locationNo, locationId, change } = input;
    if (!(await hasRoomForBusiness(tx, locationNo, mostBusinesses))) {
      throw errors.limitReached('A location', mostBusinesses, 'businesses');
    }
    const id = toObjectId(tools.newId());
    const at = new Date(tools.now).toISOString();
    const body = changed(
      {
        id,
        locationId,
        name: change.name,
        createdBy: provenanceOf(tools.actor, at),
        updatedBy: provenanceOf(tools.actor, at),
        createdAt: at,
        updatedAt: at,
      },
      change,
    );
    const after = JSON.stringify(body);
    await insertBusiness(tx, { locationNo, id, body: after, at: tools.now });
    const event = {
      locationNo,
      type: 'business.created' as const,
      recordId: id,
      before: null,
      after,
    };
    await recordEvent(tx, event, tools);
    return after;
  },
});

export const updateBusinessCommand = defineCommand({
  name: 'businesses.update',
  run: async (
    tx: Transaction,
    input: { locationNo: number; id: string; change: BusinessChange },
    tools: CommandTools,
  ): Promise<string> => {
    const { locationNo, id, change } = input;
    const found = await findBusiness(tx, locationNo, id);
    if (!found) throw errors.recordNotFound('Business', id);
    // Written by these commands and nowhere else.
    const before = JSON.parse(found.body) as BusinessBody;
    const next = changed(before, change);
    const was: Record<string, string | null> = {};
    const is: Record<string, string | null> = {};
    for (const field of ['name', ...businessFields] as const) {
      if (before[field] === next[field]) continue;
      was[field] = before[field] ?? null;
      is[field] = next[field] ?? null;
    }
    if (Object.keys(is).length === 0) return found.body;
    const at = new Date(tools.now).toISOString();
    const updated = { ...next, updatedBy: provenanceOf(tools.actor, at), updatedAt: at };
    const body = JSON.stringify(updated);
    await updateBusinessRow(tx, { locationNo, no: found.no, body, at: tools.now });
    const values = { before: JSON.stringify(was), after: JSON.stringify(is) };
    const event = { locationNo, type: 'business.updated' as const, recordId: id, ...values };
    await recordEvent(tx, event, tools);
    return body;
  },
});

/** Hides the business and begins the job that takes its contacts off it. */
export const deleteBusinessCommand = defineCommand({
  name: 'businesses.delete',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    input: { locationNo: number; id: string },
    tools: CommandTools,
  ): Promise<StartedJob> => {
    const { locationNo, id } = input;
    const found = await findBusiness(tx, locationNo, id);
    if (!found) throw errors.recordNotFound('Business', id);
    await markBusinessDeleted(tx, { locationNo, no: found.no, at: tools.now });
    const values = { before: found.body, after: null };
    const event = { locationNo, type: 'business.deleted' as const, recordId: id, ...values };
    await recordEvent(tx, event, tools);
    const about = { locationNo, kind: 'remove-business', subjectId: id } as const;
    return startJob(tx, { ...about, input: { businessNo: found.no } }, tools);
  },
});

type SetInput = { locationNo: number; ids: string[]; businessId: string | null };

/** Throws `record_not_found` for the business alone. */
export const setContactsBusinessCommand = defineCommand({
  name: 'businesses.set-of-contacts',
  run: async (tx: Transaction, input: SetInput, tools: CommandTools) => {
    const { locationNo, businessId } = input;
    if (businessId !== null && !(await findBusiness(tx, locationNo, businessId))) {
      throw errors.recordNotFound('Business', businessId);
    }
    return setBusinessOfContacts(tx, input, tools);
  },
});

const sliceSize = 200;

/** Takes the contacts off a deleted business, each with its event; then its row goes. */
export const removeBusinessJob = defineJobKind<{ businessNo: number }>({
  kind: 'remove-business',
  slice: async (tx, { locationNo, subjectId, input }, tools) => {
    const ids = await contactIdsOfBusiness(tx, locationNo, subjectId, sliceSize);
    const left = { text: { businessId: null } };
    const done = await changeContacts(tx, { locationNo, ids }, left, tools, tools.isTimeUp);
    if (done < ids.length || done === sliceSize) return { done, more: true };
    await deleteBusinessRow(tx, { locationNo, no: input.businessNo });
    return { done, more: false };
  },
});

function changed(body: BusinessBody, change: BusinessChange): BusinessBody {
  const next = { ...body, name: change.name ?? body.name };
  for (const field of businessFields) {
    const value = change[field];
    if (value === undefined) continue;
    if (value === null) delete next[field];
    else next[field] = value;
  }
  return next;
}

/** Loaded on the writer thread. */
export const businessCommands = [
  createBusinessCommand,
  updateBusinessCommand,
  deleteBusinessCommand,
  setContactsBusinessCommand,
] as const;

/** A business deleted meanwhile was taken off live contacts alone. */
export const businessesOfContacts: ContactPart = {
  feature: 'businesses',
  onRestore: async (tx, { locationNo, businessId }) =>
    businessId && !(await findBusiness(tx, locationNo, businessId)) ? ['businessId'] : [],
};
