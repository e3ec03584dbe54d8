import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, lazy, useEffect, useReducer, useRef, useState } from 'react';
import {
  type FoundTask,
  type TaskSearch,
  type TaskView,
  foundTasksQuery,
  taskCountsQuery,
  taskSearchCurl,
  taskViews,
} from '../api/tasks.ts';
import { usersQuery } from '../api/users.ts';
import { count } from '../lib/count.ts';
import { useCommands } from '../shell/commands.ts';
import { useCopyCommand } from '../shell/use-copy-command.tsx';
import { useLocationId, useMay, useSession } from '../shell/use-location.ts';
import { words as shellWords } from '../shell/words.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/Copy.tsx';
import { ListTodoIcon, PlusIcon, SearchIcon } from '../ui/generated/icons.tsx';
import { NoMatch } from '../ui/FindBar.tsx';
import { SearchInput } from '../ui/SearchInput.tsx';
import { Select } from '../ui/Select.tsx';
import { Empty, Failed, Skeleton } from '../ui/States.tsx';
import { TaskList } from './TaskList.tsx';
import styles from './TasksPage.module.css';
import { words } from './words.ts';

const TaskDialog = lazy(async () => ({ default: (await import('./TaskDialog.tsx')).TaskDialog }));
const none: readonly never[] = [];
const skeletonRows = Array.from({ length: 8 }, () => 2.75);
const minuteMs = 60_000;

/** The tasks of all contacts, by when they are due. */
export function TasksPage() {
  const locationId = useLocationId();
  const { user } = useSession();
  const mayEdit = useMay('contacts.write');
  const { view = 'open', who = '', q = '' } = useSearch({ from: '/l/$location/tasks' });
  const navigate = useNavigate({ from: '/l/$location/tasks' });
  const [text, setText] = useState(q);
  const [dialog, setDialog] = useState<'add' | FoundTask>();
  const heading = useRef<HTMLHeadingElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const now = useNow();
  const { data: users = none } = useQuery(usersQuery(locationId, user.role === 'owner'));
  const assignedTo = who === 'me' ? user.id : who;
  const search: TaskSearch = { view, assignedTo, query: text.trim() };
  const found = useInfiniteQuery(foundTasksQuery(locationId, search));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = found;
  const { data: counts } = useQuery(
    taskCountsQuery(locationId, { assignedTo, query: search.query }),
  );
  const tasks = data?.pages.flatMap((page) => page.tasks) ?? none;
  const total = data?.pages.at(-1)?.meta.total ?? 0;
  const isNarrowed = assignedTo !== '' || search.query !== '';
  const curl = taskSearchCurl(locationId, search);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => setText(q), [q]);
  useCopyCommand(curl);
  useCommands([
    {
      group: 'actions',
      label: words.searchKey,
      icon: <SearchIcon />,
      keys: '/',
      run: () => tools.current?.querySelector('input')?.focus(),
    },
  ]);
  useCommands(
    [
      {
        group: 'actions',
        label: words.add,
        icon: <ListTodoIcon />,
        keys: 't',
        run: () => setDialog('add'),
      },
    ],
    mayEdit,
  );
  const type = (next: string): void => {
    setText(next);
    void navigate({
      to: '.',
      search: (held) => ({ ...held, q: next.trim() || undefined }),
      replace: true,
      resetScroll: false,
    });
  };
  const choose = (next: string): void => {
    void navigate({ to: '.', search: (held) => ({ ...held, who: next || undefined }) });
  };
  const clear = (): void => {
    setText('');
    void navigate({ to: '.', search: (held) => ({ view: held.view }) });
  };
  const add = mayEdit ? () => setDialog('add') : undefined;
  return (
    <div className={styles.page}>
      <title>{`${words.title} · ${shellWords.app}`}</title>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {words.title}
        </h1>
        <span role="status" className={styles.total}>
          {data && !found.isPlaceholderData ? words.found(total) : ''}
        </span>
        <span className={styles.actions}>
          <CopyButton text={curl} label={words.copyCurl} />
          {add && (
            <Button kind="primary" icon={<PlusIcon />} onClick={add}>
              {words.add}
            </Button>
          )}
        </span>
      </header>
      {!mayEdit && <p className={styles.readOnly}>{words.readOnly}</p>}
      <Views shown={view} counts={counts} />
      <div ref={tools} className={styles.tools}>
        <SearchInput label={words.search} value={text} onChange={type} />
        <Select
          label={words.who}
          value={who}
          options={[
            { value: '', label: words.anybody },
            { value: 'me', label: words.me },
            ...users
              .filter(({ id }) => id !== user.id)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={choose}
        />
      </div>
      <div>
        {error && !data ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton rows={skeletonRows} label={words.loading} />
        ) : tasks.length > 0 ? (
          <TaskList
            locationId={locationId}
            tasks={tasks}
            areDone={view === 'done'}
            isStale={found.isPlaceholderData}
            users={users}
            mayEdit={mayEdit}
            now={now}
            onEdit={setDialog}
            onEmptied={() => heading.current?.focus()}
          />
        ) : isNarrowed ? (
          <NoMatch
            title={words.noMatchTitle}
            text={words.noMatchText}
            clear={words.clear}
            onClear={clear}
          />
        ) : (
          <Empty icon={<ListTodoIcon size={20} />} {...words.empty[view]}>
            {add && view !== 'done' && (
              <Button icon={<PlusIcon />} onClick={add}>
                {words.add}
              </Button>
            )}
          </Empty>
        )}
      </div>
      {data && tasks.length > 0 && (
        <footer className={styles.foot}>
          {hasNextPage && (
            <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {words.more}
            </Button>
          )}
          <span>{words.loaded(tasks.length, total)}</span>
          <span className={styles.keys}>{words.keys}</span>
        </footer>
      )}
      <Suspense>
        {dialog && (
          <TaskDialog
            locationId={locationId}
            task={dialog === 'add' ? undefined : dialog}
            assignedTo={dialog === 'add' ? assignedTo : (dialog.assignedTo ?? '')}
            users={users}
            onClose={() => setDialog(undefined)}
          />
        )}
      </Suspense>
    </div>
  );
}

type ViewsProps = { shown: TaskView; counts: ReadonlyMap<TaskView, number> | undefined };

function Views({ shown, counts }: ViewsProps) {
  return (
    <nav aria-label={words.views} className={styles.views}>
      {taskViews.map((view) => (
        <Link
          key={view}
          from="/l/$location/tasks"
          to="."
          search={(held) => ({ ...held, view: view === 'open' ? undefined : view })}
          activeOptions={{ exact: true }}
          aria-current={view === shown ? 'page' : undefined}
          resetScroll={false}
          className={styles.view}
        >
          {words.view[view]}
          {counts?.has(view) && (
            <span className={styles.count} data-warn={view === 'overdue' || undefined}>
              <span className="visually-hidden">{words.counted(counts.get(view) ?? 0)}</span>
              <span aria-hidden>{count(counts.get(view) ?? 0)}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}

/** The moment, minute by minute. */
function useNow(): Date {
  const [now, tick] = useReducer(
    () => new Date(),
    undefined,
    () => new Date(),
  );
  useEffect(() => {
    const timer = window.setInterval(tick, minuteMs);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
