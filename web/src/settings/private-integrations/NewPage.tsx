import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type NewToken, createIntegration, integrationCurl } from '../../api/integrations.ts';
import { Page } from '../../shell/Page.tsx';
import { useLocationId } from '../../shell/use-location.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { IntegrationForm, type Values } from './IntegrationForm.tsx';
import { TokenPanel } from './TokenPanel.tsx';
import { words } from './words.ts';

const blank: Values = {
  name: '',
  description: '',
  scopes: [],
  compatibility: null,
  expiresAt: null,
};

export function NewPage() {
  const locationId = useLocationId();
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: (values: Values): Promise<NewToken> => createIntegration(locationId, values),
    onSuccess: () => client.invalidateQueries({ queryKey: ['integrations', locationId] }),
  });
  const toList = (label: string, kind: 'primary' | 'secondary') => (
    <Link
      to="/l/$location/settings/integrations/private-integrations"
      params={{ location: locationId }}
      className={buttonClass(kind)}
    >
      {label}
    </Link>
  );
  if (create.data) {
    return (
      <Page
        key="made"
        title={create.data.integration.name}
        actions={toList(words.done, 'secondary')}
        curl={integrationCurl(locationId, create.data.integration.id)}
      >
        <TokenPanel locationId={locationId} made={create.data} />
      </Page>
    );
  }
  return (
    <Page title={words.create}>
      <IntegrationForm
        initial={blank}
        pending={create.isPending}
        isSaved={create.isSuccess}
        error={create.error}
        cancel={toList(words.cancel, 'secondary')}
        onSave={(values) => create.mutate(values)}
      />
    </Page>
  );
}
