import { useQuery } from '@tanstack/react-query';
import { countryNames } from '../../api/generated/countries.ts';
import { type Location, timezonesQuery } from '../../api/locations.ts';
import { FieldGrid, Wide } from '../../ui/Card.tsx';
import { Switch } from '../../ui/Choice.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { CopyButton } from '../../ui/Copy.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './cards.module.css';
import { ProfileCard } from './ProfileCard.tsx';
import { words } from './words.ts';

type Props = { location: Location; readOnly: boolean };

/** An empty text clears a field; null says so to the API. */
const cleared = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export function GeneralCard({ location, readOnly }: Props) {
  return (
    <ProfileCard
      title={words.general}
      location={location}
      readOnly={readOnly}
      fields={['name', 'email', 'phone', 'website']}
      read={({ name, email = '', phone = '', website = '' }) => ({ name, email, phone, website })}
      write={({ name, email, phone, website }) => ({
        name: name.trim(),
        email: cleared(email),
        phone: cleared(phone),
        website: cleared(website),
      })}
    >
      {({ values, change, problemOf }) => (
        <FieldGrid>
          <Wide>
            <LocationId id={location.id} />
          </Wide>
          <Input
            label={words.name}
            required
            maxLength={200}
            readOnly={readOnly}
            value={values.name}
            error={problemOf('name')}
            onChange={({ target }) => change({ name: target.value })}
          />
          <Input
            label={words.email}
            type="email"
            maxLength={320}
            readOnly={readOnly}
            value={values.email}
            error={problemOf('email')}
            onChange={({ target }) => change({ email: target.value })}
          />
          <Input
            label={words.phone}
            type="tel"
            maxLength={50}
            readOnly={readOnly}
            value={values.phone}
            error={problemOf('phone')}
            onChange={({ target }) => change({ phone: target.value })}
          />
          <Input
            label={words.website}
            inputMode="url"
            placeholder={words.websitePlaceholder}
            maxLength={2000}
            readOnly={readOnly}
            value={values.website}
            error={problemOf('website')}
            onChange={({ target }) => change({ website: target.value })}
          />
        </FieldGrid>
      )}
    </ProfileCard>
  );
}

function LocationId({ id }: { id: string }) {
  return (
    <div className={styles.locationId}>
      <span id="location-id" className={styles.label}>
        {words.locationId}
      </span>
      <div className={styles.row}>
        <output aria-labelledby="location-id" className={styles.id}>
          {id}
        </output>
        <CopyButton text={id} label={words.copy} said={words.copyLocationId} />
      </div>
      <span className={styles.hint}>{words.locationIdHint}</span>
    </div>
  );
}

export function AddressCard({ location, readOnly }: Props) {
  return (
    <ProfileCard
      title={words.address}
      location={location}
      readOnly={readOnly}
      fields={['address', 'city', 'state', 'postalCode']}
      read={({ address = '', city = '', state = '', postalCode = '' }) => ({
        address,
        city,
        state,
        postalCode,
      })}
      write={({ address, city, state, postalCode }) => ({
        address: cleared(address),
        city: cleared(city),
        state: cleared(state),
        postalCode: cleared(postalCode),
      })}
    >
      {({ values, change, problemOf }) => (
        <FieldGrid>
          <Wide>
            <Input
              label={words.street}
              maxLength={1000}
              readOnly={readOnly}
              value={values.address}
              error={problemOf('address')}
              onChange={({ target }) => change({ address: target.value })}
            />
          </Wide>
          <Input
            label={words.postalCode}
            maxLength={50}
            readOnly={readOnly}
            value={values.postalCode}
            error={problemOf('postalCode')}
            onChange={({ target }) => change({ postalCode: target.value })}
          />
          <Input
            label={words.city}
            maxLength={200}
            readOnly={readOnly}
            value={values.city}
            error={problemOf('city')}
            onChange={({ target }) => change({ city: target.value })}
          />
          <Input
            label={words.state}
            maxLength={200}
            readOnly={readOnly}
            value={values.state}
            error={problemOf('state')}
            onChange={({ target }) => change({ state: target.value })}
          />
        </FieldGrid>
      )}
    </ProfileCard>
  );
}

const countries = Object.entries(countryNames).map(([value, label]) => ({ value, label }));

export function RegionCard({ location, readOnly }: Props) {
  const { data: zones } = useQuery(timezonesQuery(location.id));
  const timezones = (zones ?? [location.timezone]).map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }));
  return (
    <ProfileCard
      title={words.region}
      location={location}
      readOnly={readOnly}
      fields={['timezone', 'country']}
      read={({ timezone, country }) => ({ timezone, country })}
      write={(values) => values}
    >
      {({ values, change, problemOf }) => (
        <FieldGrid>
          <Combobox
            label={words.timezone}
            hint={words.timezoneHint}
            searchText={words.findTimezone}
            emptyText={words.noTimezone}
            options={timezones}
            readOnly={readOnly}
            value={values.timezone}
            error={problemOf('timezone')}
            onChange={(timezone) => change({ timezone })}
          />
          <Combobox
            label={words.country}
            hint={words.countryHint}
            searchText={words.findCountry}
            emptyText={words.noCountry}
            options={countries}
            readOnly={readOnly}
            value={values.country}
            error={problemOf('country')}
            onChange={(country) => change({ country })}
          />
        </FieldGrid>
      )}
    </ProfileCard>
  );
}

type Identifier = 'email' | 'phone';

const isIdentifier = (text: string): text is Identifier => text === 'email' || text === 'phone';

export function DuplicatesCard({ location, readOnly }: Props) {
  return (
    <ProfileCard
      title={words.duplicates}
      text={words.duplicatesText}
      location={location}
      readOnly={readOnly}
      fields={[]}
      read={({ settings }) => ({
        allowDuplicateContact: settings.allowDuplicateContact ?? false,
        order: (settings.contactUniqueIdentifiers ?? ['email', 'phone']).join(','),
      })}
      write={({ allowDuplicateContact, order }) => ({
        settings: {
          allowDuplicateContact,
          contactUniqueIdentifiers: order.split(',').filter(isIdentifier),
        },
      })}
    >
      {({ values, change }) => (
        <>
          <Switch
            label={words.allowDuplicates}
            description={words.allowDuplicatesText}
            checked={values.allowDuplicateContact}
            readOnly={readOnly}
            onChange={(allowDuplicateContact) => change({ allowDuplicateContact })}
          />
          <FieldGrid>
            <Select
              label={words.findBy}
              readOnly={readOnly}
              value={values.order}
              options={Object.entries(words.orders).map(([value, label]) => ({ value, label }))}
              onChange={(order) => change({ order })}
            />
          </FieldGrid>
        </>
      )}
    </ProfileCard>
  );
}
