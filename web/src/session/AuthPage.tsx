import type { ReactNode } from 'react';
import { MapPinIcon } from '../ui/generated/icons.tsx';
import { ThemeMenu } from '../shell/TopBar.tsx';
import styles from './AuthPage.module.css';

type Props = { title: string; text?: ReactNode; children?: ReactNode; wide?: boolean };

/** A page before anybody is signed in. */
export function AuthPage({ title, text, children, wide = false }: Props) {
  return (
    <div className={styles.page}>
      <title>{`${title} · Groundlevel`}</title>
      <header className={styles.bar}>
        <span className={styles.brand}>
          <span className={styles.mark}>
            <MapPinIcon />
          </span>
          Groundlevel
        </span>
        <ThemeMenu />
      </header>
      <main className={styles.main} data-wide={wide || undefined}>
        <div className={styles.head}>
          <h1>{title}</h1>
          {text !== undefined && <p className={styles.text}>{text}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}
