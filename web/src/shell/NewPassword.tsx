import { passwordRules } from '../lib/password-rules.ts';
import { CheckIcon } from '../ui/generated/icons.tsx';
import { PasswordInput } from '../ui/Input.tsx';
import styles from './NewPassword.module.css';

type Props = {
  label: string;
  value: string;
  error?: string | undefined;
  onChange(value: string): void;
};

/** With what it must have, ticked while it is typed. */
export function NewPassword({ label, value, error, onChange }: Props) {
  return (
    <div className={styles.field}>
      <PasswordInput
        label={label}
        name="new-password"
        autoComplete="new-password"
        required
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
      />
      <ul className={styles.rules} aria-label="What it must have">
        {passwordRules.map(({ says, holds }) => {
          const isMet = holds(value);
          return (
            <li key={says} data-met={isMet || undefined}>
              <span className={styles.mark}>{isMet && <CheckIcon size={12} />}</span>
              {says}
              <span className="visually-hidden">{isMet ? ', done' : ', missing'}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Why a password will not do yet. */
export function missingRule(password: string): string | undefined {
  const missing = passwordRules.find(({ holds }) => !holds(password));
  return missing && `The password needs: ${missing.says.toLowerCase()}`;
}
