import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import type { All } from './use-bulk-of-all.ts';
import { words } from './words.ts';

type Props = { all: All; onConfirm(): void; onClose(): void };

/** More are meant than can be seen: their number is typed. */
export function DeleteAllDialog({ all: { search, count }, onConfirm, onClose }: Props) {
  const isNarrowed = search.query !== '' || search.filters.length > 0;
  return (
    <ConfirmDialog
      title={words.deleteTitle(count)}
      description={`${isNarrowed ? words.deleteNarrowed : words.deleteEverybody} ${words.deleteBack}`}
      typed={{ label: words.deleteTyped(count), text: String(count) }}
      action={words.remove}
      cancel={words.cancel}
      pending={false}
      error={null}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}
