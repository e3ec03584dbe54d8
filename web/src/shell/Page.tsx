import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Page.module.css';
import { useCopyCommand } from './use-copy-command.tsx';
import { words } from './words.ts';

type Props = {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  /** The request that reads what is shown. */
  curl?: string;
  children: ReactNode;
};

/** A page of settings: its heading takes the focus, so that whoever listens hears where they are. */
export function Page({ title, text, actions, curl, children }: Props) {
  useCopyCommand(curl);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={styles.page}>
      <title>{`${title} · ${words.app}`}</title>
      <header className={styles.head}>
        <div className={styles.words}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {text !== undefined && <p className={styles.text}>{text}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
