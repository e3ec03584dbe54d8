import { Dialog } from '@base-ui/react/dialog';
import { Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { IconButton } from '../ui/Button.tsx';
import { XIcon } from '../ui/generated/icons.tsx';
import styles from './Shell.module.css';
import { ShellCommands } from './ShellCommands.tsx';
import { Sidebar } from './Sidebar.tsx';
import { TopBar } from './TopBar.tsx';
import { useUndoKey } from './undo.ts';
import { useLive } from './use-live.ts';
import { useLocationId, useMay } from './use-location.ts';
import { useMedia } from './use-media.ts';
import { words } from './words.ts';

/** The frame around every page of a location. */
export function Shell() {
  const isNarrow = useMedia('(width < 768px)');
  const [isOpen, setOpen] = useState(false);
  useUndoKey();
  const live = useLive(useLocationId(), useMay('contacts.readonly'));
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {words.skip}
      </a>
      {isNarrow ? (
        <Drawer open={isOpen} onChange={setOpen} />
      ) : (
        <div className={styles.side}>
          <Sidebar />
        </div>
      )}
      <ShellCommands />
      <div className={styles.content}>
        <TopBar onOpenMenu={isNarrow ? () => setOpen(true) : undefined} live={live} />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

function Drawer({ open, onChange }: { open: boolean; onChange: (open: boolean) => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.drawer} aria-label={words.navigation}>
          <Dialog.Close className={styles.close} render={<IconButton label={words.closeMenu} />}>
            <XIcon size={18} />
          </Dialog.Close>
          <Sidebar onChoose={() => onChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
