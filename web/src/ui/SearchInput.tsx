import { useId } from 'react';
import { SearchIcon } from './generated/icons.tsx';
import inputStyles from './Input.module.css';
import { classNames } from './class-names.ts';
import styles from './SearchInput.module.css';

type Props = { label: string; value: string; onChange(value: string): void };

/** Narrows a list while it is typed; its label is its placeholder. */
export function SearchInput({ label, value, onChange }: Props) {
  const id = useId();
  return (
    <div className={styles.frame}>
      <label htmlFor={id} className={styles.icon}>
        <SearchIcon />
        <span className="visually-hidden">{label}</span>
      </label>
      <input
        id={id}
        type="search"
        value={value}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        className={classNames(inputStyles.input, styles.input)}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
