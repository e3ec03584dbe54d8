import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { nameOf } from '../api/contact-values.ts';
import { foundContactsQuery } from '../api/contacts.ts';
import { type FoundTask, type TaskValues, taskActions } from '../api/tasks.ts';
import type { User } from '../api/users.ts';
import { atTime, dateInputValue, timeInputValue } from '../lib/time.ts';
import { useChange } from '../shell/use-change.ts';
import { Button } from '../ui/Button.tsx';
import { Combobox, type Option } from '../ui/Combobox.tsx';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Input, TextArea } from '../ui/Input.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './TaskDialog.module.css';
import { shortTitle } from './short-title.ts';
import { words } from './words.ts';

type Props = {
  locationId: string;
  /** Undefined for a new one. */
  task: FoundTask | undefined;
  assignedTo: string;
  users: readonly User[];
  onClose(): void;
};

const inDays = (after: number): string => {
  const day = new Date();
  day.setDate(day.getDate() + after);
  return dateInputValue(day);
};
const days = [
  { label: words.today, after: 0 },
  { label: words.tomorrow, after: 1 },
  { label: words.nextWeek, after: 7 },
] as const;

/** A task of a contact that is chosen here, or the values of one that is there. */
export function TaskDialog({ locationId, task, assignedTo, users, onClose }: Props) {
  const due = task && new Date(task.dueDate);
  const [contact, setContact] = useState<Option>();
  const [title, setTitle] = useState(task?.title ?? '');
  const [day, setDay] = useState(due ? dateInputValue(due) : inDays(1));
  const [time, setTime] = useState(due ? timeInputValue(due) : '');
  const [who, setWho] = useState(assignedTo);
  const [notes, setNotes] = useState(task?.body ?? '');
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const form = useId();
  const contactId = task?.contactId ?? contact?.value ?? '';
  const change = useChange(locationId, contactId);
  const wrong = {
    contact: contactId === '' ? words.needsContact : undefined,
    title: title.trim() === '' ? words.needsTitle : undefined,
    dueDate: day === '' ? words.needsDay : undefined,
  };
  const errorOf = (field: keyof typeof wrong): string | undefined =>
    isTried ? (wrong[field] ?? fieldError(refused, field)) : undefined;
  const save = async (): Promise<void> => {
    setTried(true);
    setRefused(undefined);
    if (Object.values(wrong).some((each) => each !== undefined) || isPending) return;
    setPending(true);
    const values = {
      title: title.trim(),
      dueDate: atTime(day, time),
      assignedTo: who,
      body: notes,
    };
    const actions = taskActions(locationId, contactId);
    const said = shortTitle(values.title);
    const problem = task
      ? await change({
          said: words.changed(said),
          act: () => actions.change(task.id, changesOf(task, values)),
          takeBack: () => actions.change(task.id, sentOf(task)),
        })
      : await change({
          said: words.added(said),
          act: () => actions.create(values),
          takeBack: ({ id }) => actions.remove(id),
        });
    setPending(false);
    setRefused(problem);
    if (!problem) onClose();
  };
  return (
    <Dialog open title={task ? words.editTitle : words.add} onClose={onClose}>
      <form
        id={form}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {!task && (
          <ContactPicker
            locationId={locationId}
            chosen={contact}
            error={errorOf('contact')}
            onChoose={setContact}
          />
        )}
        <Input
          label={words.taskTitle}
          value={title}
          required
          maxLength={1000}
          autoComplete="off"
          error={errorOf('title')}
          onChange={({ target }) => setTitle(target.value)}
        />
        <div className={styles.when}>
          <Input
            label={words.day}
            type="date"
            value={day}
            required
            error={errorOf('dueDate')}
            onChange={({ target }) => setDay(target.value)}
          />
          <Input
            label={words.time}
            type="time"
            optional
            value={time}
            onChange={({ target }) => setTime(target.value)}
          />
          <span className={styles.days}>
            {days.map(({ label, after }) => (
              <Button key={label} kind="ghost" onClick={() => setDay(inDays(after))}>
                {label}
              </Button>
            ))}
          </span>
          <p className={styles.hint}>{words.timeHint}</p>
        </div>
        <Select
          label={words.who}
          value={who}
          options={[
            { value: '', label: words.nobody },
            ...users.map(({ id, name }) => ({ value: id, label: name })),
            ...(isKnown(users, who) ? [] : [{ value: who, label: words.formerUser }]),
          ]}
          onChange={setWho}
        />
        <TextArea
          label={words.notes}
          optional
          value={notes}
          maxLength={65_536}
          onChange={({ target }) => setNotes(target.value)}
        />
      </form>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="primary" type="submit" form={form} pending={isPending}>
          {task ? words.save : words.add}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const isKnown = (users: readonly User[], who: string): boolean =>
  who === '' || users.some(({ id }) => id === who);

function fieldError(error: Error | undefined, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.fields.find((each) => each.field === field)?.message;
}

type Values = { title: string; dueDate: string; assignedTo: string; body: string };

/** All that can be edited here, as it is written; blank is not set. */
function sentOf({ title, dueDate, assignedTo = '', body = '' }: FoundTask): Values {
  return { title, dueDate, assignedTo, body };
}

/** Only what is otherwise: what others change meanwhile stays. A due date is kept to the second if its minute is. */
function changesOf(task: FoundTask, values: Values): Partial<TaskValues> {
  const before = sentOf(task);
  const isSameDue = values.dueDate.slice(0, 16) === before.dueDate.slice(0, 16);
  const after = isSameDue ? { ...values, dueDate: before.dueDate } : values;
  const names = ['title', 'dueDate', 'assignedTo', 'body'] as const;
  const changed = names.filter((name) => after[name] !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

type PickerProps = {
  locationId: string;
  chosen: Option | undefined;
  error: string | undefined;
  onChoose(contact: Option): void;
};

/** Found as the command menu finds them. */
function ContactPicker({ locationId, chosen, error, onChoose }: PickerProps) {
  const [text, setText] = useState('');
  const { data = [] } = useQuery({
    ...foundContactsQuery(locationId, text.trim()),
    placeholderData: keepPreviousData,
  });
  const options = data.map((contact) => {
    const name = nameOf({ ...absent, ...contact }) ?? words.noName;
    const { email } = contact;
    return { value: contact.id, label: email && email !== name ? `${name} · ${email}` : name };
  });
  return (
    <Combobox
      label={words.contact}
      error={error}
      options={options}
      value={chosen?.value ?? ''}
      placeholder={words.chooseContact}
      searchText={words.findContact}
      emptyText={words.noContact}
      found={{ onType: setText, chosen }}
      onChange={(value) => {
        const option = options.find((each) => each.value === value);
        if (option) onChoose(option);
      }}
    />
  );
}

const absent = { firstName: null, lastName: null, companyName: null, email: null, phone: null };
