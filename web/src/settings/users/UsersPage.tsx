import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type User, roleOfUser, usersCurl, usersQuery } from '../../api/users.ts';
import { Page } from '../../shell/Page.tsx';
import { useLocationId, useMay, useSession } from '../../shell/use-location.ts';
import { roleNames } from '../../shell/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { PlusIcon, UsersRoundIcon } from '../../ui/generated/icons.tsx';
import { Cell, HeadCell, PlainTable } from '../../ui/PlainTable.tsx';
import { Empty, Failed, Skeleton } from '../../ui/States.tsx';
import { StatusTag } from '../../ui/Tag.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { UserMenu } from './UserMenu.tsx';
import styles from './Users.module.css';
import { words } from './words.ts';

export function UsersPage() {
  const locationId = useLocationId();
  const isOwner = useSession().user.role === 'owner';
  const mayWrite = useMay('users.write');
  const [isInviting, setInviting] = useState(false);
  const { data, error, refetch } = useQuery(usersQuery(locationId, isOwner));
  const invite = mayWrite && (
    <Button kind="primary" icon={<PlusIcon />} onClick={() => setInviting(true)}>
      {words.invite}
    </Button>
  );
  return (
    <Page
      title={words.title}
      text={mayWrite ? words.text : words.readOnly}
      actions={invite}
      curl={usersCurl(locationId)}
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={[12]} label={words.loading} />
      ) : data.length === 0 ? (
        <Empty
          icon={<UsersRoundIcon size={20} />}
          title={words.emptyTitle}
          text={words.emptyText}
        />
      ) : (
        <UserList users={data} locationId={locationId} mayWrite={mayWrite} />
      )}
      {isInviting && <InviteDialog locationId={locationId} onClose={() => setInviting(false)} />}
    </Page>
  );
}

type ListProps = { users: readonly User[]; locationId: string; mayWrite: boolean };

function UserList({ users, locationId, mayWrite }: ListProps) {
  const me = useSession().user.id;
  const owners = users.filter((user) => user.active && roleOfUser(user) === 'owner');
  return (
    <PlainTable label={words.title}>
      <thead>
        <tr>
          <HeadCell>{words.nameHead}</HeadCell>
          <HeadCell kind="short">{words.roleHead}</HeadCell>
          <HeadCell kind="short" secondary>
            {words.stateHead}
          </HeadCell>
          {mayWrite && <HeadCell kind="actions">{words.actionsHead}</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <Cell>
              <div className={styles.who}>
                <Avatar id={user.id} name={user.name} />
                <div className={styles.words}>
                  <p>
                    <bdi className={styles.name}>{user.name}</bdi>
                    {user.id === me && <span className={styles.you}> {words.you}</span>}
                  </p>
                  <p className={styles.email}>{user.email}</p>
                </div>
              </div>
            </Cell>
            <Cell kind="short">{roleNames[roleOfUser(user)]}</Cell>
            <Cell kind="short" secondary>
              {user.active ? words.active : <StatusTag tone="warn">{words.deactivated}</StatusTag>}
            </Cell>
            {mayWrite && (
              <Cell kind="actions">
                <UserMenu
                  user={user}
                  locationId={locationId}
                  isMe={user.id === me}
                  isLastOwner={owners.length < 2 && owners[0]?.id === user.id}
                />
              </Cell>
            )}
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
