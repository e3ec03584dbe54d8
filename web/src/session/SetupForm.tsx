import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { type Session, type SetupLink, acceptInvitation, createOwner } from '../api/session.ts';
import { NewPassword, missingRule } from '../shell/NewPassword.tsx';
import { Button } from '../ui/Button.tsx';
import { Input } from '../ui/Input.tsx';
import { Problem } from '../ui/Problem.tsx';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';
import { words } from './words.ts';

type Props = { setupKey: string; link: SetupLink; onDone(session: Session): void };

const shown = ['firstName', 'lastName', 'email', 'password'];

export function SetupForm({ setupKey, link, onDone }: Props) {
  const [password, setPassword] = useState('');
  const isOwner = link.kind === 'owner';
  const finish = useMutation({
    mutationFn: (form: FormData) => {
      const of = (name: string): string => String(form.get(name) ?? '').trim();
      if (!isOwner) return acceptInvitation(setupKey, password);
      const [firstName, lastName, email] = [of('firstName'), of('lastName'), of('email')];
      return createOwner(setupKey, { firstName, lastName, email, password });
    },
    onSuccess: onDone,
  });
  const problems = finish.error instanceof ApiError ? finish.error.fields : [];
  const problemOf = (field: string): string | undefined =>
    problems.find((each) => each.field === field)?.message;
  const isOnField = problems.some(({ field }) => shown.includes(field));
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (missingRule(password) === undefined) finish.mutate(new FormData(event.currentTarget));
  };
  const titles = { owner: words.setup, invite: words.invite, reset: words.reset };
  const texts = { owner: words.setupText, invite: words.inviteText, reset: words.resetText };
  return (
    <AuthPage title={titles[link.kind]} text={texts[link.kind]}>
      <form className={styles.form} onSubmit={submit}>
        {isOwner && (
          <>
            <div className={styles.pair}>
              <Input
                label={words.firstName}
                name="firstName"
                autoComplete="given-name"
                required
                maxLength={100}
                error={problemOf('firstName')}
                autoFocus
              />
              <Input
                label={words.lastName}
                name="lastName"
                autoComplete="family-name"
                required
                maxLength={100}
                error={problemOf('lastName')}
              />
            </div>
            <Input
              label={words.email}
              name="email"
              type="email"
              autoComplete="username"
              required
              maxLength={320}
              hint={words.emailHint}
              error={problemOf('email')}
            />
          </>
        )}
        {!isOwner && link.email !== null && (
          // Shown, so that a manager of passwords keeps both together.
          <Input
            label={words.email}
            name="email"
            autoComplete="username"
            readOnly
            value={link.email}
          />
        )}
        <NewPassword
          label={words.password}
          value={password}
          error={problemOf('password')}
          onChange={setPassword}
        />
        {finish.error && !isOnField && <Problem error={finish.error} />}
        <Button
          kind="primary"
          type="submit"
          pending={finish.isPending}
          unavailable={missingRule(password)}
        >
          {isOwner ? words.createAccount : words.savePassword}
        </Button>
      </form>
    </AuthPage>
  );
}
