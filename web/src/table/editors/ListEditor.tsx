import { Combobox } from '@base-ui/react/combobox';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { CheckIcon, PlusIcon } from '../../ui/generated/icons.tsx';
import { words } from '../words.ts';
import type { EditorOption, EditorProps, Move } from './editor-spec.ts';
import styles from './editors.module.css';

type Props = Omit<EditorProps, 'spec'> & {
  options: readonly EditorOption[];
  isMultiple: boolean;
  /** Whether what is typed becomes an option of its own. */
  takesOther: boolean;
};
type Item = EditorOption & { isNew?: boolean };

const mostShown = 200;

/** One or several of a list, found by typing. */
export function ListEditor(props: Props) {
  const { options, isMultiple, takesOther, label, value, typed, error, onSave, onCancel } = props;
  const anchor = useRef<HTMLSpanElement>(null);
  const isDone = useRef(false);
  const before = useMemo(() => valuesIn(value), [value]);
  const [chosen, setChosen] = useState<readonly string[]>(before);
  const [query, setQuery] = useState(typed ?? '');
  const items = useMemo(
    () => itemsOf(options, before, chosen, { isMultiple, typed: takesOther ? query.trim() : '' }),
    [options, before, chosen, isMultiple, takesOther, query],
  );
  const selected = items.filter((each) => chosen.includes(each.value));

  const save = (values: readonly string[], move: Move): void => {
    if (isDone.current) return;
    isDone.current = true;
    if (JSON.stringify(values) === JSON.stringify(before)) onCancel(move);
    else if (isMultiple) onSave(values.length > 0 ? values : null, move);
    else onSave(values[0] || null, move);
  };
  const close = (reason: string): void => {
    if (isDone.current) return;
    if (isMultiple && reason !== 'escape-key') {
      save(chosen, 'stay');
      return;
    }
    isDone.current = true;
    onCancel('stay');
  };
  const choose = ({ value: next }: Item): void => {
    if (!isMultiple) {
      save([next], 'stay');
      return;
    }
    setChosen(chosen.includes(next) ? chosen.filter((each) => each !== next) : [...chosen, next]);
    setQuery('');
  };
  const isHighlighted = useRef(false);
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Tab') {
      event.preventDefault();
      save(chosen, event.shiftKey ? 'previous' : 'next');
    } else if (event.key === 'Enter' && !isHighlighted.current) {
      // What was pasted has highlighted nothing yet.
      const wanted = query.trim().toLowerCase();
      const first = items.find(({ label: each }) => each.toLowerCase().includes(wanted));
      if (wanted !== '' && first) choose(first);
    }
  };
  const shared = {
    items,
    open: true,
    inputValue: query,
    limit: mostShown,
    autoHighlight: true,
    isItemEqualToValue: (a: Item, b: Item) => a.value === b.value,
    onInputValueChange: setQuery,
    onItemHighlighted: (item: Item | undefined) => {
      isHighlighted.current = item !== undefined;
    },
    onOpenChange: (open: boolean, { reason }: { reason: string }) => {
      if (!open) close(reason);
    },
  };
  const parts = (
    <>
      <span ref={anchor} className={styles.anchor} data-editor>
        {selected.map((each) => each.label).join(', ')}
      </span>
      <Combobox.Portal>
        <Combobox.Positioner anchor={anchor} className={styles.positioner} align="start">
          <Combobox.Popup
            // Whoever asked for the value knows where to go on.
            finalFocus={false}
            className={styles.popup}
            aria-label={label}
            onKeyDown={press}
            data-editor
          >
            <Combobox.Input
              aria-label={label}
              placeholder={words.find}
              autoComplete="off"
              className={styles.find}
            />
            {error !== undefined && (
              <p role="alert" className={styles.said}>
                {error}
              </p>
            )}
            <Combobox.Empty className={styles.hint}>{words.nothingFound}</Combobox.Empty>
            <Combobox.List className={styles.list}>
              {(item: Item) => (
                <Combobox.Item key={item.value} value={item} className={styles.item}>
                  {item.isNew ? (
                    <>
                      <PlusIcon />
                      <span>{words.create(item.label)}</span>
                    </>
                  ) : (
                    <bdi>{item.label}</bdi>
                  )}
                  <Combobox.ItemIndicator className={styles.tick}>
                    <CheckIcon />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
            <p className={styles.hint}>{isMultiple ? words.manyHint : words.listHint}</p>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </>
  );
  return isMultiple ? (
    <Combobox.Root
      {...shared}
      multiple
      value={selected}
      onValueChange={(next: Item[]) => {
        setChosen(next.map((each) => each.value));
        setQuery('');
      }}
    >
      {parts}
    </Combobox.Root>
  ) : (
    <Combobox.Root
      {...shared}
      value={selected[0] ?? null}
      onValueChange={(next: Item | null) => save(next ? [next.value] : [], 'stay')}
    >
      {parts}
    </Combobox.Root>
  );
}

function valuesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === null || value === undefined || value === '' ? [] : [String(value)];
}

/** What was chosen stands first; values that are not among the options are there, too. */
function itemsOf(
  options: readonly EditorOption[],
  before: readonly string[],
  chosen: readonly string[],
  { isMultiple, typed }: { isMultiple: boolean; typed: string },
): Item[] {
  const known = new Map(options.map((each) => [each.value, each]));
  const made = chosen.filter((value) => !known.has(value) && !before.includes(value));
  const first = [...before, ...made].map((value) => known.get(value) ?? { value, label: value });
  const others = options.filter(({ value }) => !before.includes(value));
  const isNew =
    typed !== '' &&
    ![...first, ...others].some(({ label }) => label.toLowerCase() === typed.toLowerCase());
  return [
    ...(isMultiple || before.length === 0 ? [] : [{ value: '', label: words.empty }]),
    ...first,
    ...others,
    ...(isNew ? [{ value: typed, label: typed, isNew }] : []),
  ];
}
