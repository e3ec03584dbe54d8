import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Contact } from '../../api/contacts.ts';
import type { User } from '../../api/location-lists.ts';
import { type Task, taskActions, tasksQuery } from '../../api/tasks.ts';
import { dateInputValue, dayOf, endOfDay } from '../../lib/time.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choice.tsx';
import { ListTodoIcon, Trash2Icon } from '../../ui/generated/icons.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { Empty } from '../../ui/States.tsx';
import { StatusTag } from '../../ui/Tag.tsx';
import { userOptions } from '../fields.tsx';
import styles from './Tasks.module.css';
import { Paged } from './Paged.tsx';
import { useChange } from '../../shell/use-change.ts';
import { words } from './words.ts';

type Props = {
  locationId: string;
  contact: Contact;
  users: readonly User[];
  mayEdit: boolean;
  /** More than before: a task is to be added now. */
  asked: number;
};

export function Tasks({ locationId, contact, users, mayEdit, asked }: Props) {
  const of = [locationId, contact.id] as const;
  const query = useInfiniteQuery(tasksQuery(...of));
  const change = useChange(...of);
  const actions = taskActions(...of);
  const tasks = query.data?.pages.flatMap((page) => page.tasks) ?? [];
  return (
    <div className={styles.tasks}>
      {mayEdit && (
        <NewTask
          users={users}
          asked={asked}
          onAdd={(values) =>
            change({
              said: words.taskAdded(values.title),
              act: () => actions.create(values),
              takeBack: ({ id }) => actions.remove(id),
            })
          }
        />
      )}
      <Paged
        query={query}
        isEmpty={tasks.length === 0}
        empty={
          <Empty
            icon={<ListTodoIcon size={20} />}
            title={words.noTasksTitle}
            text={words.noTasksText}
          />
        }
      >
        <ul aria-label={words.tasks}>
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              assignee={users.find(({ id }) => id === task.assignedTo)?.name}
              mayEdit={mayEdit}
              onDone={(completed) =>
                void change({
                  said: (completed ? words.taskDone : words.taskOpen)(task.title),
                  act: () => actions.change(task.id, { completed }),
                  takeBack: () => actions.change(task.id, { completed: !completed }),
                })
              }
              onRemove={() =>
                void change({
                  said: words.taskDeleted,
                  act: () => actions.remove(task.id),
                  takeBack: () => actions.create(valuesOf(task)),
                })
              }
            />
          ))}
        </ul>
      </Paged>
    </div>
  );
}

const valuesOf = ({ title, dueDate, body, assignedTo, completed }: Task) => ({
  title,
  dueDate,
  completed,
  ...(body !== undefined && { body }),
  ...(assignedTo !== undefined && { assignedTo }),
});

type RowProps = {
  task: Task;
  assignee: string | undefined;
  mayEdit: boolean;
  onDone(completed: boolean): void;
  onRemove(): void;
};

function TaskRow({ task, assignee, mayEdit, onDone, onRemove }: RowProps) {
  const isOverdue = !task.completed && Date.parse(task.dueDate) < Date.now();
  return (
    <li className={styles.task} data-done={task.completed || undefined}>
      <Checkbox
        label={<bdi className={styles.title}>{task.title}</bdi>}
        description={task.body}
        checked={task.completed}
        readOnly={!mayEdit}
        onChange={onDone}
      />
      <span className={styles.meta}>
        {isOverdue && <StatusTag tone="warn">{words.overdue}</StatusTag>}
        <time dateTime={task.dueDate}>{dayOf(new Date(task.dueDate))}</time>
        {assignee !== undefined && <bdi>{assignee}</bdi>}
        {mayEdit && (
          <IconButton label={words.ofNote(words.remove, task.title)} onClick={onRemove}>
            <Trash2Icon />
          </IconButton>
        )}
      </span>
    </li>
  );
}

const dayMs = 86_400_000;
const days = [
  { label: words.today, after: 0 },
  { label: words.tomorrow, after: 1 },
  { label: words.nextWeek, after: 7 },
] as const;
const inDays = (after: number): string => dateInputValue(new Date(Date.now() + after * dayMs));

type NewProps = {
  users: readonly User[];
  asked: number;
  onAdd(values: {
    title: string;
    dueDate: string;
    assignedTo?: string;
  }): Promise<Error | undefined>;
};

function NewTask({ users, asked, onAdd }: NewProps) {
  const [title, setTitle] = useState('');
  const [due, setDue] = useState(() => inDays(1));
  const [assignedTo, setAssignedTo] = useState('');
  const [isPending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (asked > 0) form.current?.querySelector('input')?.focus();
  }, [asked]);
  const add = async (): Promise<void> => {
    setPending(true);
    const values = { title: title.trim(), dueDate: endOfDay(due) };
    if (!(await onAdd({ ...values, ...(assignedTo !== '' && { assignedTo }) }))) setTitle('');
    setPending(false);
  };
  return (
    <form
      ref={form}
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Input
        label={words.title}
        value={title}
        required
        maxLength={500}
        onChange={({ target }) => setTitle(target.value)}
      />
      <div className={styles.row}>
        <Input
          label={words.due}
          type="date"
          value={due}
          required
          onChange={({ target }) => setDue(target.value)}
        />
        <span className={styles.days}>
          {days.map(({ label, after }) => (
            <Button key={label} kind="ghost" onClick={() => setDue(inDays(after))}>
              {label}
            </Button>
          ))}
        </span>
        <Select
          label={words.assignee}
          value={assignedTo}
          options={[{ value: '', label: words.nobody }, ...userOptions(users)]}
          onChange={setAssignedTo}
        />
        <Button type="submit" pending={isPending}>
          {words.addTask}
        </Button>
      </div>
    </form>
  );
}
