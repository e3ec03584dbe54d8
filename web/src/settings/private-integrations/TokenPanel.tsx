import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type NewToken, integrationQuery } from '../../api/integrations.ts';
import { createContactCurl } from '../../lib/curl.ts';
import { useSession } from '../../shell/use-location.ts';
import { LeaveGuard } from '../../shell/LeaveGuard.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { CopyButton } from '../../ui/Copy.tsx';
import { CheckIcon } from '../../ui/generated/icons.tsx';
import { SecretPanel } from '../../ui/SecretPanel.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './TokenPanel.module.css';
import { words } from './words.ts';

const pollMs = 2000;

type Props = { locationId: string; made: NewToken };

/** The token, this once, with all that a first call needs, and whether it came. */
export function TokenPanel({ locationId, made }: Props) {
  const [isCopied, setCopied] = useState(false);
  // What was pressed for it may be far down on the page.
  useEffect(() => {
    window.scrollTo({ top: 0 });
  }, []);
  const { integration, token } = made;
  const { serverUrl } = useSession();
  return (
    <div className={styles.panel}>
      <SecretPanel
        title={words.copyNow(integration.name)}
        text={words.once}
        label={words.token}
        secret={token}
        copyLabel={words.copyToken}
        onCopy={() => setCopied(true)}
      >
        <div className={styles.place}>
          <span className={styles.label}>{words.locationId}</span>
          <code className={styles.id}>{locationId}</code>
          <CopyButton text={locationId} label={words.copy} said={words.copyLocationId} />
        </div>
      </SecretPanel>
      <CodeBlock
        label={words.curl}
        text={createContactCurl(serverUrl, locationId, token)}
        copyLabel={words.copy}
        copySaid={words.copyCurl}
      />
      <FirstCall locationId={locationId} made={made} />
      <LeaveGuard
        when={!isCopied}
        title={words.leaveTitle}
        text={words.leaveText}
        leave={words.leave}
      />
    </div>
  );
}

function FirstCall({ locationId, made: { integration } }: Props) {
  const isUsed = (at: string | null | undefined): at is string =>
    at !== null && at !== undefined && at !== integration.lastUsedAt;
  const { data } = useQuery({
    ...integrationQuery(locationId, integration.id),
    refetchInterval: ({ state }) => (isUsed(state.data?.lastUsedAt) ? false : pollMs),
  });
  return (
    <p role="status" className={styles.status} data-called={isUsed(data?.lastUsedAt) || undefined}>
      {isUsed(data?.lastUsedAt) ? (
        <>
          <CheckIcon />
          <span>
            {words.called}, <Time at={data.lastUsedAt} />
          </span>
        </>
      ) : (
        <>
          <span className={styles.dot} />
          {words.waiting}
        </>
      )}
    </p>
  );
}
