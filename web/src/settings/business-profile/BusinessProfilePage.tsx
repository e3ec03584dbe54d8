import { useQuery } from '@tanstack/react-query';
import { locationCurl, locationQuery } from '../../api/locations.ts';
import { Page } from '../../shell/Page.tsx';
import { useLocationId, useMay, useSession } from '../../shell/use-location.ts';
import { Failed, Skeleton } from '../../ui/States.tsx';
import { AddressCard, DuplicatesCard, GeneralCard, RegionCard } from './cards.tsx';
import { DangerZone } from './DangerZone.tsx';
import { words } from './words.ts';

export function BusinessProfilePage() {
  const locationId = useLocationId();
  const mayWrite = useMay('locations.write');
  // Roles below it do not delete locations.
  const isOwner = useSession().user.role === 'owner';
  const { data, error, refetch } = useQuery(locationQuery(locationId));
  const curl = locationCurl(locationId);
  if (error) {
    return (
      <Page title={words.title} curl={curl}>
        <Failed error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (!data) {
    return (
      <Page title={words.title} text={words.text} curl={curl}>
        <Skeleton rows={[18, 14, 10, 12]} label={words.loading} />
      </Page>
    );
  }
  const card = { location: data, readOnly: !mayWrite };
  return (
    <Page
      title={words.title}
      text={mayWrite ? words.text : words.readOnly}
      key={locationId}
      curl={curl}
    >
      <GeneralCard {...card} />
      <AddressCard {...card} />
      <RegionCard {...card} />
      <DuplicatesCard {...card} />
      {isOwner && <DangerZone location={data} />}
    </Page>
  );
}
