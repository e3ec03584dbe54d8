import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { whenSessionEnds } from '../api/client.ts';
import { sessionQuery } from '../api/session.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './SessionGuard.module.css';
import { SignInForm } from './SignInForm.tsx';
import { words } from './words.ts';

/** A session that ends in the middle of work is begun again over the page; what met its end goes on then. */
export function SessionGuard() {
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<(() => void)[]>([]);
  useEffect(() => {
    whenSessionEnds(
      () =>
        new Promise((resolve) => {
          waiting.current.push(resolve);
          setOpen(true);
        }),
    );
    return () => whenSessionEnds(undefined);
  }, []);
  if (!isOpen) return null;
  const before = client.getQueryData(sessionQuery.queryKey);
  return (
    <Dialog open title={words.ended} description={words.endedText}>
      <SignInForm
        className={styles.form}
        {...(before && { email: before.user.email })}
        onSignedIn={(session) => {
          // Somebody else sees other locations, and nothing of what was typed.
          if (before && before.user.id !== session.user.id) window.location.reload();
          client.setQueryData(sessionQuery.queryKey, session);
          setOpen(false);
          for (const goOn of waiting.current.splice(0)) goOn();
        }}
      />
    </Dialog>
  );
}
