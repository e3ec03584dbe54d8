import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { words } from './words.ts';

type Props = { when: boolean; title?: string; text?: string; leave?: string };

/** Asks before a page is left with something on it that would be lost. */
export function LeaveGuard({ when, title, text, leave }: Props) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => when,
    enableBeforeUnload: when,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={title ?? words.leaveTitle}
      description={text ?? words.leaveText}
      action={leave ?? words.leave}
      cancel={words.stay}
      pending={false}
      error={null}
      onConfirm={proceed}
      onClose={reset}
    />
  );
}
