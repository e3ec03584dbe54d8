import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { nameOf } from '../api/contact-values.ts';
import { type FoundTask, type TaskValues, showTask, taskActions } from '../api/tasks.ts';
import { exactTime } from '../lib/time.ts';
import { useChange } from '../shell/use-change.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Choice.tsx';
import { Trash2Icon } from '../ui/generated/icons.tsx';
import { StatusTag } from '../ui/Tag.tsx';
import { dueText, isOverdue } from './due.ts';
import styles from './TaskList.module.css';
import { shortTitle } from './short-title.ts';
import { words } from './words.ts';

type Props = {
  locationId: string;
  task: FoundTask;
  assignee: string | undefined;
  mayEdit: boolean;
  now: Date;
  onEdit(): void;
  /** It may leave the list now. */
  onGoing(): void;
};

export function TaskRow({ locationId, task, assignee, mayEdit, now, onEdit, onGoing }: Props) {
  const client = useQueryClient();
  const { id, title, body, contactId, completed, dueDate, contactDetails } = task;
  const change = useChange(locationId, contactId);
  const actions = taskActions(locationId, contactId);
  const short = shortTitle(title);
  const complete = async (isDone: boolean): Promise<void> => {
    onGoing();
    const takeBack = showTask(client, locationId, id, { completed: isDone });
    const problem = await change({
      said: (isDone ? words.done : words.open)(short),
      act: () => actions.change(id, { completed: isDone }),
      takeBack: () => actions.change(id, { completed: !isDone }),
    });
    if (problem) takeBack();
  };
  const remove = (): void => {
    onGoing();
    void change({
      said: words.removed(short),
      act: () => actions.remove(id),
      takeBack: () => actions.create(valuesOf(task)),
    });
  };
  return (
    <li data-task={id} data-done={completed || undefined} className={styles.row}>
      <span data-part="done" className={styles.tick}>
        <Checkbox
          label={<span className="visually-hidden">{words.complete(short)}</span>}
          checked={completed}
          readOnly={!mayEdit}
          onChange={(isDone) => void complete(isDone)}
        />
      </span>
      <div className={styles.words}>
        {mayEdit ? (
          <button
            type="button"
            data-part="title"
            aria-haspopup="dialog"
            title={title}
            className={styles.title}
            onClick={onEdit}
          >
            <bdi>{title}</bdi>
          </button>
        ) : (
          <bdi className={styles.title} title={title}>
            {title}
          </bdi>
        )}
        {body !== undefined && (
          <p className={styles.notes} dir="auto">
            {body}
          </p>
        )}
      </div>
      <Link
        to="/l/$location/contacts/$contact"
        params={{ location: locationId, contact: contactId }}
        search={{ tab: 'tasks' }}
        data-part="contact"
        className={styles.contact}
      >
        <bdi>{contactName(contactDetails) ?? words.noName}</bdi>
      </Link>
      <span className={styles.due}>
        {isOverdue(task, now) && <StatusTag tone="warn">{words.overdue}</StatusTag>}
        <time dateTime={dueDate} title={exactTime(new Date(dueDate))}>
          {dueText(task, now)}
        </time>
      </span>
      <span className={styles.assignee}>
        {assignee !== undefined && (
          <>
            <Avatar id={task.assignedTo ?? ''} name={assignee} />
            <span className="visually-hidden">{words.who}</span>
            <bdi className={styles.name}>{assignee}</bdi>
          </>
        )}
      </span>
      {mayEdit && (
        <span className={styles.remove}>
          <IconButton data-part="remove" label={words.remove(short)} onClick={remove}>
            <Trash2Icon />
          </IconButton>
        </span>
      )}
    </li>
  );
}

const absent = { firstName: null, lastName: null, companyName: null, email: null, phone: null };
const contactName = (details: FoundTask['contactDetails']): string | undefined =>
  nameOf({ ...absent, ...details });

function valuesOf({ title, dueDate, body, assignedTo, completed }: FoundTask): TaskValues {
  return {
    title,
    dueDate,
    completed,
    ...(body !== undefined && { body }),
    ...(assignedTo !== undefined && { assignedTo }),
  };
}
