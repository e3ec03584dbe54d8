import { useQueryClient } from '@tanstack/react-query';
import { isOf } from '../../api/contacts.ts';
import { saidWithUndo } from '../../shell/undo.ts';
import { toastProblem } from '../../ui/Toast.tsx';

/** A change of a contact or of what lies around it, with the call that takes it back. */
type Act<Done> = { said: string; act(): Promise<Done>; takeBack(done: Done): Promise<unknown> };

export type DoChange = <Done>(change: Act<Done>) => Promise<Error | undefined>;

/** Does it, shows what is there then, and offers the way back; what went wrong is said, and handed on. */
export function useChange(locationId: string, contactId: string): DoChange {
  const client = useQueryClient();
  const contact = new Set([contactId]);
  const reload = (): Promise<void> =>
    client.invalidateQueries({ predicate: isOf(locationId, { one: contact, around: contact }) });
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
