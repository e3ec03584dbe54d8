import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type Integration,
  type NewToken,
  integrationCurl,
  integrationActions,
  integrationQuery,
} from '../../api/integrations.ts';
import { Page } from '../../shell/Page.tsx';
import { useLocationId, useMay } from '../../shell/use-location.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CopyIconButton } from '../../ui/Copy.tsx';
import { Failed, Skeleton } from '../../ui/States.tsx';
import { Time } from '../../ui/Time.tsx';
import { toast } from '../../ui/Toast.tsx';
import styles from './EditPage.module.css';
import { type Action, ActionDialog } from './IntegrationActions.tsx';
import { IntegrationForm, type Values } from './IntegrationForm.tsx';
import { RecentCalls } from './RecentCalls.tsx';
import { TokenPanel } from './TokenPanel.tsx';
import { words } from './words.ts';

const list = '/l/$location/settings/integrations/private-integrations';

export function EditPage() {
  const locationId = useLocationId();
  const { integration: id } = useParams({
    from: '/l/$location/settings/integrations/private-integrations/$integration',
  });
  const { data, error, refetch } = useQuery(integrationQuery(locationId, id));
  if (error) {
    return (
      <Page title={words.editTitle}>
        <Failed error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (!data) {
    return (
      <Page title={words.editTitle}>
        <Skeleton rows={[4, 12, 24]} label={words.loading} />
      </Page>
    );
  }
  return <Loaded key={id} locationId={locationId} integration={data} />;
}

function Loaded({ locationId, integration }: { locationId: string; integration: Integration }) {
  const { id, name, status, rotation } = integration;
  const client = useQueryClient();
  const navigate = useNavigate();
  const readOnly = !useMay('integrations.write') || status === 'revoked';
  const [made, setMade] = useState<NewToken>();
  const [action, setAction] = useState<Action>();
  // What is on the page is saved, or gone.
  const toList = (): void =>
    void navigate({ to: list, params: { location: locationId }, ignoreBlocker: true });
  const update = useMutation({
    mutationFn: (values: Values) => integrationActions(locationId, id).update(values),
    onSuccess: async () => {
      toast(words.saved);
      await client.invalidateQueries({ queryKey: ['integrations', locationId] });
      toList();
    },
  });
  const { description, scopes, compatibility, expiresAt } = integration;
  const back = (
    <Link to={list} params={{ location: locationId }} className={buttonClass('secondary')}>
      {words.cancel}
    </Link>
  );
  return (
    <Page
      title={name}
      curl={integrationCurl(locationId, integration.id)}
      {...(status === 'revoked' && { text: words.noMore })}
    >
      {made && <TokenPanel key={made.token} locationId={locationId} made={made} />}
      <Card>
        <dl className={styles.facts}>
          <div>
            <dt>{words.id}</dt>
            <dd className={styles.id}>
              <code>{id}</code>
              <CopyIconButton text={id} label={words.copyId} />
            </dd>
          </div>
          <div>
            <dt>{words.currentToken}</dt>
            <dd>
              <code>{integration.tokenHint}</code>
            </dd>
          </div>
          <div>
            <dt>{words.createdAt}</dt>
            <dd>
              <Time at={integration.createdAt} />
            </dd>
          </div>
          <div>
            <dt>{words.lastUsed}</dt>
            <dd>
              {integration.lastUsedAt === null ? (
                words.neverUsed
              ) : (
                <Time at={integration.lastUsedAt} />
              )}
            </dd>
          </div>
        </dl>
        {!readOnly && status === 'active' && (
          <div className={styles.buttons}>
            {rotation === null ? (
              <Button onClick={() => setAction('rotateLater')}>{words.rotateLater}</Button>
            ) : (
              <Button onClick={() => setAction('cancelRotation')}>{words.cancelRotation}</Button>
            )}
            <Button onClick={() => setAction('rotateNow')}>{words.rotateNow}</Button>
          </div>
        )}
        {rotation && (
          <p className={styles.rotation}>
            {words.rotating(rotation.previousTokenHint)}{' '}
            <Time at={rotation.previousTokenExpiresAt} />
          </p>
        )}
      </Card>
      <IntegrationForm
        initial={{ name, description, scopes, compatibility, expiresAt }}
        readOnly={readOnly}
        pending={update.isPending}
        isSaved={update.isSuccess}
        error={update.error}
        cancel={back}
        onSave={(values) => update.mutate(values)}
      />
      <RecentCalls locationId={locationId} integrationId={id} />
      {!readOnly && (
        <Card danger title={words.danger} text={words.dangerText}>
          <div className={styles.buttons}>
            <Button kind="secondary" onClick={() => setAction('revoke')}>
              {words.revoke}
            </Button>
            <Button kind="danger" onClick={() => setAction('remove')}>
              {words.remove}
            </Button>
          </div>
        </Card>
      )}
      {action && (
        <ActionDialog
          action={action}
          locationId={locationId}
          integration={integration}
          onToken={setMade}
          onClose={() => setAction(undefined)}
          {...(action === 'remove' && { onDone: toList })}
        />
      )}
    </Page>
  );
}
