import { Toast as Base } from '@base-ui/react/toast';
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { CheckIcon, XIcon } from './generated/icons.tsx';
import styles from './Toast.module.css';

const toasts = Base.createToastManager();

/** One line that goes by itself; F6 reaches it, hover and focus hold it. */
export function toast(text: string): void {
  toasts.add({ title: text });
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider toastManager={toasts} timeout={8000}>
      {children}
      <Base.Portal>
        <Base.Viewport className={styles.viewport}>
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts: shown } = Base.useToastManager();
  return shown.map((each) => (
    <Base.Root key={each.id} toast={each} className={styles.toast}>
      <Base.Content className={styles.content}>
        <span className={styles.tick}>
          <CheckIcon />
        </span>
        <Base.Title className={styles.title} />
        <Base.Close render={<IconButton label="Dismiss" />}>
          <XIcon />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
