import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { bulkRun } from '../api/bulk-run.ts';
import { forgetSentChange } from '../api/client.ts';
import { sessionQuery, signOut, signOutEverywhere } from '../api/session.ts';
import { forgetChanges } from '../api/undo.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { LockKeyholeIcon, LogOutIcon } from '../ui/generated/icons.tsx';
import { Menu, MenuItem, MenuNote, MenuSeparator } from '../ui/Menu.tsx';
import { toastProblem } from '../ui/Toast.tsx';
import { ChangePasswordDialog } from './ChangePasswordDialog.tsx';
import styles from './Sidebar.module.css';
import { useSession } from './use-location.ts';
import { roleNames, words } from './words.ts';

type Opened = 'password' | 'everywhere' | undefined;

export function UserMenu() {
  const { user } = useSession();
  const [opened, setOpened] = useState<Opened>();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    bulkRun.forget();
    forgetChanges();
    forgetSentChange();
    client.setQueryData(sessionQuery.queryKey, null);
    await navigate({ to: '/sign-in' });
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
  const here = useMutation({
    mutationFn: signOut,
    onSuccess: leave,
    onError: toastProblem,
  });
  const everywhere = useMutation({ mutationFn: signOutEverywhere, onSuccess: leave });
  return (
    <>
      <Menu
        side="top"
        trigger={
          <button type="button" className={styles.user}>
            <Avatar id={user.id} name={user.name} />
            <span className={styles.label}>{user.name}</span>
            <span className="visually-hidden">{words.account}</span>
          </button>
        }
      >
        <MenuNote>
          {user.email}
          <br />
          {roleNames[user.role]}
        </MenuNote>
        <MenuSeparator />
        <MenuItem icon={<LockKeyholeIcon />} onSelect={() => setOpened('password')}>
          {words.changePassword}
        </MenuItem>
        <MenuItem icon={<LogOutIcon />} onSelect={() => here.mutate()}>
          {words.signOut}
        </MenuItem>
        <MenuItem icon={<LogOutIcon />} onSelect={() => setOpened('everywhere')}>
          {words.signOutEverywhere}
        </MenuItem>
      </Menu>
      {opened === 'password' && <ChangePasswordDialog onClose={() => setOpened(undefined)} />}
      {opened === 'everywhere' && (
        <ConfirmDialog
          danger={false}
          title={words.signOutEverywhereTitle}
          description={words.signOutEverywhereText}
          action={words.signOutEverywhere}
          cancel={words.cancel}
          pending={everywhere.isPending}
          error={everywhere.error}
          onConfirm={() => everywhere.mutate()}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}
