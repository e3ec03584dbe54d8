import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import {
  type Location,
  type LocationChange,
  changeLocation,
  locationQuery,
} from '../../api/locations.ts';
import { sessionQuery } from '../../api/session.ts';
import { LeaveGuard } from '../../shell/LeaveGuard.tsx';
import { useSaveKey } from '../../shell/use-save-key.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { toast } from '../../ui/Toast.tsx';
import styles from './ProfileCard.module.css';
import { words } from './words.ts';

export type Editing<Values> = {
  values: Values;
  readOnly: boolean;
  change(part: Partial<Values>): void;
  problemOf(field: string): string | undefined;
};

type Props<Values> = {
  title: string;
  text?: string;
  location: Location;
  readOnly: boolean;
  /** What the card edits, of the location as it is. */
  read(location: Location): Values;
  write(values: Values): LocationChange;
  /** Fields of the API that the card shows problems of. */
  fields: readonly string[];
  children(editing: Editing<Values>): ReactNode;
};

/** A part of the profile that is saved by itself: what is to be done appears once something was changed. */
export function ProfileCard<Values extends object>(props: Props<Values>) {
  const { title, text, location, readOnly, read, write, fields, children } = props;
  const client = useQueryClient();
  const before = read(location);
  const [values, setValues] = useState<Values>();
  const isDirty = values !== undefined && JSON.stringify(values) !== JSON.stringify(before);
  const save = useMutation({
    mutationFn: (changed: Values) => changeLocation(location.id, write(changed)),
    onSuccess: async (changed) => {
      client.setQueryData(locationQuery(location.id).queryKey, changed);
      setValues(undefined);
      toast(words.saved(title));
      // The switcher shows its name.
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const problems = save.error instanceof ApiError ? save.error.fields : [];
  const problemOf = (field: string): string | undefined =>
    problems.find((each) => each.field === field || each.field.startsWith(`${field}.`))?.message;
  const isOnField = fields.some((field) => problemOf(field) !== undefined);
  const submit = (): void => {
    if (isDirty && !save.isPending) save.mutate(values);
  };
  useSaveKey(isDirty, submit);
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      <Card title={title} {...(text !== undefined && { text })}>
        {children({
          values: values ?? before,
          readOnly,
          problemOf,
          change: (part) => setValues({ ...(values ?? before), ...part }),
        })}
        {save.error && !isOnField && <Problem error={save.error} />}
        {isDirty && (
          <div className={styles.actions}>
            <Button
              onClick={() => {
                setValues(undefined);
                save.reset();
              }}
            >
              {words.cancel}
            </Button>
            <Button kind="primary" type="submit" pending={save.isPending}>
              {words.save}
            </Button>
          </div>
        )}
      </Card>
      <LeaveGuard when={isDirty} />
    </form>
  );
}
