import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { changePassword } from '../api/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { PasswordInput } from '../ui/Input.tsx';
import { Problem } from '../ui/Problem.tsx';
import { toast } from '../ui/Toast.tsx';
import styles from './ChangePasswordDialog.module.css';
import { NewPassword, missingRule } from './NewPassword.tsx';
import { words } from './words.ts';

export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const change = useMutation({
    mutationFn: () => changePassword(password, newPassword),
    onSuccess: () => {
      toast(words.passwordChanged);
      onClose();
    },
  });
  const problems = change.error instanceof ApiError ? change.error.fields : [];
  const problemOf = (field: string): string | undefined =>
    problems.find((each) => each.field === field)?.message;
  const isOnField = problemOf('password') !== undefined || problemOf('newPassword') !== undefined;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (missingRule(newPassword) === undefined) change.mutate();
  };
  return (
    <Dialog
      open
      title={words.changePassword}
      description={words.changePasswordText}
      onClose={onClose}
    >
      <form className={styles.form} onSubmit={submit}>
        <PasswordInput
          label={words.currentPassword}
          name="current-password"
          autoComplete="current-password"
          required
          value={password}
          error={problemOf('password')}
          onChange={(event) => setPassword(event.target.value)}
        />
        <NewPassword
          label={words.newPassword}
          value={newPassword}
          error={problemOf('newPassword')}
          onChange={setNewPassword}
        />
        {change.error && !isOnField && <Problem error={change.error} />}
        <DialogActions>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            kind="primary"
            type="submit"
            pending={change.isPending}
            unavailable={missingRule(newPassword)}
          >
            {words.changePassword}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
