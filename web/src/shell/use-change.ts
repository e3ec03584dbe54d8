import { useQueryClient } from '@tanstack/react-query';
import { isOf } from '../api/contacts.ts';
import { taskKeys } from '../api/tasks.ts';
import { toastProblem } from '../ui/Toast.tsx';
import { saidWithUndo } from './undo.ts';

/** A change of a contact or of what lies around it, with the call that takes it back. */
type Act<Done> = { said: string; act(): Promise<Done>; takeBack(done: Done): Promise<unknown> };

export type DoChange = <Done>(change: Act<Done>) => Promise<Error | undefined>;

/** Does it, shows what is there then, and offers the way back; what went wrong is said, and handed on. */
export function useChange(locationId: string, contactId: string): DoChange {
  const client = useQueryClient();
  const contact = new Set([contactId]);
  const reload = async (): Promise<void> => {
    const around = isOf(locationId, { one: contact, around: contact });
    await Promise.all([
      client.invalidateQueries({ predicate: around }),
      client.invalidateQueries({ queryKey: taskKeys.all(locationId) }),
    ]);
  };
  return async ({ said, act, takeBack }) => {
    try {
      const done = await act();
      saidWithUndo(said, async () => {
        await takeBack(done);
        await reload();
      });
      await reload();
      return undefined;
    } catch (error) {
      const problem = error instanceof Error ? error : new Error(String(error));
      toastProblem(problem);
      return problem;
    }
  };
}
