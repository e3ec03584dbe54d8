import { useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import {
  ArrowDownIcon,
  ArrowUpIcon,
  Columns3Icon,
  PinIcon,
  PinOffIcon,
  PlusIcon,
  XIcon,
} from '../ui/generated/icons.tsx';
import { Popover } from '../ui/Popover.tsx';
import styles from './ColumnPicker.module.css';
import type { ColumnChange, PlacedColumn } from './columns.ts';
import { words } from './words.ts';

type Named = { id: string; label: string; isName?: boolean };

type Props<Row> = {
  known: readonly Named[];
  shown: readonly PlacedColumn<Row>[];
  onChange(change: ColumnChange): void;
  onReset(): void;
};

/** Which columns there are, in which order; all of it by keys, too. */
export function ColumnPicker<Row>({ known, shown, onChange, onReset }: Props<Row>) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const fits = ({ label }: Named): boolean => label.toLowerCase().includes(wanted);
  const chosen = shown.filter((each) => !each.isName && fits(each));
  const others = known.filter(
    (each) => !each.isName && fits(each) && !shown.some(({ id }) => id === each.id),
  );
  return (
    <Popover
      label={words.columnsTitle}
      align="end"
      trigger={<Button icon={<Columns3Icon />}>{words.columns}</Button>}
    >
      <div className={styles.picker}>
        <input
          type="search"
          value={text}
          placeholder={words.findColumn}
          aria-label={words.findColumn}
          className={styles.find}
          onChange={(event) => setText(event.target.value)}
        />
        <div className={styles.lists}>
          {chosen.length + others.length === 0 && <p className={styles.none}>{words.noColumn}</p>}
          {chosen.length > 0 && <h2 className={styles.heading}>{words.shown}</h2>}
          <ul aria-label={words.shown}>
            {chosen.map((column, at) => (
              <Shown
                key={column.id}
                column={column}
                isFirst={wanted !== '' || chosen[at - 1]?.isPinned !== column.isPinned}
                isLast={wanted !== '' || chosen[at + 1]?.isPinned !== column.isPinned}
                onChange={onChange}
              />
            ))}
          </ul>
          {others.length > 0 && <h2 className={styles.heading}>{words.hidden}</h2>}
          <ul aria-label={words.hidden}>
            {others.map(({ id, label }) => (
              <li key={id} className={styles.column}>
                <span className={styles.label}>{label}</span>
                <IconButton
                  label={words.show(label)}
                  onClick={() => onChange({ kind: 'show', id })}
                >
                  <PlusIcon />
                </IconButton>
              </li>
            ))}
          </ul>
        </div>
        <div className={styles.foot}>
          <Button kind="ghost" onClick={onReset}>
            {words.reset}
          </Button>
        </div>
      </div>
    </Popover>
  );
}

type ShownProps<Row> = {
  column: PlacedColumn<Row>;
  isFirst: boolean;
  isLast: boolean;
  onChange(change: ColumnChange): void;
};

function Shown<Row>({ column, isFirst, isLast, onChange }: ShownProps<Row>) {
  const { id, label, isPinned } = column;
  return (
    <li className={styles.column}>
      <span className={styles.label}>{label}</span>
      <IconButton
        label={words.moveUp(label)}
        aria-disabled={isFirst}
        onClick={() => !isFirst && onChange({ kind: 'move', id, by: -1 })}
      >
        <ArrowUpIcon />
      </IconButton>
      <IconButton
        label={words.moveDown(label)}
        aria-disabled={isLast}
        onClick={() => !isLast && onChange({ kind: 'move', id, by: 1 })}
      >
        <ArrowDownIcon />
      </IconButton>
      <IconButton
        label={isPinned ? words.unpin(label) : words.pin(label)}
        onClick={() => onChange({ kind: isPinned ? 'unpin' : 'pin', id })}
      >
        {isPinned ? <PinOffIcon /> : <PinIcon />}
      </IconButton>
      <IconButton label={words.hide(label)} onClick={() => onChange({ kind: 'hide', id })}>
        <XIcon />
      </IconButton>
    </li>
  );
}
