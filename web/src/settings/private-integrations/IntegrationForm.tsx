import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { dateInputValue, dayOf, endOfDay } from '../../lib/time.ts';
import { LeaveGuard } from '../../shell/LeaveGuard.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Input, TextArea } from '../../ui/Input.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './IntegrationForm.module.css';
import { ScopePicker } from './ScopePicker.tsx';
import { useSaveKey } from '../../shell/use-save-key.ts';
import { words } from './words.ts';

export type Mode = 'documented' | 'observed' | null;
export type Values = {
  name: string;
  description: string;
  scopes: string[];
  compatibility: Mode;
  expiresAt: string | null;
};

type Props = {
  initial: Values;
  /** Asks before it is left once something was changed. */
  readOnly?: boolean;
  pending: boolean;
  isSaved: boolean;
  error: Error | null;
  cancel: ReactNode;
  onSave(values: Values): void;
};

const onFields = ['name', 'description', 'scopes', 'expiresAt', 'compatibility'];

export function IntegrationForm(props: Props) {
  const { initial, readOnly = false, pending, isSaved, error, cancel, onSave } = props;
  const [values, setValues] = useState(initial);
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<Values>): void => setValues({ ...values, ...part });
  const isDirty = JSON.stringify(values) !== JSON.stringify(initial);
  const fields = error instanceof ApiError ? error.fields : [];
  const problemOf = (field: string): string | undefined =>
    fields.find((each) => each.field.split('.')[0] === field)?.message;
  const lacksScope = isTried && values.scopes.length === 0 ? words.atLeastOne : undefined;
  const scopeProblem = lacksScope ?? problemOf('scopes');
  const save = (): void => {
    setTried(true);
    if (values.scopes.length > 0 && values.name.trim() !== '' && !pending) {
      onSave({ ...values, name: values.name.trim() });
    }
  };
  useSaveKey(!readOnly, save);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save();
  };
  const isElsewhere =
    error !== null && !fields.some(({ field }) => onFields.includes(field.split('.')[0] ?? ''));
  return (
    <form className={styles.form} onSubmit={submit}>
      <Card>
        <Input
          label={words.name}
          hint={words.nameHint}
          placeholder={words.namePlaceholder}
          required
          maxLength={200}
          autoComplete="off"
          readOnly={readOnly}
          value={values.name}
          error={problemOf('name')}
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextArea
          label={words.description}
          optional
          maxLength={2000}
          readOnly={readOnly}
          value={values.description}
          error={problemOf('description')}
          onChange={(event) => change({ description: event.target.value })}
        />
      </Card>
      <Card title={words.scopes} text={words.scopesText}>
        <ScopePicker
          value={values.scopes}
          readOnly={readOnly}
          onChange={(scopes) => change({ scopes })}
        />
        {scopeProblem !== undefined && <Problem error={new Error(scopeProblem)} />}
      </Card>
      <details className={styles.more}>
        <summary className={styles.summary}>{summaryOf(values)}</summary>
        <div className={styles.inside}>
          <Input
            label={words.expires}
            hint={words.expiresHint}
            type="date"
            readOnly={readOnly}
            value={values.expiresAt === null ? '' : dateInputValue(new Date(values.expiresAt))}
            error={problemOf('expiresAt')}
            onChange={({ target }) =>
              change({ expiresAt: target.value === '' ? null : endOfDay(target.value) })
            }
          />
          <Select
            label={words.compatibility}
            hint={words.compatibilityHint}
            readOnly={readOnly}
            value={values.compatibility ?? 'server'}
            error={problemOf('compatibility')}
            options={Object.entries(words.modes).map(([value, label]) => ({ value, label }))}
            onChange={(mode) =>
              change({ compatibility: mode === 'documented' || mode === 'observed' ? mode : null })
            }
          />
        </div>
      </details>
      {isElsewhere && <Problem error={error} />}
      {!readOnly && (
        <div className={styles.actions}>
          {cancel}
          <Button kind="primary" type="submit" pending={pending}>
            {words.save}
          </Button>
        </div>
      )}
      <LeaveGuard when={isDirty && !isSaved} />
    </form>
  );
}

function summaryOf({ expiresAt, compatibility }: Values): string {
  const expires = expiresAt === null ? words.never : dayOf(new Date(expiresAt));
  const mode = words.modes[compatibility ?? 'server'];
  return words.moreOf(expires, `${words.compatibility.toLowerCase()} ${mode.toLowerCase()}`);
}
