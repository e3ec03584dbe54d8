import { Link, useMatches } from '@tanstack/react-router';
import { useState } from 'react';
import type { LiveState } from '../api/event-stream.ts';
import { type Theme, readTheme, setTheme } from '../lib/theme.ts';
import { IconButton } from '../ui/Button.tsx';
import { MenuIcon, MoonIcon, SunIcon } from '../ui/generated/icons.tsx';
import { Menu, MenuChoice } from '../ui/Menu.tsx';
import styles from './TopBar.module.css';
import { useMedia } from './use-media.ts';
import { words } from './words.ts';

export type Crumb = {
  label: string;
  to?: '/l/$location/contacts' | '/l/$location/settings/integrations/private-integrations';
};

type Props = { onOpenMenu: (() => void) | undefined; live: LiveState };

export function TopBar({ onOpenMenu, live }: Props) {
  return (
    <header className={styles.bar}>
      {onOpenMenu && (
        <IconButton label={words.openMenu} onClick={onOpenMenu}>
          <MenuIcon size={18} />
        </IconButton>
      )}
      <Breadcrumbs />
      <Live state={live} />
      <ThemeMenu />
    </header>
  );
}

function Live({ state }: { state: LiveState }) {
  const text = words.liveStates[state];
  return (
    <span role="status" className={styles.live} data-state={state}>
      {text !== '' && <span className={styles.dot} />}
      {text}
    </span>
  );
}

function Breadcrumbs() {
  const crumbs = useMatches({
    select: (matches) => matches.flatMap((each) => each.staticData.crumbs ?? []),
  });
  return (
    <nav aria-label={words.breadcrumbs} className={styles.crumbs}>
      <ol>
        {crumbs.map(({ label, to }, index) => (
          <li key={label} aria-current={index === crumbs.length - 1 ? 'page' : undefined}>
            {to && index < crumbs.length - 1 ? (
              <Link from="/l/$location" to={to}>
                {label}
              </Link>
            ) : (
              label
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function ThemeMenu() {
  const [theme, setChosen] = useState(readTheme);
  const isSystemDark = useMedia('(prefers-color-scheme: dark)');
  const isDark = theme === 'system' ? isSystemDark : theme === 'dark';
  const themes: readonly Theme[] = ['light', 'dark', 'system'];
  return (
    <Menu
      align="end"
      trigger={<IconButton label={words.theme}>{isDark ? <MoonIcon /> : <SunIcon />}</IconButton>}
    >
      <MenuChoice
        label={words.theme}
        value={theme}
        options={themes.map((value) => ({ value, label: words.themes[value] }))}
        onChange={(next) => {
          setTheme(next);
          setChosen(next);
        }}
      />
    </Menu>
  );
}
