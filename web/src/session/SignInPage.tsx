import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.ts';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';
import { SignInForm } from './SignInForm.tsx';
import { words } from './words.ts';

export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const client = useQueryClient();
  return (
    <AuthPage title={words.signIn} text={words.signInText}>
      <SignInForm
        className={styles.form}
        onSignedIn={(session) => {
          client.setQueryData(sessionQuery.queryKey, session);
          router.history.push(router.basepath + (next ?? '/'));
        }}
      />
      <p className={styles.note}>
        {words.forgotten} <code>{words.resetCommand}</code>
      </p>
    </AuthPage>
  );
}
