import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Switch } from '../../ui/Choice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Input } from '../../ui/Input.tsx';
import { Problem } from '../../ui/Problem.tsx';
import styles from './SmartLists.module.css';
import { words } from './words.ts';

type Props = {
  title: string;
  text?: string;
  name: string;
  /** Asked for where it is being made. */
  asksWhetherShared: boolean;
  onSave(of: { name: string; shared: boolean }): Promise<void>;
  onClose(): void;
};

/** The name of a smart list: of one to be made, or of one that is there. */
export function SaveListDialog({ title, text, name, asksWhetherShared, onSave, onClose }: Props) {
  const [typed, setTyped] = useState(name);
  const [shared, setShared] = useState(false);
  const form = useId();
  const save = useMutation({
    mutationFn: () => onSave({ name: typed.trim(), shared }),
    onSuccess: onClose,
  });
  return (
    <Dialog open title={title} {...(text !== undefined && { description: text })} onClose={onClose}>
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '' && !save.isPending) save.mutate();
        }}
      >
        <Input
          label={words.name}
          required
          maxLength={100}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        {asksWhetherShared && (
          <Switch
            label={words.share}
            description={words.shareHint}
            checked={shared}
            onChange={setShared}
          />
        )}
        {save.error && <Problem error={save.error} />}
      </form>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="primary" type="submit" form={form} pending={save.isPending}>
          {words.save}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
