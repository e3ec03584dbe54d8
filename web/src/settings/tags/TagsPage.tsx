import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { type CountedTags, countedTagsCurl, countedTagsQuery } from '../../api/tags.ts';
import { Page } from '../../shell/Page.tsx';
import { useLocationId, useMay } from '../../shell/use-location.ts';
import { Button } from '../../ui/Button.tsx';
import { PlusIcon, TagIcon } from '../../ui/generated/icons.tsx';
import { HeadCell, PlainTable } from '../../ui/PlainTable.tsx';
import { FindBar, NoMatch } from '../../ui/FindBar.tsx';
import { Empty, Failed, Skeleton } from '../../ui/States.tsx';
import { CreateTagDialog } from './CreateTagDialog.tsx';
import { TagRow } from './TagRow.tsx';
import { words } from './words.ts';

export function TagsPage() {
  const locationId = useLocationId();
  const mayWrite = useMay('locations/tags.write');
  const [isCreating, setCreating] = useState(false);
  const { data, error, refetch } = useQuery(countedTagsQuery(locationId));
  const create = mayWrite && (
    <Button kind="primary" icon={<PlusIcon />} onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  );
  return (
    <Page
      title={words.title}
      text={mayWrite ? words.text : words.readOnly}
      actions={create}
      curl={countedTagsCurl(locationId)}
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={[2, 20]} label={words.loading} />
      ) : data.total === 0 ? (
        <Empty icon={<TagIcon size={20} />} title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <TagList key={locationId} list={data} mayWrite={mayWrite} />
      )}
      {isCreating && <CreateTagDialog locationId={locationId} onClose={() => setCreating(false)} />}
    </Page>
  );
}

/** Drawn at once: a location can have thousands. */
const together = 200;

function TagList({ list, mayWrite }: { list: CountedTags; mayWrite: boolean }) {
  const [search, setSearch] = useState('');
  const [most, setMost] = useState(together);
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const found = list.tags.filter(({ name }) => name.toLowerCase().includes(wanted));
  const shown = found.slice(0, most);
  return (
    <>
      <FindBar
        label={words.find}
        value={search}
        onChange={setSearch}
        shown={words.shown(found.length, list.total)}
      />
      {found.length === 0 ? (
        <NoMatch
          title={words.noMatchTitle(search.trim())}
          text={words.noMatchText}
          clear={words.clear}
          onClear={() => setSearch('')}
        />
      ) : (
        <PlainTable label={words.title}>
          <thead>
            <tr>
              <HeadCell>{words.name}</HeadCell>
              <HeadCell kind="number">{words.contacts}</HeadCell>
              {mayWrite && <HeadCell kind="actions">{words.actionsHead}</HeadCell>}
            </tr>
          </thead>
          <tbody>
            {shown.map((tag) => (
              <TagRow key={tag.id} tag={tag} others={list.tags} mayWrite={mayWrite} />
            ))}
          </tbody>
        </PlainTable>
      )}
      {shown.length < found.length && (
        <Button onClick={() => setMost(most + together)}>{words.more}</Button>
      )}
    </>
  );
}
