import type { Invitation } from '../../api/users.ts';
import { dayOf } from '../../lib/time.ts';
import { Button } from '../../ui/Button.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import styles from './Users.module.css';
import { words } from './words.ts';

type Props = { name: string; invitation: Invitation; isNew?: boolean; onClose(): void };

export function LinkDialog({ name, invitation, isNew = false, onClose }: Props) {
  const until = `${words.linkText} ${dayOf(new Date(invitation.expiresAt))}.`;
  return (
    <Dialog
      open
      title={words.linkTitle(name)}
      description={isNew ? until : `${until} ${words.linkOld}`}
      onClose={onClose}
    >
      <div className={styles.form}>
        <CodeBlock label={words.link} text={invitation.link} copyLabel={words.copyLink} />
      </div>
      <DialogActions>
        <Button kind="primary" onClick={onClose}>
          {words.done}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
