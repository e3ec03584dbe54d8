import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DeletedContact, deletedContactActions } from '../../api/deleted-contacts.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { toast } from '../../ui/Toast.tsx';
import { contactName } from './contact-name.ts';
import { words } from './words.ts';

type Props = { contact: DeletedContact; locationId: string; onClose(): void };

export function EraseDialog({ contact, locationId, onClose }: Props) {
  const client = useQueryClient();
  const name = contactName(contact);
  const erase = useMutation({
    mutationFn: deletedContactActions(locationId, contact.id).erase,
    onSuccess: async () => {
      // Hidden at once, also where a job goes on with what hangs on it.
      toast(words.erased(name));
      onClose();
      await client.invalidateQueries({ queryKey: ['contacts', locationId] });
    },
  });
  return (
    <ConfirmDialog
      title={words.eraseTitle(name)}
      description={words.eraseText}
      action={words.erase}
      cancel={words.keep}
      typed={{ label: words.typeName(name), text: name }}
      pending={erase.isPending}
      error={erase.error}
      onConfirm={() => erase.mutate()}
      onClose={onClose}
    />
  );
}
