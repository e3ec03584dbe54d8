import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { type Invitation, type NewUser, createUser, userActions } from '../../api/users.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Input } from '../../ui/Input.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { GrantFields, isWhole } from './GrantFields.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import styles from './Users.module.css';
import { words } from './words.ts';

const onFields = ['firstName', 'lastName', 'email'] as const;

export function InviteDialog({ locationId, onClose }: { locationId: string; onClose(): void }) {
  const [user, setUser] = useState<NewUser>({
    firstName: '',
    lastName: '',
    email: '',
    role: 'member',
    locationIds: [locationId],
  });
  const [isTried, setTried] = useState(false);
  const client = useQueryClient();
  const form = useId();
  const invite = useMutation({
    mutationFn: async (): Promise<Invitation> => {
      const id = await createUser(locationId, user);
      return userActions(locationId, id).invite();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['users', locationId] }),
  });
  if (invite.data) {
    const name = `${user.firstName} ${user.lastName}`.trim();
    return <LinkDialog name={name} invitation={invite.data} isNew onClose={onClose} />;
  }
  const problems = invite.error instanceof ApiError ? invite.error.fields : [];
  const problemOf = (name: string): string | undefined =>
    problems.find(({ field }) => field === name)?.message;
  const isOnField = onFields.some((each) => problemOf(each) !== undefined);
  const change = (part: Partial<NewUser>): void => setUser({ ...user, ...part });
  return (
    <Dialog open title={words.invite} description={words.inviteText} onClose={onClose}>
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isWhole(user) && !invite.isPending) invite.mutate();
        }}
      >
        {(['firstName', 'lastName'] as const).map((field) => (
          <Input
            key={field}
            label={words[field]}
            required
            maxLength={200}
            autoComplete="off"
            value={user[field]}
            error={problemOf(field)}
            onChange={({ target }) => change({ [field]: target.value })}
          />
        ))}
        <Input
          label={words.email}
          hint={words.emailHint}
          type="email"
          required
          maxLength={320}
          autoComplete="off"
          value={user.email}
          error={problemOf('email')}
          onChange={({ target }) => change({ email: target.value })}
        />
        <GrantFields value={user} isTried={isTried} onChange={change} />
        {invite.error && !isOnField && <Problem error={invite.error} />}
      </form>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="primary" type="submit" form={form} pending={invite.isPending}>
          {words.makeLink}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
