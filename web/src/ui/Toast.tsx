import { Toast as Base } from '@base-ui/react/toast';
import type { ReactNode } from 'react';
import { IconButton, buttonClass } from './Button.tsx';
import { CheckIcon, CircleAlertIcon, XIcon } from './generated/icons.tsx';
import styles from './Toast.module.css';

const toasts = Base.createToastManager();
const problem = 'problem';

export type ToastAction = { label: string; run(): void };

let lastSaid: string | undefined;

/**
 * One line that goes by itself; F6 reaches it, hover and focus hold it. What was done before is no longer
 * said then: a stack of lines would lie over what is worked on.
 */
export function toast(text: string, action?: ToastAction): void {
  if (lastSaid !== undefined) toasts.close(lastSaid);
  const id: string = toasts.add({
    title: text,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          toasts.close(id);
          action.run();
        },
      },
    }),
  });
  lastSaid = id;
}

/** What did not work, where there is no place of its own to say it. */
export function toastProblem(error: Error): void {
  toasts.add({ title: error.message, type: problem });
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
        <span className={styles.mark} data-problem={each.type === problem || undefined}>
          {each.type === problem ? <CircleAlertIcon /> : <CheckIcon />}
        </span>
        <Base.Title className={styles.title} />
        {each.actionProps && <Base.Action className={buttonClass('ghost')} />}
        <Base.Close render={<IconButton label="Dismiss" />}>
          <XIcon />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
