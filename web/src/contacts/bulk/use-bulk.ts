import { useQueryClient } from '@tanstack/react-query';
import { type BulkDone, changeTags, deleteContacts } from '../../api/contact-changes.ts';
import { saidWithUndo } from '../../shell/undo.ts';
import { toast, toastProblem } from '../../ui/Toast.tsx';
import { words } from '../words.ts';

export type Bulk = {
  remove(contactIds: readonly string[], name: string): Promise<void>;
  tag(action: 'add' | 'remove', contactIds: readonly string[], tag: string): Promise<void>;
};

/** What is done to several contacts at once, with one undo for all of them. */
export function useBulk(locationId: string): Bulk {
  const client = useQueryClient();
  const run = async (act: () => Promise<BulkDone>, said: (of: number) => string): Promise<void> => {
    try {
      const { done, failed, undo } = await act();
      if (done.length > 0) saidWithUndo(said(done.length), undo);
      const [first] = failed;
      if (first) toastProblem(new Error(words.someFailed(failed.length, first.error.message)));
      else if (done.length === 0) toast(said(0));
    } catch (error) {
      toastProblem(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return {
    remove: (contactIds, name) =>
      run(
        () => deleteContacts(client, locationId, contactIds),
        (of) => words.deleted(of, name),
      ),
    tag: async (action, contactIds, tag) => {
      const said = (of: number): string => {
        if (action === 'add') return of === 0 ? words.nothingTagged(tag) : words.tagged(of, tag);
        return of === 0 ? words.nothingUntagged(tag) : words.untagged(of, tag);
      };
      await run(() => changeTags(client, locationId, action, contactIds, tag), said);
      await client.invalidateQueries({ queryKey: ['tags', locationId] });
    },
  };
}
