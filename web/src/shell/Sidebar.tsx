import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { keep } from '../lib/kept.ts';
import {
  ArchiveRestoreIcon,
  Building2Icon,
  ChevronDownIcon,
  KeyRoundIcon,
  MapPinIcon,
  TagIcon,
  TextCursorInputIcon,
  UsersRoundIcon,
} from '../ui/generated/icons.tsx';
import { Menu, MenuChoice } from '../ui/Menu.tsx';
import styles from './Sidebar.module.css';
import { UserMenu } from './UserMenu.tsx';
import { useLocationId, useSession } from './use-location.ts';
import { words } from './words.ts';

/** Where the app opens the next time. */
export const lastLocation = 'location';

type LinkTo = {
  to:
    | '/l/$location/settings/business-profile'
    | '/l/$location/settings/users'
    | '/l/$location/settings/custom-fields'
    | '/l/$location/settings/tags'
    | '/l/$location/contacts/deleted'
    | '/l/$location/settings/integrations/private-integrations';
  label: string;
  icon: ReactNode;
};

const settings: readonly LinkTo[] = [
  {
    to: '/l/$location/settings/business-profile',
    label: words.businessProfile,
    icon: <Building2Icon />,
  },
  { to: '/l/$location/settings/users', label: words.users, icon: <UsersRoundIcon /> },
  {
    to: '/l/$location/settings/custom-fields',
    label: words.customFields,
    icon: <TextCursorInputIcon />,
  },
  { to: '/l/$location/settings/tags', label: words.tags, icon: <TagIcon /> },
  {
    to: '/l/$location/contacts/deleted',
    label: words.deletedContacts,
    icon: <ArchiveRestoreIcon />,
  },
];
const integrations: LinkTo = {
  to: '/l/$location/settings/integrations/private-integrations',
  label: words.privateIntegrations,
  icon: <KeyRoundIcon />,
};

export function Sidebar({ onChoose }: { onChoose?: () => void }) {
  return (
    <div className={styles.sidebar}>
      <LocationSwitcher />
      <nav aria-label={words.navigation} className={styles.nav}>
        <h2 className={styles.heading} id="nav-settings">
          {words.settings}
        </h2>
        <ul aria-labelledby="nav-settings">
          {settings.map((each) => (
            <NavItem key={each.to} {...each} {...(onChoose && { onChoose })} />
          ))}
        </ul>
        <h2 className={styles.heading} id="nav-integrations">
          {words.integrations}
        </h2>
        <ul aria-labelledby="nav-integrations">
          <NavItem {...integrations} {...(onChoose && { onChoose })} />
        </ul>
      </nav>
      <UserMenu />
    </div>
  );
}

function NavItem({ to, label, icon, onChoose }: LinkTo & { onChoose?: () => void }) {
  const location = useLocationId();
  return (
    <li>
      <Link
        to={to}
        params={{ location }}
        className={styles.link}
        title={label}
        onClick={() => onChoose?.()}
      >
        {icon}
        <span className={styles.label}>{label}</span>
      </Link>
    </li>
  );
}

function LocationSwitcher() {
  const { locations } = useSession();
  const locationId = useLocationId();
  const navigate = useNavigate();
  const name = locations.find(({ id }) => id === locationId)?.name ?? '';
  const face = (
    <>
      <span className={styles.mark}>
        <MapPinIcon />
      </span>
      <span className={styles.place}>
        <span className={styles.name}>{name}</span>
        <span className={styles.kind}>{words.location}</span>
      </span>
    </>
  );
  if (locations.length < 2) return <div className={styles.location}>{face}</div>;
  return (
    <Menu
      trigger={
        <button type="button" className={styles.location}>
          {face}
          <span className="visually-hidden">{words.switchLocation}</span>
          <span className={styles.arrow}>
            <ChevronDownIcon />
          </span>
        </button>
      }
    >
      <MenuChoice
        label={words.switchLocation}
        value={locationId}
        options={locations.map((each) => ({ value: each.id, label: each.name }))}
        onChange={(location) => {
          keep(lastLocation, location);
          void navigate({ to: integrations.to, params: { location } });
        }}
      />
    </Menu>
  );
}
