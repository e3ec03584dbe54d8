import { keep, readKept } from './kept.ts';

export type Theme = 'light' | 'dark' | 'system';

/** `theme.js` reads the same name before anything is painted. */
const name = 'theme';

export function readTheme(): Theme {
  const kept = readKept(name);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function setTheme(theme: Theme): void {
  keep(name, theme === 'system' ? undefined : theme);
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
