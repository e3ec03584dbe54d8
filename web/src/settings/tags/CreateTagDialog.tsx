import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type CountedTags, countedTagsQuery, createTag } from '../../api/tags.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Input } from '../../ui/Input.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { toast } from '../../ui/Toast.tsx';
import styles from './TagsPage.module.css';
import { words } from './words.ts';

export function CreateTagDialog({ locationId, onClose }: { locationId: string; onClose(): void }) {
  const [name, setName] = useState('');
  const client = useQueryClient();
  const form = useId();
  const known: CountedTags | undefined = client.getQueryData(countedTagsQuery(locationId).queryKey);
  const create = useMutation({
    mutationFn: () => createTag(locationId, name.trim()),
    onSuccess: async () => {
      toast(words.created(name.trim()));
      await client.invalidateQueries({ queryKey: ['tags', locationId] });
      onClose();
    },
  });
  // The server would answer with that one, as if it had been made.
  const isThere = known?.tags.some((tag) => isSame(tag.name, name));
  return (
    <Dialog open title={words.create} description={words.createText} onClose={onClose}>
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '' && !isThere && !create.isPending) create.mutate();
        }}
      >
        <Input
          label={words.name}
          required
          maxLength={255}
          autoComplete="off"
          value={name}
          error={isThere ? words.there(name.trim()) : undefined}
          onChange={({ target }) => setName(target.value)}
        />
        {create.error && <Problem error={create.error} />}
      </form>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="primary" type="submit" form={form} pending={create.isPending}>
          {words.create}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.trim().toLowerCase();
}
