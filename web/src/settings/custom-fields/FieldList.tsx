import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState } from 'react';
import { type CustomField, type Folder, fieldActions } from '../../api/custom-fields.ts';
import { FindBar, NoMatch } from '../../ui/FindBar.tsx';
import { TextCursorInputIcon } from '../../ui/generated/icons.tsx';
import { HeadCell, PlainTable } from '../../ui/PlainTable.tsx';
import { Empty } from '../../ui/States.tsx';
import { toastProblem } from '../../ui/Toast.tsx';
import { EditFieldDialog, RemoveFieldDialog } from './FieldDialogs.tsx';
import { type Action, FieldRow } from './FieldRow.tsx';
import { words } from './words.ts';

type Props = {
  fields: CustomField[];
  folders: Folder[];
  locationId: string;
  mayWrite: boolean;
};

export function FieldList({ fields: saved, folders, locationId, mayWrite }: Props) {
  const [search, setSearch] = useState('');
  const [doing, setDoing] = useState<{ action: 'edit' | 'remove'; field: CustomField }>();
  const [dragged, setDragged] = useState<string>();
  const { ordered: fields, move, said } = useOrder(locationId, saved);
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const found = fields.filter(({ name, fieldKey }) =>
    `${name}\n${fieldKey}`.toLowerCase().includes(wanted),
  );
  if (fields.length === 0) {
    return (
      <Empty
        icon={<TextCursorInputIcon size={20} />}
        title={words.emptyTitle}
        text={words.emptyText}
      />
    );
  }
  // What is between two that are shown is not seen, so nothing is put between them.
  const isOrdered = mayWrite && wanted === '' && fields.length > 1;
  const act = (field: CustomField, action: Action): void => {
    if (action === 'edit' || action === 'remove') setDoing({ action, field });
    else move(field.id, (at) => at + (action === 'up' ? -1 : 1));
  };
  return (
    <>
      <FindBar
        label={words.find}
        value={search}
        onChange={setSearch}
        shown={words.shown(found.length, fields.length)}
      />
      <p role="status" className="visually-hidden">
        {said}
      </p>
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
              {isOrdered && <HeadCell kind="handle">{words.order}</HeadCell>}
              <HeadCell>{words.name}</HeadCell>
              <HeadCell secondary>{words.key}</HeadCell>
              <HeadCell kind="short">{words.type}</HeadCell>
              <HeadCell kind="short" secondary>
                {words.folder}
              </HeadCell>
              {mayWrite && <HeadCell kind="actions">{words.actionsHead}</HeadCell>}
            </tr>
          </thead>
          <tbody>
            {found.map((field) => (
              <FieldRow
                key={field.id}
                field={field}
                folder={folders.find(({ id }) => id === field.parentId)?.name ?? ''}
                mayWrite={mayWrite}
                order={
                  isOrdered
                    ? {
                        isFirst: field === fields[0],
                        isLast: field === fields.at(-1),
                        isDragged: dragged === field.id,
                        onDrag: setDragged,
                        onDrop: () => {
                          if (dragged !== undefined) move(dragged, () => fields.indexOf(field));
                        },
                      }
                    : undefined
                }
                onAction={(action) => act(field, action)}
              />
            ))}
          </tbody>
        </PlainTable>
      )}
      {doing?.action === 'edit' && (
        <EditFieldDialog
          locationId={locationId}
          field={doing.field}
          folders={folders}
          onClose={() => setDoing(undefined)}
        />
      )}
      {doing?.action === 'remove' && (
        <RemoveFieldDialog
          locationId={locationId}
          field={doing.field}
          onClose={() => setDoing(undefined)}
        />
      )}
    </>
  );
}

/** The new order is shown at once, until what was sent is read again or has failed. */
function useOrder(locationId: string, fields: readonly CustomField[]) {
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const [wanted, setWanted] = useState<readonly string[]>();
  // A key that is held comes again before the page is drawn.
  const latest = useRef(wanted);
  const want = (ids: readonly string[] | undefined): void => {
    latest.current = ids;
    setWanted(ids);
  };
  const save = useMutation({
    mutationFn: (ids: readonly string[]) => fieldActions(locationId).order(ids),
    scope: { id: `field order ${locationId}` },
    onError: toastProblem,
    onSettled: async (_done, _error, ids) => {
      await client.invalidateQueries({ queryKey: ['custom-fields', locationId] });
      if (latest.current === ids) want(undefined);
    },
  });
  const move = (id: string, toPlace: (at: number) => number): void => {
    const ids = latest.current ?? fields.map((each) => each.id);
    const at = ids.indexOf(id);
    const to = toPlace(at);
    const name = fields.find((each) => each.id === id)?.name;
    if (name === undefined || at < 0 || to < 0 || to >= ids.length || to === at) return;
    const ordered = ids.toSpliced(at, 1).toSpliced(to, 0, id);
    setSaid(words.moved(name, to + 1, ids.length));
    want(ordered);
    save.mutate(ordered);
  };
  const placeOf = ({ id }: CustomField): number => {
    const at = wanted?.indexOf(id) ?? -1;
    return at < 0 ? fields.length : at;
  };
  const ordered = wanted ? fields.toSorted((a, b) => placeOf(a) - placeOf(b)) : fields;
  return { ordered, move, said };
}
