import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type CountedTag, filtersOf, tagActions } from '../../api/tags.ts';
import { CountedContacts } from '../../shell/CountedContacts.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { toast } from '../../ui/Toast.tsx';
import { words } from './words.ts';

type Props = { tag: CountedTag; locationId: string; onClose(): void };

export function RemoveTagDialog({ tag, locationId, onClose }: Props) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => tagActions(locationId, tag.id).remove(),
    onSuccess: async () => {
      toast(words.removed(tag.name));
      onClose();
      await client.invalidateQueries({ queryKey: ['tags', locationId] });
    },
  });
  return (
    <ConfirmDialog
      title={words.removeTitle(tag.name)}
      description={
        <CountedContacts
          text={words.removeText(tag.contactCount)}
          contacts={tag.contactCount}
          filters={filtersOf(tag)}
        />
      }
      action={words.remove}
      cancel={words.keep}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
