import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Job, followJob, jobOf } from '../../api/jobs.ts';
import { type CountedTag, filtersOf, tagActions } from '../../api/tags.ts';
import { CountedContacts } from '../../shell/CountedContacts.tsx';
import { Button } from '../../ui/Button.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { toast } from '../../ui/Toast.tsx';
import styles from './TagsPage.module.css';
import { words } from './words.ts';

type Props = {
  tag: CountedTag;
  others: readonly CountedTag[];
  locationId: string;
  onClose(): void;
};

export function MergeTagDialog({ tag, others, locationId, onClose }: Props) {
  const [into, setInto] = useState('');
  const [job, setJob] = useState<Job>();
  const following = useRef<AbortController>(undefined);
  const client = useQueryClient();
  useEffect(() => () => following.current?.abort(), []);
  const target = others.find(({ id }) => id === into);
  const merge = useMutation({
    mutationFn: async () => {
      const started = jobOf(await tagActions(locationId, tag.id).merge(into));
      following.current = new AbortController();
      if (started) await followJob(locationId, started, setJob, following.current.signal);
    },
    onSuccess: () => {
      if (target) toast(words.merged(tag.name, target.name));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['tags', locationId] }),
  });
  const options = others
    .filter(({ id }) => id !== tag.id)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Dialog
      open
      title={words.mergeTitle(tag.name)}
      description={
        <CountedContacts
          text={words.mergeText(tag.contactCount)}
          contacts={tag.contactCount}
          filters={filtersOf(tag)}
        />
      }
      onClose={onClose}
    >
      <div className={styles.form}>
        <Combobox
          label={words.mergeInto}
          searchText={words.mergeFind}
          emptyText={words.noMatchText}
          options={options}
          placeholder={words.choose}
          value={into}
          readOnly={merge.isPending}
          onChange={setInto}
        />
        {job && merge.isPending && (
          <p role="status" className={styles.progress}>
            {words.merging(job.done, job.total ?? tag.contactCount)} {words.mergingText}
          </p>
        )}
        {merge.error && <Problem error={merge.error} />}
      </div>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button
          kind="primary"
          pending={merge.isPending}
          unavailable={target ? undefined : words.choose}
          onClick={() => merge.mutate()}
        >
          {words.mergeAction}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
