import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, lazy, useCallback, useEffect, useMemo, useRef } from 'react';
import {
  type ContactRow,
  type ContactSearch,
  contactQuery,
  contactsQuery,
  mostLoaded,
  searchBody,
} from '../api/contacts.ts';
import { apiBase } from '../lib/place.ts';
import { curlOf } from '../lib/curl.ts';
import { useCopyCommand } from '../shell/use-copy-command.tsx';
import { useLocationId, useMay } from '../shell/use-location.ts';
import { words as shellWords } from '../shell/words.ts';
import { ColumnPicker } from '../table/ColumnPicker.tsx';
import { placeColumns } from '../table/columns.ts';
import { Table } from '../table/Table.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/Copy.tsx';
import { ChartColumnIcon, PlusIcon, SearchIcon, UsersRoundIcon } from '../ui/generated/icons.tsx';
import { Empty, Failed, Skeleton } from '../ui/States.tsx';
import { AddContactDialog } from './AddContactDialog.tsx';
import { Arrived, useRowMarks } from './Arrived.tsx';
import { BulkBar } from './bulk/BulkBar.tsx';
import { RunBar } from './bulk/RunBar.tsx';
import { useBulk } from './bulk/use-bulk.ts';
import { useBulkOfAll } from './bulk/use-bulk-of-all.ts';
import { usePicked } from './bulk/use-picked.ts';
import { columnSorts, contactColumns, keyOfColumn, sortedColumn } from './columns.tsx';
import { words as chartWords } from './chart/words.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { ContactPanel } from './ContactPanel.tsx';
import styles from './ContactsPage.module.css';
import { shownName } from './fields.tsx';
import { FilterBar } from './filters/FilterBar.tsx';
import { filterFields } from './filters/filter-fields.ts';
import { SearchInput } from './SearchInput.tsx';
import { SmartLists } from './smart-lists/SmartLists.tsx';
import { useEdits } from './use-edits.ts';
import { useLists } from './use-lists.ts';
import { useColumns, useTypedQuery, useView } from './use-view.ts';
import { sortOf, withFilter, writeSort } from './view.ts';
import { words } from './words.ts';

const ContactChart = lazy(async () => ({
  default: (await import('./chart/ContactChart.tsx')).ContactChart,
}));
const noRows: readonly ContactRow[] = [];
const idOf = ({ id }: ContactRow): string => id;

export function ContactsPage() {
  const locationId = useLocationId();
  return <ContactsOf key={locationId} locationId={locationId} />;
}

