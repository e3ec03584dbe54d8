import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { type Session, checkSetupLink, sessionQuery } from '../api/session.ts';
import { buttonClass } from '../ui/Button.tsx';
import { CodeBlock } from '../ui/CodeBlock.tsx';
import { Failed, Skeleton } from '../ui/States.tsx';
import { AuthPage } from './AuthPage.tsx';
import { SetupDone } from './SetupDone.tsx';
import { SetupForm } from './SetupForm.tsx';
import { words } from './words.ts';

/** What the link of `npm start`, an invitation or a reset leads to. The key stays behind the `#`, which no server is sent. */
export function SetupPage() {
  const key = useLocation().hash;
  const [done, setDone] = useState<Session>();
  const client = useQueryClient();
  const navigate = useNavigate();
  const link = useQuery({
    queryKey: ['setup', key],
    queryFn: () => checkSetupLink(key),
    enabled: key !== '' && !done,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (done) return <SetupDone session={done} />;
  if (key === '') return <NoLink title={words.noKey} text={words.noKeyText} />;
  if (link.isPending) {
    return (
      <AuthPage title={words.setup}>
        <Skeleton rows={[22]} label={words.checking} />
      </AuthPage>
    );
  }
  if (link.error) {
    if (!isGone(link.error)) {
      return (
        <AuthPage title={words.setup}>
          <Failed error={link.error} onRetry={() => void link.refetch()} />
        </AuthPage>
      );
    }
    return <NoLink title={words.linkGone} text={words.linkGoneText} />;
  }
  const { kind, state } = link.data;
  if (state !== 'open') return <NoLink title={words.linkGone} text={words.linkGoneText} />;
  return (
    <SetupForm
      setupKey={key}
      link={link.data}
      onDone={(session) => {
        client.setQueryData(sessionQuery.queryKey, session);
        if (kind !== 'owner') return void navigate({ to: '/', replace: true });
        setDone(session);
        // Used up: nobody who looks at this screen needs to see it.
        void navigate({ to: '/setup', hash: '', replace: true });
      }}
    />
  );
}

function isGone(error: Error): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 429;
}

function NoLink({ title, text }: { title: string; text: string }) {
  return (
    <AuthPage title={title} text={text}>
      <CodeBlock label="Terminal" text={words.resetCommand} copyLabel={words.copy} />
      <Link to="/sign-in" className={buttonClass('secondary')}>
        {words.toSignIn}
      </Link>
    </AuthPage>
  );
}
