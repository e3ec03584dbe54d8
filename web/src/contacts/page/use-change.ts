import { useQueryClient } from '@tanstack/react-query';
import { contactKeys } from '../../api/contacts.ts';
import { saidWithUndo } from '../../shell/undo.ts';
import { toastProblem } from '../../ui/Toast.tsx';

type Act = {
  said: string;
  act(): Promise<unknown>;
  /** Absent where the server's own answer is the only way back. */
  takeBack?: () => Promise<unknown>;
};

/** A change of what lies around a contact, with its undo; resolves with whether it was done. */
export function useChange(
  locationId: string,
  contactId: string,
): (change: Act) => Promise<boolean> {
  const client = useQueryClient();
  const reload = () =>
    client.invalidateQueries({ queryKey: contactKeys.around(locationId, contactId) });
  return async ({ said, act, takeBack }) => {
    try {
      await act();
      if (takeBack) {
        saidWithUndo(said, async () => {
          await takeBack();
          await reload();
        });
      }
      await reload();
      return true;
    } catch (error) {
      toastProblem(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  };
}
