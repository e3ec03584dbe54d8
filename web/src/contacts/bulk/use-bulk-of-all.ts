import { useQueryClient } from '@tanstack/react-query';
import { readListsAgain } from '../../api/contact-cache.ts';
import { deleteSlice, restoreSlice, tagSlice } from '../../api/contact-slices.ts';
import { type SearchedFor, contactKeys } from '../../api/contacts.ts';
import { saidWithUndo } from '../../shell/undo.ts';
import { toast, toastProblem } from '../../ui/Toast.tsx';
import {
  type Ended,
  type RunSpec,
  type Source,
  listSource,
  searchSource,
  startRun,
} from '../../api/bulk-run.ts';
import { words } from './words.ts';

/** Everybody whom a search finds, but for those that were taken out. */
export type All = {
  search: SearchedFor;
  except: ReadonlySet<string>;
  count: number;
};

export type BulkOfAll = {
  tag(action: 'add' | 'remove', all: All, tag: string): void;
  remove(all: All): void;
};

type Step = Pick<RunSpec, 'doing' | 'step' | 'act'>;
type Change = { step: Step; inverse: Step; said(of: number): string };

const taggedAtOnce = 500;
const requestsAtOnce = 60;

/** What is done to all that match, with its progress above the list, and one undo for all of them. */
export function useBulkOfAll(locationId: string): BulkOfAll {
  const client = useQueryClient();
  const tags = (action: 'add' | 'remove', tag: string): Step => ({
    doing: action === 'add' ? words.adding(tag) : words.removing(tag),
    step: taggedAtOnce,
    act: (slice) => tagSlice(client, locationId, { action, tag }, slice),
  });
  const deleting: Step = {
    doing: words.deleting,
    step: requestsAtOnce,
    act: (slice) => deleteSlice(client, locationId, slice),
  };
  const restoring: Step = {
    doing: words.restoring,
    step: requestsAtOnce,
    act: (slice) => restoreSlice(locationId, slice),
  };
  const run = (step: Step, source: Source): Promise<Ended> =>
    new Promise((resolve, reject) => {
      const onEnd = (ended: Ended): void => {
        void readListsAgain(client, locationId);
        void client.invalidateQueries({ queryKey: [...contactKeys.all(locationId), 'facets'] });
        void client.invalidateQueries({ queryKey: ['tags', locationId] });
        resolve(ended);
      };
      if (!startRun({ ...step, locationId, source, onEnd })) reject(new Error(words.oneAtATime));
    });
  const change = async ({ search, except, count }: All, { step, inverse, said }: Change) => {
    try {
      const source = searchSource(locationId, search, except, count);
      const { changed, isWhole, total } = await run(step, source);
      const text = isWhole ? said(changed.length) : words.stoppedAt(changed.length, total);
      if (changed.length === 0) return toast(text);
      let left = changed;
      saidWithUndo(text, async () => {
        const undone = await run(inverse, listSource(left));
        const back = new Set(undone.changed);
        if (undone.isWhole) return;
        left = left.filter((id) => !back.has(id));
        throw new Error(words.notAllUndone(left.length));
      });
    } catch (error) {
      toastProblem(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return {
    tag: (action, all, tag) =>
      void change(all, {
        step: tags(action, tag),
        inverse: tags(action === 'add' ? 'remove' : 'add', tag),
        said: action === 'add' ? words.tagged(tag) : words.untagged(tag),
      }),
    remove: (all) =>
      void change(all, { step: deleting, inverse: restoring, said: words.deletedAll }),
  };
}
