import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  type NewSmartList,
  type SmartList,
  type SmartListChange,
  createSmartList,
  smartListActions,
  smartListKey,
} from '../../api/smart-lists.ts';
import { saidWithUndo } from '../../shell/undo.ts';
import { useSession } from '../../shell/use-location.ts';
import { toast, toastProblem } from '../../ui/Toast.tsx';
import { words } from './words.ts';

export type ListEdits = {
  /** Whether who is signed in may change it. */
  mayChange(list: SmartList): boolean;
  /** Makes one and shows it. */
  create(list: NewSmartList, said: string): Promise<void>;
  /** Changes one, which can be taken back. */
  change(list: SmartList, change: SmartListChange, said: string): Promise<void>;
  remove(list: SmartList): Promise<void>;
  /** As it is saved. */
  show(list: SmartList | undefined): Promise<void>;
};

/** Where a failure has no place of its own. */
export function sayProblem(done: Promise<void>): void {
  done.catch(toastProblem);
}

export function useSmartLists(locationId: string): ListEdits {
  const client = useQueryClient();
  const navigate = useNavigate({ from: '/l/$location/contacts' });
  const { user } = useSession();
  const key = smartListKey(locationId);
  const reload = (): Promise<void> => client.invalidateQueries({ queryKey: key });
  const show: ListEdits['show'] = (list) =>
    navigate({ to: '.', search: { list: list?.id }, replace: true, resetScroll: false });
  const put = (list: SmartList): void => {
    client.setQueryData<SmartList[]>(key, (held = []) =>
      held.map((each) => (each.id === list.id ? list : each)),
    );
  };
  return {
    show,
    mayChange: ({ owner }) =>
      user.role !== 'member' || (owner.kind === 'user' && owner.id === user.id),
    create: async (list, said) => {
      const made = await createSmartList(locationId, list);
      client.setQueryData<SmartList[]>(key, (held = []) => [...held, made]);
      await show(made);
      toast(said);
      await reload();
    },
    change: async (list, change, said) => {
      const actions = smartListActions(locationId, list.id);
      put(await actions.change(change));
      const before = Object.keys(change).map((name) => [name, list[name as keyof SmartList]]);
      saidWithUndo(said, async () => {
        put(await actions.change(Object.fromEntries(before) as SmartListChange));
        await reload();
      });
      await reload();
    },
    remove: async (list) => {
      await smartListActions(locationId, list.id).remove();
      await show(undefined);
      const { name, filters, query, fuzzy, sort, columns, shared } = list;
      saidWithUndo(words.removed(name), async () => {
        await createSmartList(locationId, { name, filters, query, fuzzy, sort, columns, shared });
        await reload();
      });
      await reload();
    },
  };
}
