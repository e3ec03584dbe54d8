import { type ComponentProps, useState } from 'react';
import { IconButton } from './Button.tsx';
import { Field } from './Field.tsx';
import { EyeIcon, EyeOffIcon } from './generated/icons.tsx';
import styles from './Input.module.css';

type Shared = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
};
type Props = Shared & Omit<ComponentProps<'input'>, 'className' | 'id'>;

export function Input({ label, hint, error, optional = false, ...rest }: Props) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(described) => <input {...rest} {...described} className={styles.input} />}
    </Field>
  );
}

type TextAreaProps = Shared &
  Omit<ComponentProps<'textarea'>, 'className' | 'id'> & {
    /** Text for programs. */
    code?: boolean;
  };

export function TextArea({
  label,
  hint,
  error,
  optional = false,
  code = false,
  ...rest
}: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(described) => (
        <textarea
          {...rest}
          {...described}
          {...(code && { spellCheck: false, autoCapitalize: 'off', autoComplete: 'off' })}
          className={styles.input}
          data-code={code || undefined}
        />
      )}
    </Field>
  );
}

/** Can be looked at while it is typed; managers of passwords know it by its name. */
export function PasswordInput({ label, hint, error, ...rest }: Props) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => (
        <div className={styles.withButton}>
          <input
            {...rest}
            {...described}
            type={isShown ? 'text' : 'password'}
            autoCapitalize="off"
            spellCheck={false}
            className={styles.input}
          />
          <IconButton
            label={isShown ? `Hide ${label.toLowerCase()}` : `Show ${label.toLowerCase()}`}
            className={styles.inside}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? <EyeOffIcon /> : <EyeIcon />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}
