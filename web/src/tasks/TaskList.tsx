import { type KeyboardEvent, useEffectEvent, useId, useLayoutEffect, useRef } from 'react';
import type { FoundTask } from '../api/tasks.ts';
import type { User } from '../api/users.ts';
import { type DueGroup, type DueTasks, groupsOf } from './due.ts';
import styles from './TaskList.module.css';
import { TaskRow } from './TaskRow.tsx';
import { words } from './words.ts';

type Props = {
  locationId: string;
  tasks: readonly FoundTask[];
  areDone: boolean;
  /** Of another search: those of this one come. */
  isStale: boolean;
  users: readonly User[];
  mayEdit: boolean;
  now: Date;
  onEdit(task: FoundTask): void;
  /** The last one that had the focus went. */
  onEmptied(): void;
};

/** Under the day that they are due; a row that goes hands the focus to the one after it. */
export function TaskList(props: Props) {
  const { tasks, areDone, isStale, now, onEmptied } = props;
  const list = useRef<HTMLDivElement>(null);
  const going = useRef<{ id: string; at: number }>(undefined);
  const handOn = useEffectEvent(() => {
    const gone = going.current;
    if (!gone || tasks.some(({ id }) => id === gone.id)) return;
    going.current = undefined;
    if (document.activeElement !== document.body) return;
    const rows = rowsIn(list.current);
    focusIn(rows[Math.min(gone.at, rows.length - 1)], '[role=checkbox]');
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown has changed
  useLayoutEffect(() => handOn(), [tasks]);
  const leave = useEffectEvent(() => {
    if (going.current && document.activeElement === document.body) onEmptied();
  });
  useLayoutEffect(() => () => leave(), []);
  const go = (id: string): void => {
    going.current = { id, at: tasks.findIndex((task) => task.id === id) };
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows lead from row to row, whose controls take the other keys
    <div
      ref={list}
      className={styles.list}
      aria-busy={isStale || undefined}
      data-stale={isStale || undefined}
      onKeyDown={moveByArrows}
    >
      {groupsOf(tasks, now, areDone).map((group) => (
        <Group key={group.group} {...props} {...group} onGoing={go} />
      ))}
    </div>
  );
}

type GroupProps = DueTasks & Props & { onGoing(taskId: string): void };

function Group({ group, tasks, locationId, users, mayEdit, now, onEdit, onGoing }: GroupProps) {
  const id = useId();
  const nameOf = (userId: string | undefined): string | undefined => {
    if (userId === undefined) return undefined;
    return users.find((user) => user.id === userId)?.name ?? words.formerUser;
  };
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.heading} data-warn={isWarned(group)}>
        {words.groups[group]}
      </h2>
      <ul>
        {tasks.map((task) => (
          <TaskRow
            key={task.id}
            locationId={locationId}
            task={task}
            assignee={nameOf(task.assignedTo)}
            mayEdit={mayEdit}
            now={now}
            onEdit={() => onEdit(task)}
            onGoing={() => onGoing(task.id)}
          />
        ))}
      </ul>
    </section>
  );
}

const isWarned = (group: DueGroup): true | undefined => group === 'overdue' || undefined;

const rowsIn = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[data-task]') ?? []),
];

function focusIn(row: HTMLElement | undefined, selector: string): void {
  row?.querySelector<HTMLElement>(selector)?.focus();
}

/** To the same control of the row above or below. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const { target } = event;
  if (step === undefined || !(target instanceof HTMLElement)) return;
  const row = target.closest<HTMLElement>('[data-task]');
  const part = target.closest<HTMLElement>('[data-part]')?.dataset['part'];
  if (!row || part === undefined) return;
  event.preventDefault();
  const rows = rowsIn(event.currentTarget);
  const next = rows[rows.indexOf(row) + step];
  const inPart = `[data-part="${part}"]`;
  focusIn(next, `${inPart} [role=checkbox], button${inPart}, a${inPart}`);
}
