import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { locationQuery } from '../api/locations.ts';
import { keep } from '../lib/kept.ts';
import { ChevronDownIcon, MapPinIcon, SearchIcon } from '../ui/generated/icons.tsx';
import { Keys } from '../ui/Keys.tsx';
import { Menu, MenuChoice } from '../ui/Menu.tsx';
import styles from './Sidebar.module.css';
import { menuKeys, runCommand } from './commands.ts';
import { UserMenu } from './UserMenu.tsx';
import { type Place, atStart, groups, lastLocation } from './places.tsx';
import { useLocationId, useSession } from './use-location.ts';
import { words } from './words.ts';

export function Sidebar({ onChoose }: { onChoose?: () => void }) {
  return (
    <div className={styles.sidebar}>
      <LocationSwitcher />
      <button
        type="button"
        className={styles.jump}
        title={words.searchOrJump}
        onClick={() => {
          onChoose?.();
          runCommand(menuKeys);
        }}
      >
        <SearchIcon />
        <span className={styles.label}>{words.searchOrJump}</span>
        <span className={styles.arrow}>
          <Keys keys={menuKeys} />
        </span>
      </button>
      <nav aria-label={words.navigation} className={styles.nav}>
        {groups.map(({ label, places }) => (
          <section key={label ?? ''}>
            {label !== undefined && <h2 className={styles.heading}>{label}</h2>}
            <ul aria-label={label}>
              {places.map((each) => (
                <NavItem key={each.to} {...each} {...(onChoose && { onChoose })} />
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <UserMenu />
    </div>
  );
}

function NavItem({ to, label, icon, onChoose }: Place & { onChoose?: () => void }) {
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
  const listed = locations.find(({ id }) => id === locationId);
  const { data: named } = useQuery({ ...locationQuery(locationId), enabled: !listed });
  const name = listed?.name ?? named?.name ?? '';
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
          void navigate({ to: atStart.to, params: { location } });
        }}
      />
    </Menu>
  );
}
