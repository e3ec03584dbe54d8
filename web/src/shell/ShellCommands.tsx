import { useNavigate } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { lastSentChange } from '../api/client.ts';
import { curlOf } from '../lib/curl.ts';
import { keep } from '../lib/kept.ts';
import { apiBase } from '../lib/place.ts';
import { type Theme, setTheme } from '../lib/theme.ts';
import {
  KeyboardIcon,
  MapPinIcon,
  MoonIcon,
  PlusIcon,
  SunIcon,
  TerminalIcon,
} from '../ui/generated/icons.tsx';
import { toast } from '../ui/Toast.tsx';
import { type Command, menuKeys, useCommandKeys, useCommands } from './commands.ts';
import { atStart, groups, lastLocation } from './places.tsx';
import { copyCurl } from './use-copy-command.tsx';
import { useLocationId, useMay, useSession } from './use-location.ts';
import { words } from './words.ts';

const CommandMenu = lazy(async () => ({
  default: (await import('./CommandMenu.tsx')).CommandMenu,
}));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./ShortcutsDialog.tsx')).ShortcutsDialog,
}));

type Opened = 'menu' | 'shortcuts' | undefined;

/** What can be done on every page, by keys and by the command menu. */
export function ShellCommands() {
  const [opened, setOpened] = useState<Opened>();
  const location = useLocationId();
  const { locations } = useSession();
  const navigate = useNavigate();
  useCommandKeys();
  const themes: readonly Theme[] = ['light', 'dark', 'system'];
  const commands: readonly Command[] = [
    {
      group: 'actions',
      label: words.commandMenu,
      keys: menuKeys,
      run: () => setOpened('menu'),
    },
    {
      group: 'actions',
      label: words.shortcuts,
      icon: <KeyboardIcon />,
      keys: '?',
      run: () => setOpened('shortcuts'),
    },
    ...groups
      .flatMap(({ places }) => places)
      .map(
        ({ to, label, icon, keys }): Command => ({
          group: 'pages',
          label,
          icon,
          keys,
          run: () => void navigate({ to, params: { location } }),
        }),
      ),
    {
      group: 'actions',
      label: words.copyChange,
      also: 'api',
      icon: <TerminalIcon />,
      run: () => {
        const sent = lastSentChange();
        if (sent) void copyCurl(curlOf(sent.method, `${apiBase}${sent.path}`, sent.body));
        else toast(words.noChange);
      },
    },
    ...themes.map(
      (theme): Command => ({
        group: 'actions',
        label: `${words.theme}: ${words.themes[theme]}`,
        icon: theme === 'dark' ? <MoonIcon /> : <SunIcon />,
        run: () => setTheme(theme),
      }),
    ),
    ...locations
      .filter(({ id }) => id !== location)
      .map(
        ({ id, name }): Command => ({
          group: 'locations',
          label: name,
          also: words.switchLocation,
          icon: <MapPinIcon />,
          run: () => {
            keep(lastLocation, id);
            void navigate({ to: atStart.to, params: { location: id } });
          },
        }),
      ),
  ];
  useCommands(commands);
  useCommands(
    [
      {
        group: 'actions',
        label: words.addContact,
        icon: <PlusIcon />,
        keys: 'c',
        run: () =>
          void navigate({
            to: '/l/$location/contacts',
            params: { location },
            search: ({ q, f, sort, cols }) => ({ q, f, sort, cols, add: true }),
          }),
      },
    ],
    useMay('contacts.write'),
  );
  const close = (): void => setOpened(undefined);
  return (
    <Suspense>
      {opened === 'menu' && <CommandMenu onClose={close} />}
      {opened === 'shortcuts' && <ShortcutsDialog onClose={close} />}
    </Suspense>
  );
}
