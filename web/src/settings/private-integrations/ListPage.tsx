import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type Integration,
  type NewToken,
  integrationsCurl,
  integrationsQuery,
} from '../../api/integrations.ts';
import { Page } from '../../shell/Page.tsx';
import { useLocationId, useMay } from '../../shell/use-location.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { KeyRoundIcon, PlusIcon } from '../../ui/generated/icons.tsx';
import { Empty, Failed, Skeleton } from '../../ui/States.tsx';
import { CodeTag, StatusTag } from '../../ui/Tag.tsx';
import { Time } from '../../ui/Time.tsx';
import { IntegrationMenu } from './IntegrationActions.tsx';
import styles from './ListPage.module.css';
import { TokenPanel } from './TokenPanel.tsx';
import { words } from './words.ts';

export function ListPage() {
  const locationId = useLocationId();
  const mayWrite = useMay('integrations.write');
  const [made, setMade] = useState<NewToken>();
  const { data, error, refetch } = useQuery(integrationsQuery(locationId));
  const create = mayWrite && (
    <Link
      to="/l/$location/settings/integrations/private-integrations/new"
      params={{ location: locationId }}
      className={buttonClass('primary')}
    >
      <span className={styles.withIcon}>
        <PlusIcon />
        {words.create}
      </span>
    </Link>
  );
  return (
    <Page
      title={words.title}
      text={words.text}
      actions={create}
      curl={integrationsCurl(locationId)}
    >
      {made && <TokenPanel key={made.token} locationId={locationId} made={made} />}
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={[6, 6]} label={words.loading} />
      ) : data.length === 0 ? (
        <Empty icon={<KeyRoundIcon size={20} />} title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <ul className={styles.list} aria-label={words.title}>
          {data.map((each) => (
            <Row
              key={each.id}
              integration={each}
              locationId={locationId}
              mayWrite={mayWrite}
              onToken={setMade}
            />
          ))}
        </ul>
      )}
    </Page>
  );
}

type RowProps = {
  integration: Integration;
  locationId: string;
  mayWrite: boolean;
  onToken(made: NewToken | undefined): void;
};

function Row({ integration, locationId, mayWrite, onToken }: RowProps) {
  const { id, name, description, scopes, status, rotation } = integration;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <div className={styles.head}>
          <h2 className={styles.name}>
            <Link
              to="/l/$location/settings/integrations/private-integrations/$integration"
              params={{ location: locationId, integration: id }}
            >
              {name}
            </Link>
          </h2>
          {status === 'revoked' && <StatusTag tone="danger">{words.revoked}</StatusTag>}
          {status === 'expired' && <StatusTag tone="warn">{words.expired}</StatusTag>}
        </div>
        {description !== '' && <p className={styles.description}>{description}</p>}
        <ul className={styles.scopes} aria-label={words.scopes}>
          {scopes.map((scope) => (
            <li key={scope}>
              <CodeTag>{scope}</CodeTag>
            </li>
          ))}
        </ul>
        <p className={styles.facts}>
          <Facts integration={integration} />
        </p>
        {rotation && (
          <p className={styles.rotation}>
            {words.rotating(rotation.previousTokenHint)}{' '}
            <Time at={rotation.previousTokenExpiresAt} />
          </p>
        )}
      </div>
      {mayWrite && (
        <IntegrationMenu locationId={locationId} integration={integration} onToken={onToken} />
      )}
    </li>
  );
}

function Facts({ integration }: { integration: Integration }) {
  const { tokenHint, lastUsedAt, createdAt, expiresAt, status } = integration;
  return (
    <>
      <code>{`pit-…${tokenHint}`}</code>
      <span>
        {lastUsedAt === null ? (
          words.neverUsed
        ) : (
          <>
            {words.used} <Time at={lastUsedAt} />
          </>
        )}
      </span>
      <span>
        {words.created} <Time at={createdAt} />
      </span>
      {expiresAt !== null && (
        <span>
          {status === 'expired' ? words.expiredAt : words.expiresAt} <Time at={expiresAt} />
        </span>
      )}
    </>
  );
}
