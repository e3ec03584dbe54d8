import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import { CheckIcon } from './generated/icons.tsx';
import styles from './Choice.module.css';

type Props = {
  label: ReactNode;
  description?: ReactNode;
  checked: boolean;
  readOnly?: boolean;
  /** For one that is on because of another. */
  disabled?: boolean;
  name?: string;
  onChange(checked: boolean): void;
};

/** On or off at once, with its words beside it. */
export function Switch({ label, description, checked, onChange, readOnly, disabled }: Props) {
  const id = useId();
  return (
    <div className={styles.row}>
      <BaseSwitch.Root
        checked={checked}
        onCheckedChange={onChange}
        readOnly={readOnly ?? false}
        disabled={disabled ?? false}
        aria-labelledby={`${id}-label`}
        aria-describedby={description === undefined ? undefined : `${id}-text`}
        className={styles.switch}
      >
        <BaseSwitch.Thumb className={styles.thumb} />
      </BaseSwitch.Root>
      <Words
        id={id}
        label={label}
        description={description}
        onPress={readOnly || disabled ? undefined : () => onChange(!checked)}
      />
    </div>
  );
}

export function Checkbox({ label, description, checked, onChange, readOnly, disabled }: Props) {
  const id = useId();
  return (
    <div className={styles.row}>
      <BaseCheckbox.Root
        checked={checked}
        onCheckedChange={onChange}
        readOnly={readOnly ?? false}
        disabled={disabled ?? false}
        aria-labelledby={`${id}-label`}
        aria-describedby={description === undefined ? undefined : `${id}-text`}
        className={styles.checkbox}
      >
        <BaseCheckbox.Indicator className={styles.tick}>
          <CheckIcon size={14} />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <Words
        id={id}
        label={label}
        description={description}
        onPress={readOnly || disabled ? undefined : () => onChange(!checked)}
      />
    </div>
  );
}

type WordsProps = {
  id: string;
  label: ReactNode;
  description: ReactNode;
  onPress: (() => void) | undefined;
};

/** The words can be pressed too; whoever uses keys has the control itself. */
function Words({ id, label, description, onPress }: WordsProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the control beside it takes the keys
    // biome-ignore lint/a11y/noStaticElementInteractions: they are a larger target for the control beside it
    <div className={styles.words} onClick={onPress}>
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      {description !== undefined && (
        <span id={`${id}-text`} className={styles.description}>
          {description}
        </span>
      )}
    </div>
  );
}
