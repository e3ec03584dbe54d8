import { Combobox as Base } from '@base-ui/react/combobox';
import { Field } from './Field.tsx';
import { CheckIcon, ChevronDownIcon } from './generated/icons.tsx';
import styles from './Combobox.module.css';
import inputStyles from './Input.module.css';
import { classNames } from './class-names.ts';

export type Option = { value: string; label: string };

type Props = {
  label: string;
  hint?: string;
  error?: string | undefined;
  options: readonly Option[];
  value: string;
  readOnly?: boolean;
  /** Where nothing is chosen yet. */
  placeholder?: string;
  /** Of options that are found elsewhere by what is typed: these are all of them, also when none has the value. */
  found?: { onType(text: string): void; chosen: Option | undefined };
  /** Of the input in the list. */
  searchText: string;
  emptyText: string;
  onChange(value: string): void;
};

/** More are found by typing. */
const mostShown = 200;

/** One of many options, found by typing. */
export function Combobox({
  options,
  value,
  onChange,
  searchText,
  emptyText,
  readOnly,
  placeholder = '',
  found,
  ...field
}: Props) {
  const chosen = options.find((each) => each.value === value) ??
    found?.chosen ?? {
      value,
      label: value || placeholder,
    };
  return (
    <Field {...field}>
      {(described) => (
        <Base.Root
          items={options}
          limit={mostShown}
          {...(found && { filter: null, onInputValueChange: found.onType })}
          value={chosen}
          readOnly={readOnly ?? false}
          isItemEqualToValue={(a: Option, b: Option) => a.value === b.value}
          onValueChange={(next: Option | null) => next && onChange(next.value)}
        >
          <Base.Trigger
            {...described}
            className={classNames(inputStyles.input, styles.trigger)}
            data-read-only={readOnly || undefined}
          >
            <span className={styles.value} data-empty={value === '' || undefined}>
              {chosen.label}
            </span>
            <ChevronDownIcon />
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner className={styles.positioner} sideOffset={4}>
              <Base.Popup className={styles.popup} aria-label={field.label}>
                <div className={styles.search}>
                  <Base.Input
                    placeholder={searchText}
                    aria-label={searchText}
                    autoComplete="off"
                    className={inputStyles.input}
                  />
                </div>
                <Base.Empty className={styles.empty}>{emptyText}</Base.Empty>
                <Base.List className={styles.list}>
                  {(option: Option) => (
                    <Base.Item key={option.value} value={option} className={styles.item}>
                      <span>{option.label}</span>
                      <Base.ItemIndicator className={styles.tick}>
                        <CheckIcon />
                      </Base.ItemIndicator>
                    </Base.Item>
                  )}
                </Base.List>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  );
}
