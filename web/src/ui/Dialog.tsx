import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import styles from './Dialog.module.css';

type Props = {
  title: string;
  description?: ReactNode;
  open: boolean;
  /** For a form with two columns. */
  wide?: boolean;
  /** Absent where it can only be finished. */
  onClose?: () => void;
  children: ReactNode;
};

/** Only to destroy, to resolve a conflict, or for one short form. */
export function Dialog({ title, description, open, wide = false, onClose, children }: Props) {
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={onClose === undefined}
      onOpenChange={(next, details) => {
        if (next) return;
        if (onClose) onClose();
        else details.cancel();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.popup} data-wide={wide || undefined}>
          <Base.Title className={styles.title}>{title}</Base.Title>
          {description !== undefined && (
            <Base.Description className={styles.description}>{description}</Base.Description>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** What is done in it, the way out first. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
