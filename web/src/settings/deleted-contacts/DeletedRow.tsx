import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DeletedContact, deletedContactActions } from '../../api/deleted-contacts.ts';
import { count } from '../../lib/count.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EllipsisIcon } from '../../ui/generated/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { Cell, Clamped } from '../../ui/PlainTable.tsx';
import { Time } from '../../ui/Time.tsx';
import { toast, toastProblem } from '../../ui/Toast.tsx';
import { contactName } from './contact-name.ts';
import styles from './DeletedContacts.module.css';
import { words } from './words.ts';

type Props = {
  contact: DeletedContact;
  locationId: string;
  mayWrite: boolean;
  onErase(): void;
};

const dayMs = 86_400_000;

export function DeletedRow({ contact, locationId, mayWrite, onErase }: Props) {
  const client = useQueryClient();
  const name = contactName(contact);
  const actions = deletedContactActions(locationId, contact.id);
  const reload = () => client.invalidateQueries({ queryKey: ['contacts', locationId] });
  const removeAgain = useMutation({
    mutationFn: actions.removeAgain,
    onSuccess: () => {
      toast(words.undone(name));
      return reload();
    },
    onError: toastProblem,
  });
  const restore = useMutation({
    mutationFn: actions.restore,
    onSuccess: () => {
      toast(words.restored(name), { label: words.undo, run: removeAgain.mutate });
      return reload();
    },
    onError: toastProblem,
  });
  const left = Math.ceil((Date.parse(contact.restorableUntil) - Date.now()) / dayMs);
  const below = contact.email ?? contact.phone ?? '';
  return (
    <tr>
      <Cell>
        <Clamped text={name} />
        {below !== name && <p className={styles.below}>{below}</p>}
      </Cell>
      <Cell secondary>
        <Time at={contact.deletedAt} />
        <p className={styles.below}>
          {words.by} <bdi>{actorName(contact.deletedBy)}</bdi>
        </p>
      </Cell>
      <Cell kind="number">{count(Math.max(0, left))}</Cell>
      {mayWrite && (
        <Cell kind="buttons">
          <Button
            aria-label={words.restoreOf(name)}
            pending={restore.isPending}
            onClick={() => restore.mutate()}
          >
            {words.restore}
          </Button>
          <Menu
            align="end"
            trigger={
              <IconButton label={words.actions(name)}>
                <EllipsisIcon />
              </IconButton>
            }
          >
            <MenuItem danger onSelect={onErase}>
              {words.erase}
            </MenuItem>
          </Menu>
        </Cell>
      )}
    </tr>
  );
}

/** Whose name the session may not read is called by what it is. */
function actorName(actor: Readonly<Record<string, unknown>> | undefined): string {
  const name = actor?.['name'];
  if (typeof name === 'string') return name;
  return actor?.['kind'] === 'integration' ? words.byOther : words.byServer;
}
