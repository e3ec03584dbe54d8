import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type CustomField, type Folder, folderActions } from '../../api/custom-fields.ts';
import { count } from '../../lib/count.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { EllipsisIcon, FolderIcon } from '../../ui/generated/icons.tsx';
import { Input } from '../../ui/Input.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { Cell, Clamped, HeadCell, PlainTable } from '../../ui/PlainTable.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Empty } from '../../ui/States.tsx';
import { toast } from '../../ui/Toast.tsx';
import styles from './CustomFields.module.css';
import { words } from './words.ts';

type Props = {
  fields: readonly CustomField[];
  folders: readonly Folder[];
  locationId: string;
  mayWrite: boolean;
};

export function FolderList({ fields, folders, locationId, mayWrite }: Props) {
  const [doing, setDoing] = useState<{ action: 'rename' | 'remove'; folder: Folder }>();
  const close = (): void => setDoing(undefined);
  const inside = ({ id }: Folder): number => fields.filter((each) => each.parentId === id).length;
  if (folders.length === 0) {
    return (
      <Empty
        icon={<FolderIcon size={20} />}
        title={words.noFolderTitle}
        text={words.noFolderText}
      />
    );
  }
  return (
    <>
      <PlainTable label={words.folders}>
        <thead>
          <tr>
            <HeadCell>{words.name}</HeadCell>
            <HeadCell kind="number">{words.fieldsHead}</HeadCell>
            {mayWrite && <HeadCell kind="actions">{words.actionsHead}</HeadCell>}
          </tr>
        </thead>
        <tbody>
          {folders.map((folder) => (
            <tr key={folder.id}>
              <Cell>
                <Clamped text={folder.name} />
              </Cell>
              <Cell kind="number">{count(inside(folder))}</Cell>
              {mayWrite && (
                <Cell kind="actions">
                  <Menu
                    align="end"
                    trigger={
                      <IconButton label={words.actions(folder.name)}>
                        <EllipsisIcon />
                      </IconButton>
                    }
                  >
                    <MenuItem onSelect={() => setDoing({ action: 'rename', folder })}>
                      {words.renameFolder}
                    </MenuItem>
                    <MenuSeparator />
                    <MenuItem danger onSelect={() => setDoing({ action: 'remove', folder })}>
                      {words.remove}
                    </MenuItem>
                  </Menu>
                </Cell>
              )}
            </tr>
          ))}
        </tbody>
      </PlainTable>
      {doing?.action === 'rename' && (
        <FolderNameDialog locationId={locationId} folder={doing.folder} onClose={close} />
      )}
      {doing?.action === 'remove' && (
        <RemoveFolderDialog
          locationId={locationId}
          folder={doing.folder}
          fields={inside(doing.folder)}
          onClose={close}
        />
      )}
    </>
  );
}

type NameProps = { locationId: string; folder?: Folder; onClose(): void };

/** Of a new folder, or of one that is there. */
export function FolderNameDialog({ locationId, folder, onClose }: NameProps) {
  const [name, setName] = useState(folder?.name ?? '');
  const client = useQueryClient();
  const form = useId();
  const save = useMutation({
    mutationFn: (text: string): Promise<unknown> => {
      const actions = folderActions(locationId);
      return folder ? actions.rename(folder.id, text) : actions.create(text);
    },
    onSuccess: async (_saved, text) => {
      toast(folder ? words.folderRenamed : words.folderCreated(text));
      onClose();
      await client.invalidateQueries({ queryKey: ['custom-fields', locationId] });
    },
  });
  return (
    <Dialog
      open
      title={folder ? words.renameFolderTitle(folder.name) : words.createFolder}
      onClose={onClose}
    >
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '' && !save.isPending) save.mutate(name.trim());
        }}
      >
        <Input
          label={words.folderName}
          required
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        {save.error && <Problem error={save.error} />}
      </form>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="primary" type="submit" form={form} pending={save.isPending}>
          {folder ? words.save : words.createFolder}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

type RemoveProps = { locationId: string; folder: Folder; fields: number; onClose(): void };

function RemoveFolderDialog({ locationId, folder, fields, onClose }: RemoveProps) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => folderActions(locationId).remove(folder.id),
    onSuccess: async () => {
      toast(words.folderRemoved(folder.name));
      onClose();
      await client.invalidateQueries({ queryKey: ['custom-fields', locationId] });
    },
  });
  return (
    <ConfirmDialog
      title={words.removeFolderTitle(folder.name)}
      description={words.removeFolderText(fields)}
      action={words.remove}
      cancel={words.keep}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
