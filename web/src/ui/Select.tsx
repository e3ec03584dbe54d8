import { type Described, Field } from './Field.tsx';
import inputStyles from './Input.module.css';
import styles from './Select.module.css';
import { ChevronDownIcon } from './generated/icons.tsx';
import { classNames } from './class-names.ts';
import type { Option } from './Combobox.tsx';

type Props = {
  label: string;
  hint?: string;
  error?: string | undefined;
  options: readonly Option[];
  value: string;
  readOnly?: boolean;
  onChange(value: string): void;
};

/** One of a few options: the browser's own list, which telephones show as they are used to. */
export function Select({ options, value, onChange, readOnly, ...field }: Props) {
  return (
    <Field {...field}>
      {(described: Described) => (
        <div className={styles.frame}>
          <select
            {...described}
            value={value}
            disabled={readOnly}
            className={classNames(inputStyles.input, styles.select)}
            onChange={(event) => onChange(event.target.value)}
          >
            {options.map((each) => (
              <option key={each.value} value={each.value}>
                {each.label}
              </option>
            ))}
          </select>
          <span className={styles.arrow}>
            <ChevronDownIcon />
          </span>
        </div>
      )}
    </Field>
  );
}
