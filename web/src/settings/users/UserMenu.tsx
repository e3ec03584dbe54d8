import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type Grant, type User, roleOfUser, userActions } from '../../api/users.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { EllipsisIcon } from '../../ui/generated/icons.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { toast, toastProblem } from '../../ui/Toast.tsx';
import { GrantFields, isWhole } from './GrantFields.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import styles from './Users.module.css';
import { words } from './words.ts';

type Props = { user: User; locationId: string; isMe: boolean; isLastOwner: boolean };
type Doing = 'role' | 'deactivate' | 'remove';

export function UserMenu({ user, locationId, isMe, isLastOwner }: Props) {
  const [doing, setDoing] = useState<Doing>();
  const client = useQueryClient();
  const reload = () => client.invalidateQueries({ queryKey: ['users', locationId] });
  const actions = userActions(locationId, user.id);
  const close = (): void => setDoing(undefined);
  const invite = useMutation({ mutationFn: actions.invite, onError: toastProblem });
  const activate = useMutation({
    mutationFn: () => actions.setActive(true),
    onSuccess: () => {
      toast(words.activated(user.name));
      return reload();
    },
    onError: toastProblem,
  });
  const deactivate = useMutation({
    mutationFn: () => actions.setActive(false),
    onSuccess: async () => {
      toast(words.deactivatedToast(user.name), { label: words.undo, run: activate.mutate });
      close();
      await reload();
    },
  });
  const remove = useMutation({
    mutationFn: actions.remove,
    onSuccess: async () => {
      toast(words.removed(user.name));
      close();
      await reload();
    },
  });
  const stays = isLastOwner ? words.lastOwner : isMe ? words.yourself : undefined;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={words.actions(user.name)}>
            <EllipsisIcon />
          </IconButton>
        }
      >
        <MenuItem
          unavailable={user.active ? undefined : words.inactive}
          onSelect={() => invite.mutate()}
        >
          {words.inviteAgain}
        </MenuItem>
        <MenuItem onSelect={() => setDoing('role')}>{words.changeRole}</MenuItem>
        <MenuSeparator />
        {user.active ? (
          <MenuItem unavailable={stays} onSelect={() => setDoing('deactivate')}>
            {words.deactivate}
          </MenuItem>
        ) : (
          <MenuItem onSelect={() => activate.mutate()}>{words.activate}</MenuItem>
        )}
        <MenuItem danger unavailable={stays} onSelect={() => setDoing('remove')}>
          {words.remove}
        </MenuItem>
      </Menu>
      {invite.data && (
        <LinkDialog name={user.name} invitation={invite.data} onClose={() => invite.reset()} />
      )}
      {doing === 'role' && (
        <RoleDialog
          user={user}
          locationId={locationId}
          fixed={isLastOwner ? words.lastOwner : undefined}
          onClose={close}
        />
      )}
      {doing === 'deactivate' && (
        <ConfirmDialog
          title={words.deactivateTitle(user.name)}
          description={words.deactivateText}
          action={words.deactivate}
          cancel={words.cancel}
          pending={deactivate.isPending}
          error={deactivate.error}
          onConfirm={() => deactivate.mutate()}
          onClose={close}
        />
      )}
      {doing === 'remove' && (
        <ConfirmDialog
          title={words.removeTitle(user.name)}
          description={words.removeText}
          action={words.remove}
          cancel={words.keep}
          typed={{ label: words.typeEmail(user.email), text: user.email }}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={close}
        />
      )}
    </>
  );
}

type RoleProps = {
  user: User;
  locationId: string;
  fixed: string | undefined;
  onClose(): void;
};

function RoleDialog({ user, locationId, fixed, onClose }: RoleProps) {
  const { locationIds } = user.roles;
  const [grant, setGrant] = useState<Grant>({
    role: roleOfUser(user),
    locationIds: locationIds.length > 0 ? [...locationIds] : [locationId],
  });
  const [isTried, setTried] = useState(false);
  const client = useQueryClient();
  const form = useId();
  const save = useMutation({
    mutationFn: () => userActions(locationId, user.id).grant(grant),
    onSuccess: async () => {
      toast(words.roleSaved(user.name));
      onClose();
      await client.invalidateQueries({ queryKey: ['users', locationId] });
    },
  });
  return (
    <Dialog open title={words.changeRoleTitle(user.name)} onClose={onClose}>
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isWhole(grant) && !save.isPending) save.mutate();
        }}
      >
        <GrantFields value={grant} isTried={isTried} fixed={fixed} onChange={setGrant} />
        {save.error && <Problem error={save.error} />}
      </form>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button
          kind="primary"
          type="submit"
          form={form}
          pending={save.isPending}
          unavailable={fixed}
        >
          {words.save}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
