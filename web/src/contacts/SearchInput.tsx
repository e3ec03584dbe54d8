import { useEffect, useRef } from 'react';
import { IconButton } from '../ui/Button.tsx';
import { SearchIcon, XIcon } from '../ui/generated/icons.tsx';
import styles from './ContactsPage.module.css';
import { words } from './words.ts';

const typing = 'input, textarea, select, [contenteditable=true]';

type Props = { text: string; onType(text: string): void; onDown(): void };

/** `/` leads into it, the arrow down out of it to what was found. */
export function SearchInput({ text, onType, onDown }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest(`${typing}, [role=dialog]`))
        return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
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
