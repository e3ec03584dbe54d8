import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { type Session, signIn } from '../api/session.ts';
import { Button } from '../ui/Button.tsx';
import { Input, PasswordInput } from '../ui/Input.tsx';
import { Problem } from '../ui/Problem.tsx';
import { words } from './words.ts';

type Props = {
  className: string | undefined;
  /** Who was signed in before. */
  email?: string;
  onSignedIn(session: Session): void;
};

export function SignInForm({ className, email, onSignedIn }: Props) {
  const [waitSeconds, setWaitSeconds] = useState(0);
  const password = useRef<HTMLInputElement>(null);
  const attempt = useMutation({
    mutationFn: (form: FormData) => signIn(String(form.get('email')), String(form.get('password'))),
    onSuccess: onSignedIn,
    onError: (error) => {
      if (error instanceof ApiError && error.status === 429) {
        setWaitSeconds(error.retryAfterSeconds ?? 20);
      }
      password.current?.select();
    },
  });
  const isWaiting = waitSeconds > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = window.setInterval(() => setWaitSeconds((left) => Math.max(0, left - 1)), 1000);
    return () => window.clearInterval(timer);
  }, [isWaiting]);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    attempt.mutate(new FormData(event.currentTarget));
  };
  return (
    <form className={className} onSubmit={submit}>
      <Input
        label={words.email}
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={email}
        autoFocus={email === undefined}
      />
      <PasswordInput
        ref={password}
        label={words.password}
        name="password"
        autoComplete="current-password"
        required
        autoFocus={email !== undefined}
      />
      {attempt.error && !isThrottled(attempt.error) && <Problem error={asShown(attempt.error)} />}
      {isWaiting && <Problem error={new Error(words.tooMany(waitSeconds))} />}
      <Button
        kind="primary"
        type="submit"
        pending={attempt.isPending}
        unavailable={isWaiting ? words.tooMany(waitSeconds) : undefined}
      >
        {words.signIn}
      </Button>
    </form>
  );
}

function isThrottled(error: Error): boolean {
  return error instanceof ApiError && error.status === 429;
}

/** The same words for an account that is not there and for a wrong password. */
function asShown(error: Error): Error {
  return error instanceof ApiError && error.status === 401 ? new Error(words.refused) : error;
}