function ContactsOf({ locationId }: { locationId: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayEdit = useMay('contacts.write');
  const state = useView(locationId);
  const { view, list, change, isReady } = state;
  const [text, type] = useTypedQuery(state);
  const { choices, changeColumn, resetColumns } = useColumns(state, locationId);
  const { lists, fields } = useLists(locationId);
  const edits = useEdits(locationId, fields);
  const bulk = useBulk(locationId);
  const ofAll = useBulkOfAll(locationId);
  const markOf = useRowMarks();
  const grid = useRef<HTMLDivElement>(null);

  const search: ContactSearch = {
    query: text.trim(),
    fuzzy: list?.query !== text.trim() || list.fuzzy,
    filters: view.f,
    sort: sortOf(view),
  };
  const found = useInfiniteQuery({ ...contactsQuery(locationId, search), enabled: isReady });
  const { data, error, isPlaceholderData, hasNextPage, isFetchNextPageError } = found;
  const { fetchNextPage, isFetching, refetch } = found;
  const rows = useMemo(() => data?.pages.flatMap(({ contacts }) => contacts) ?? noRows, [data]);
  const total = data?.pages[0]?.total ?? 0;
  const known = useMemo(() => contactColumns(fields, lists.users), [fields, lists.users]);
  const columns = useMemo(() => placeColumns(known, choices), [known, choices]);
  const filters = useMemo(() => filterFields(lists), [lists]);

  // A next page asked for while the list is read again would end that reading.
  const canLoad = hasNextPage && !isFetching && !isFetchNextPageError && !isPlaceholderData;
  const needMore = useCallback(() => {
    if (canLoad) void fetchNextPage();
  }, [canLoad, fetchNextPage]);

  const open = (contactId: string | undefined): void => {
    change({ open: contactId, add: undefined });
  };
  const openPage = (contactId: string): void =>
    void navigate({
      to: '/l/$location/contacts/$contact',
      params: { location: locationId, contact: contactId },
    });
  const focusGrid = (): void => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  const closePanel = (): void => {
    change({ open: undefined });
    requestAnimationFrame(focusGrid);
  };
  const isNarrowed = search.query !== '' || search.filters.length > 0;
  const clear = (): void => {
    type('');
    change({ q: '', f: [] });
  };
  const picked = usePicked(rows, total, search);
  const curl = curlOf('POST', `${apiBase}/contacts/search`, searchBody(locationId, search));

  useCopyCommand(curl);

  return (
    <div className={styles.page}>
      <title>{[list?.name, words.title, shellWords.app].filter(Boolean).join(' · ')}</title>
      <Head
        total={data && total}
        isStale={isPlaceholderData}
        curl={curl}
        onAdd={mayEdit ? () => change({ add: true }) : undefined}
      />
      <SmartLists locationId={locationId} state={state} mayEdit={mayEdit} />
      <div className={styles.tools}>
        <SearchInput text={text} onType={type} onDown={focusGrid} />
        <FilterBar
          fields={filters}
          filters={search.filters}
          onChange={(next) => change({ f: next })}
        />
        {data && !isPlaceholderData && (
          <Arrived
            locationId={locationId}
            search={search}
            isNarrowed={isNarrowed}
            isEmpty={rows.length === 0}
            onShow={() => grid.current?.querySelector('[role=grid]')?.scrollTo({ top: 0 })}
          />
        )}
        <span className={styles.columns}>
          <Button
            icon={<ChartColumnIcon />}
            aria-pressed={view.chart === true}
            onClick={() => change({ chart: view.chart ? undefined : true })}
          >
            {chartWords.chart}
          </Button>
          <ColumnPicker
            known={known}
            shown={columns}
            onChange={changeColumn}
            onReset={resetColumns}
          />
        </span>
      </div>
      {view.chart && (
        <Suspense>
          <ContactChart
            locationId={locationId}
            search={search}
            onFilter={(filter) => change({ f: withFilter(search.filters, filter) })}
          />
        </Suspense>
      )}
      <div className={styles.main}>
        <div ref={grid} className={styles.list}>
          {error && !data ? (
            <div className={styles.nothing}>
              <Failed error={error} onRetry={() => void refetch()} />
            </div>
          ) : !data ? (
            <Skeleton rows={skeletonRows} label={words.loading} />
          ) : total === 0 && rows.length === 0 && !isPlaceholderData ? (
            <Nothing
              isNarrowed={isNarrowed}
              curl={curl}
              onAdd={mayEdit ? () => change({ add: true }) : undefined}
              onClear={clear}
            />
          ) : (
            <Table
              label={words.table}
              rows={rows}
              total={total}
              idOf={idOf}
              nameOf={shownName}
              markOf={markOf}
              columns={columns}
              sorting={{ id: sortedColumn(search.sort), direction: search.sort.direction }}
              onSort={({ id, direction }) =>
                change({ sort: writeSort({ field: columnSorts[id]?.field ?? id, direction }) })
              }
              onColumns={changeColumn}
              onNeedMore={needMore}
              isStale={isPlaceholderData}
              openId={view.open}
              onOpen={({ id }) => open(id)}
              onOpenPage={({ id }) => openPage(id)}
              onCloseOpen={closePanel}
              onNear={({ id }) => void client.prefetchQuery(contactQuery(locationId, id))}
              selection={mayEdit ? { selected: picked.ids, onSelect: picked.pick } : undefined}
              edit={
                mayEdit
                  ? {
                      onStart: ({ id }) => edits.start(id),
                      onCommit: (row, id, value) => edits.save(row, keyOfColumn(id), value),
                    }
                  : undefined
              }
            />
          )}
          {mayEdit && <RunBar locationId={locationId} onGone={focusGrid} />}
          {data && rows.length > 0 && (
            <footer className={styles.foot}>
              {picked.rows.length > 0 ? (
                <BulkBar
                  picked={picked}
                  matching={total > rows.length && !isPlaceholderData ? total : undefined}
                  tags={lists.tags}
                  bulk={bulk}
                  ofAll={ofAll}
                />
              ) : (
                <Loaded
                  rows={rows.length}
                  total={total}
                  hasFailed={isFetchNextPageError}
                  onRetry={() => void fetchNextPage()}
                />
              )}
            </footer>
          )}
        </div>
        {view.open !== undefined && (
          <ContactPanel
            key={view.open}
            locationId={locationId}
            contactId={view.open}
            fields={fields}
            edits={edits}
            bulk={bulk}
            mayEdit={mayEdit}
            onClose={closePanel}
          />
        )}
      </div>
      <ConflictDialog edits={edits} fields={fields} />
      {view.add && mayEdit && (
        <AddContactDialog
          locationId={locationId}
          tags={lists.tags}
          onOpen={open}
          onClose={() => change({ add: undefined })}
        />
      )}
    </div>
  );
}

const skeletonRows = Array.from({ length: 12 }, () => 2.25);

type HeadProps = {
  total: number | undefined;
  isStale: boolean;
  curl: string;
  onAdd: (() => void) | undefined;
};

function Head({ total, isStale, curl, onAdd }: HeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className={styles.head}>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {words.title}
      </h1>
      <span role="status" className={styles.total}>
        {total !== undefined && !isStale ? words.found(total) : ''}
      </span>
      <span className={styles.actions}>
        <CopyButton text={curl} label={words.copyCurl} />
        {onAdd && (
          <Button kind="primary" icon={<PlusIcon />} onClick={onAdd}>
            {words.add}
          </Button>
        )}
      </span>
    </header>
  );
}

