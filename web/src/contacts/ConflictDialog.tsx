import { useId, useState } from 'react';
import { type Change, type FieldKey, keysOf } from '../api/contact-values.ts';
import { relativeTime } from '../lib/time.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Problem } from '../ui/Problem.tsx';
import styles from './ConflictDialog.module.css';
import { type ContactField, shownName } from './fields.tsx';
import type { Edits } from './use-edits.ts';
import { words } from './words.ts';

type Props = { edits: Edits; fields: readonly ContactField[] };

/** Both sides beside each other, one choice a field. */
export function ConflictDialog({ edits, fields }: Props) {
  const { conflict } = edits;
  if (!conflict) return null;
  const key = conflict.theirs.etag;
  return <Resolving key={key} edits={edits} conflict={conflict} fields={fields} />;
}

type Side = 'yours' | 'theirs';
type ResolvingProps = Props & { conflict: NonNullable<Edits['conflict']> };

function Resolving({ edits, conflict, fields }: ResolvingProps) {
  const { contact } = conflict.theirs;
  const [chosen, setChosen] = useState<Readonly<Partial<Record<FieldKey, Side>>>>({});
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  const id = useId();
  const sideOf = (key: FieldKey): Side => chosen[key] ?? 'yours';

  const save = async (): Promise<void> => {
    setPending(true);
    const inConflict = new Map(conflict.fields.map((each) => [each.key, each]));
    const kept = keysOf(conflict.change).filter(
      (key) => !inConflict.has(key) || sideOf(key) === 'yours',
    );
    const change: Change = Object.fromEntries(kept.map((key) => [key, conflict.change[key]]));
    setError(await edits.resolve(change));
    setPending(false);
  };
  return (
    <Dialog
      open
      title={words.conflictTitle(shownName(contact))}
      description={words.conflictText(...byWhom(contact))}
      onClose={edits.keepTheirs}
    >
      <table className={styles.sides}>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.yours}</th>
            <th scope="col">{words.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.fields.map(({ key, yours, theirs }) => {
            const field = fields.find((each) => each.key === key);
            const label = field?.label ?? key;
            const side = (name: Side, value: unknown) => (
              <td>
                <label className={styles.side}>
                  <input
                    type="radio"
                    name={`${id}-${key}`}
                    checked={sideOf(key) === name}
                    onChange={() => setChosen({ ...chosen, [key]: name })}
                  />
                  <bdi>{field?.text(value) || words.empty}</bdi>
                  <span className="visually-hidden">
                    {' '}
                    {words[name]}, {label}
                  </span>
                </label>
              </td>
            );
            return (
              <tr key={key}>
                <th scope="row">{label}</th>
                {side('yours', yours)}
                {side('theirs', theirs)}
              </tr>
            );
          })}
        </tbody>
      </table>
      {error && <Problem error={error} />}
      <DialogActions>
        <Button onClick={edits.keepTheirs}>{words.keepTheirs}</Button>
        <Button kind="primary" pending={isPending} onClick={() => void save()}>
          {words.save}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Who changed it last, and when. */
function byWhom(contact: {
  lastUpdatedBy?: Record<string, unknown>;
  dateUpdated: string;
}): [string, string] {
  const name = contact.lastUpdatedBy?.['sourceName'];
  const who = typeof name === 'string' && name !== '' ? name : words.somebody;
  return [who, relativeTime(new Date(contact.dateUpdated), new Date())];
}
