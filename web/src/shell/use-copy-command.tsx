import { copyText } from '../ui/Copy.tsx';
import { TerminalIcon } from '../ui/generated/icons.tsx';
import { toast } from '../ui/Toast.tsx';
import { useCommands } from './commands.ts';
import { words } from './words.ts';

export async function copyCurl(curl: string): Promise<void> {
  if (await copyText(curl)) toast(words.curlCopied);
}

/** What the page shows, as the request that reads it; a page that reads nothing has none. */
export function useCopyCommand(curl: string | undefined): void {
  useCommands(
    [
      {
        group: 'actions',
        label: words.copyView,
        also: 'api',
        icon: <TerminalIcon />,
        keys: 'mod+shift+c',
        run: () => void copyCurl(curl ?? ''),
      },
    ],
    curl !== undefined,
  );
}