type LoadedProps = { rows: number; total: number; hasFailed: boolean; onRetry(): void };

function Loaded({ rows, total, hasFailed, onRetry }: LoadedProps) {
  if (hasFailed) {
    return (
      <span className={styles.loaded}>
        {words.moreFailed}{' '}
        <Button kind="ghost" onClick={onRetry}>
          {words.tryAgain}
        </Button>
      </span>
    );
  }
  return (
    <>
      <span className={styles.loaded}>
        {rows >= mostLoaded ? words.most : words.loaded(rows, total)}
      </span>
      <span className={styles.keys}>{words.keys}</span>
    </>
  );
}

type NothingProps = {
  isNarrowed: boolean;
  curl: string;
  onAdd: (() => void) | undefined;
  onClear(): void;
};

function Nothing({ isNarrowed, curl, onAdd, onClear }: NothingProps) {
  return (
    <div className={styles.nothing}>
      {isNarrowed ? (
        <Empty icon={<SearchIcon size={20} />} title={words.noMatchTitle} text={words.noMatchText}>
          <Button onClick={onClear}>{words.clearFilters}</Button>
        </Empty>
      ) : (
        <Empty icon={<UsersRoundIcon size={20} />} title={words.emptyTitle} text={words.emptyText}>
          <span className={styles.actions}>
            {onAdd && (
              <Button icon={<PlusIcon />} onClick={onAdd}>
                {words.add}
              </Button>
            )}
            <CopyButton text={curl} label={words.copyCurl} />
          </span>
        </Empty>
      )}
    </div>
  );
}
