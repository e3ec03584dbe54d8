import { Link } from '@tanstack/react-router';
import type { Session } from '../api/session.ts';
import { createContactCurl } from '../lib/curl.ts';
import { buttonClass } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { CodeBlock } from '../ui/CodeBlock.tsx';
import { CopyButton } from '../ui/Copy.tsx';
import { PlusIcon } from '../ui/generated/icons.tsx';
import { AuthPage } from './AuthPage.tsx';
import styles from './AuthPage.module.css';
import { words } from './words.ts';

/** What the first administrator needs next. */
export function SetupDone({ session }: { session: Session }) {
  const [location] = session.locations;
  if (!location) return null;
  return (
    <AuthPage wide title={words.ready} text={words.readyText(session.user.firstName)}>
      <Card title={words.locationId} text={words.locationHint}>
        <div className={styles.row}>
          <code className={styles.id}>{location.id}</code>
          <CopyButton text={location.id} label={words.copy} said={words.copyLocationId} />
        </div>
      </Card>
      <Card title={words.firstToken} text={words.firstTokenText}>
        <div>
          <Link
            to="/l/$location/settings/integrations/private-integrations/new"
            params={{ location: location.id }}
            className={buttonClass('primary')}
          >
            <span className={styles.row}>
              <PlusIcon />
              {words.createIntegration}
            </span>
          </Link>
        </div>
        <CodeBlock
          label={words.call}
          text={createContactCurl(session.serverUrl, location.id, '$TOKEN')}
          copyLabel={words.copy}
          copySaid={words.copyCurl}
        />
        <p className={styles.note}>{words.callHint}</p>
      </Card>
    </AuthPage>
  );
}
