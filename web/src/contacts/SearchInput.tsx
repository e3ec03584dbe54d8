import { useRef } from 'react';
import { useCommands } from '../shell/commands.ts';
import { IconButton } from '../ui/Button.tsx';
import { SearchIcon, XIcon } from '../ui/generated/icons.tsx';
import styles from './ContactsPage.module.css';
import { words } from './words.ts';

type Props = { text: string; onType(text: string): void; onDown(): void };

/** `/` leads into it, the arrow down out of it to what was found. */
export function SearchInput({ text, onType, onDown }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useCommands([
    {
      group: 'actions',
      label: words.search,
      icon: <SearchIcon />,
      keys: '/',
      run: () => input.current?.focus(),
    },
  ]);
  return (
    <div className={styles.search}>
      <span className={styles.lens}>
        <SearchIcon />
      </span>
      <input
        ref={input}
        type="search"
        value={text}
        maxLength={500}
        placeholder={words.searchHint}
        aria-label={words.search}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        className={styles.searchInput}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            onDown();
          } else if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            onType('');
          }
        }}
      />
      {text === '' ? (
        <span aria-hidden="true" className={styles.key}>
          /
        </span>
      ) : (
        <IconButton
          label={words.clearSearch}
          className={styles.clear}
          onClick={() => {
            onType('');
            input.current?.focus();
          }}
        >
          <XIcon size={14} />
        </IconButton>
      )}
    </div>
  );
}
