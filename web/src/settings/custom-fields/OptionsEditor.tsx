import { useEffect, useId, useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, XIcon } from '../../ui/generated/icons.tsx';
import inputStyles from '../../ui/Input.module.css';
import styles from './CustomFields.module.css';
import { words } from './words.ts';

/** `key` is that of a text of a list that contacts may have filled already. */
export type Option = { label: string; key?: string; prefillValue?: string };

type Props = {
  options: readonly Option[];
  hint: string;
  warning?: string;
  error: string | undefined;
  onChange(options: readonly Option[]): void;
};

const most = 500;

export function OptionsEditor({ options, hint, warning, error, onChange }: Props) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  /** Focused once it is there. */
  const [focused, setFocused] = useState<number>();
  useEffect(() => {
    if (focused === undefined) return;
    list.current?.querySelectorAll('input')[focused]?.focus();
    setFocused(undefined);
  }, [focused]);
  const add = (at: number): void => {
    if (options.length >= most) return;
    onChange(options.toSpliced(at, 0, { label: '' }));
    setFocused(at);
  };
  const move = (from: number, to: number): void => {
    const moved = options[from];
    if (!moved || to < 0 || to >= options.length) return;
    onChange(options.toSpliced(from, 1).toSpliced(to, 0, moved));
  };
  const nameOf = ({ label }: Option, at: number): string =>
    label === '' ? words.option(at + 1) : label;
  return (
    <fieldset className={styles.options} aria-describedby={`${id}-below`}>
      <legend className={styles.legend}>{words.options}</legend>
      <ul ref={list} className={styles.optionList}>
        {options.map((option, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place until it is saved
          <li key={at} className={styles.option}>
            <input
              aria-label={words.option(at + 1)}
              aria-invalid={error === undefined ? undefined : true}
              maxLength={500}
              autoComplete="off"
              value={option.label}
              className={inputStyles.input}
              onChange={({ target }) =>
                onChange(options.with(at, { ...option, label: target.value }))
              }
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || option.label.trim() === '') return;
                event.preventDefault();
                add(at + 1);
              }}
            />
            {at > 0 && (
              <IconButton
                label={words.optionUp(nameOf(option, at))}
                onClick={() => move(at, at - 1)}
              >
                <ArrowUpIcon />
              </IconButton>
            )}
            {at < options.length - 1 && (
              <IconButton
                label={words.optionDown(nameOf(option, at))}
                onClick={() => move(at, at + 1)}
              >
                <ArrowDownIcon />
              </IconButton>
            )}
            {options.length > 1 && (
              <IconButton
                label={words.removeOption(nameOf(option, at))}
                onClick={() => onChange(options.toSpliced(at, 1))}
              >
                <XIcon />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <Button icon={<PlusIcon />} onClick={() => add(options.length)}>
        {words.addOption}
      </Button>
      <p
        id={`${id}-below`}
        className={error === undefined ? styles.hint : styles.problem}
        role={error === undefined ? undefined : 'alert'}
      >
        {error ?? [hint, warning].filter(Boolean).join(' ')}
      </p>
    </fieldset>
  );
}
