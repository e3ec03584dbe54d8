import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { fieldsAndFoldersQuery, fieldsCurl, foldersCurl } from '../../api/custom-fields.ts';
import { Page } from '../../shell/Page.tsx';
import { useLocationId, useMay } from '../../shell/use-location.ts';
import { Button } from '../../ui/Button.tsx';
import { PlusIcon } from '../../ui/generated/icons.tsx';
import { Failed, Skeleton } from '../../ui/States.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { CreateFieldDialog } from './FieldDialogs.tsx';
import { FieldList } from './FieldList.tsx';
import { FolderList, FolderNameDialog } from './Folders.tsx';
import { words } from './words.ts';

const tabs = [
  { value: 'fields', label: words.fields },
  { value: 'folders', label: words.folders },
] as const;

export function CustomFieldsPage() {
  const locationId = useLocationId();
  const { tab = 'fields' } = useSearch({ from: '/l/$location/settings/custom-fields' });
  const navigate = useNavigate();
  const mayWrite = useMay('locations/customFields.write');
  const [isCreating, setCreating] = useState(false);
  const { data, error, refetch } = useQuery(fieldsAndFoldersQuery(locationId));
  const close = (): void => setCreating(false);
  const create = mayWrite && data && (
    <Button kind="primary" icon={<PlusIcon />} onClick={() => setCreating(true)}>
      {tab === 'fields' ? words.create : words.createFolder}
    </Button>
  );
  return (
    <Page
      title={words.title}
      text={mayWrite ? words.text : words.readOnly}
      actions={create}
      curl={tab === 'fields' ? fieldsCurl(locationId) : foldersCurl(locationId)}
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={[2, 2, 20]} label={words.loading} />
      ) : (
        <Tabs
          label={words.tabs}
          value={tab}
          tabs={tabs}
          onChange={(next) =>
            void navigate({
              to: '/l/$location/settings/custom-fields',
              params: { location: locationId },
              search: { tab: next === 'folders' ? next : undefined },
            })
          }
        >
          {tab === 'fields' ? (
            <FieldList key={locationId} {...data} locationId={locationId} mayWrite={mayWrite} />
          ) : (
            <FolderList {...data} locationId={locationId} mayWrite={mayWrite} />
          )}
        </Tabs>
      )}
      {isCreating && tab === 'fields' && (
        <CreateFieldDialog locationId={locationId} folders={data?.folders ?? []} onClose={close} />
      )}
      {isCreating && tab === 'folders' && (
        <FolderNameDialog locationId={locationId} onClose={close} />
      )}
    </Page>
  );
}
