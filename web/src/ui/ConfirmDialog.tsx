import { type ReactNode, useId, useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';
import { Input } from './Input.tsx';
import { Problem } from './Problem.tsx';
import styles from './ConfirmDialog.module.css';

type Props = {
  title: string;
  description: ReactNode;
  action: string;
  cancel: string;
  /** To be typed first, where nothing brings it back. */
  typed?: { label: string; text: string };
  danger?: boolean;
  pending: boolean;
  error: Error | null;
  onConfirm(): void;
  onClose(): void;
};

export function ConfirmDialog(props: Props) {
  const { title, description, action, cancel, typed, danger = true, pending, error } = props;
  const { onConfirm, onClose } = props;
  const [text, setText] = useState('');
  const form = useId();
  const isTyped = !typed || text.trim() === typed.text.trim();
  return (
    <Dialog open title={title} description={description} onClose={onClose}>
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isTyped && !pending) onConfirm();
        }}
      >
        {typed && (
          <Input
            label={typed.label}
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        )}
        {error && <Problem error={error} />}
      </form>
      <DialogActions>
        <Button onClick={onClose}>{cancel}</Button>
        <Button
          kind={danger ? 'danger' : 'primary'}
          type="submit"
          form={form}
          pending={pending}
          unavailable={isTyped ? undefined : typed.label}
        >
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
