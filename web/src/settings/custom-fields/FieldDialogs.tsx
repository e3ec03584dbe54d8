import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type CustomField,
  type Folder,
  fieldActions,
  filtersOf,
  valueCountQuery,
} from '../../api/custom-fields.ts';
import { CountedContacts } from '../../shell/CountedContacts.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/Toast.tsx';
import { FieldForm, type Values, bodyOf } from './FieldForm.tsx';
import { type FieldType, factsOf } from './types.ts';
import { TypeTiles } from './TypeTiles.tsx';
import { words } from './words.ts';

type CreateProps = { locationId: string; folders: readonly Folder[]; onClose(): void };

export function CreateFieldDialog({ locationId, folders, onClose }: CreateProps) {
  const [type, setType] = useState<FieldType>();
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: ({ type: dataType, values }: { type: FieldType; values: Values }) =>
      fieldActions(locationId).create({
        ...bodyOf(dataType, values),
        name: values.name.trim(),
        dataType,
        model: 'contact',
      }),
    onSuccess: async (_made, { values }) => {
      toast(words.created(values.name.trim()));
      onClose();
      await client.invalidateQueries({ queryKey: ['custom-fields', locationId] });
    },
  });
  return (
    <Dialog
      open
      wide
      title={words.create}
      description={type ? undefined : words.chooseType}
      onClose={onClose}
    >
      {type ? (
        <FieldForm
          key={type}
          type={type}
          initial={blank(type)}
          folders={folders}
          action={words.createAction}
          pending={create.isPending}
          error={create.error}
          onSave={(values) => create.mutate({ type, values })}
          onOtherType={() => {
            create.reset();
            setType(undefined);
          }}
          onClose={onClose}
        />
      ) : (
        <TypeTiles onChoose={setType} />
      )}
    </Dialog>
  );
}

function blank(type: FieldType): Values {
  const options = factsOf(type).options ? [{ label: '' }] : [];
  return { name: '', placeholder: '', folder: '', options, severalFiles: false, searchable: false };
}

type OfField = { locationId: string; field: CustomField; onClose(): void };

export function EditFieldDialog(props: OfField & { folders: readonly Folder[] }) {
  const { locationId, field, folders, onClose } = props;
  const client = useQueryClient();
  const { type } = factsOf(field.dataType);
  const save = useMutation({
    mutationFn: (values: Values) =>
      fieldActions(locationId).update(field.id, {
        ...bodyOf(type, values),
        name: values.name.trim(),
      }),
    onSuccess: async (_saved, values) => {
      toast(words.saved(values.name.trim()));
      onClose();
      await client.invalidateQueries({ queryKey: ['custom-fields', locationId] });
    },
  });
  const boxes = field.textBoxListOptions?.map(({ id, label, prefillValue }) => ({
    key: id,
    label,
    ...(prefillValue !== '' && { prefillValue }),
  }));
  return (
    <Dialog open wide title={words.editTitle(field.name)} onClose={onClose}>
      <FieldForm
        type={type}
        isThere
        initial={{
          name: field.name,
          placeholder: field.placeholder,
          folder: field.parentId,
          options: boxes ?? field.picklistOptions.map((label) => ({ label })),
          severalFiles: field.isMultiFileAllowed,
          searchable: field.searchable ?? false,
        }}
        folders={folders}
        action={words.save}
        pending={save.isPending}
        error={save.error}
        onSave={(values) => save.mutate(values)}
        onClose={onClose}
      />
    </Dialog>
  );
}

/** Says what goes with it: of a field that contacts have values of, the name is typed first. */
export function RemoveFieldDialog({ locationId, field, onClose }: OfField) {
  const client = useQueryClient();
  const { data: contacts, error } = useQuery(valueCountQuery(locationId, field.id));
  const remove = useMutation({
    mutationFn: () => fieldActions(locationId).remove(field.id),
    onSuccess: async () => {
      toast(words.removed(field.name));
      onClose();
      await client.invalidateQueries({ queryKey: ['custom-fields', locationId] });
    },
  });
  const says =
    contacts === undefined ? (
      words.removeCounting
    ) : contacts === 0 ? (
      words.removeNone
    ) : (
      <CountedContacts
        text={words.removeText(contacts)}
        contacts={contacts}
        filters={filtersOf(field.id)}
      />
    );
  return (
    <ConfirmDialog
      title={words.removeTitle(field.name)}
      description={<span role="status">{says}</span>}
      action={words.remove}
      cancel={words.keep}
      {...(contacts !== 0 && { typed: { label: words.typeName(field.name), text: field.name } })}
      pending={remove.isPending}
      error={remove.error ?? error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
