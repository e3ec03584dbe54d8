import { Button } from './Button.tsx';
import { SearchIcon } from './generated/icons.tsx';
import styles from './FindBar.module.css';
import { SearchInput } from './SearchInput.tsx';
import { Empty } from './States.tsx';

type Props = {
  label: string;
  value: string;
  onChange(value: string): void;
  /** How many are left of how many. */
  shown: string;
};

/** Narrows a list while it is typed. */
export function FindBar({ label, value, onChange, shown }: Props) {
  return (
    <div className={styles.bar}>
      <SearchInput label={label} value={value} onChange={onChange} />
      <p role="status" className={styles.count}>
        {shown}
      </p>
    </div>
  );
}

type NoMatchProps = { title: string; text: string; clear: string; onClear(): void };

/** In the place of the list where nothing is left of it. */
export function NoMatch({ title, text, clear, onClear }: NoMatchProps) {
  return (
    <Empty icon={<SearchIcon size={20} />} title={title} text={text}>
      <Button onClick={onClear}>{clear}</Button>
    </Empty>
  );
}
