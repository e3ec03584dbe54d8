import type { Grant, Role } from '../../api/users.ts';
import { useSession } from '../../shell/use-location.ts';
import { roleNames } from '../../shell/words.ts';
import { Checkbox } from '../../ui/Choice.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './Users.module.css';
import { words } from './words.ts';

type Props = {
  value: Grant;
  isTried: boolean;
  /** Why the role stays. */
  fixed?: string | undefined;
  onChange(value: Grant): void;
};

const roles: readonly Role[] = ['member', 'admin', 'owner'];

/** A role, and where it holds. Owners alone make owners. */
export function GrantFields({ value, isTried, fixed, onChange }: Props) {
  const { locations, user } = useSession();
  const { role, locationIds } = value;
  const given = roles.filter((each) => each !== 'owner' || user.role === 'owner');
  const toggle = (id: string, isOn: boolean): void =>
    onChange({
      role,
      locationIds: isOn ? [...locationIds, id] : locationIds.filter((each) => each !== id),
    });
  return (
    <>
      <Select
        label={words.role}
        hint={fixed ?? words.roleTexts[role]}
        readOnly={fixed !== undefined}
        value={role}
        options={given.map((each) => ({ value: each, label: roleNames[each] }))}
        onChange={(next) => {
          const chosen = roles.find((each) => each === next);
          if (chosen) onChange({ role: chosen, locationIds });
        }}
      />
      {role !== 'owner' && locations.length > 1 && (
        <fieldset>
          <legend className={styles.legend}>{words.locations}</legend>
          <div className={styles.locations}>
            {locations.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={locationIds.includes(id)}
                onChange={(isOn) => toggle(id, isOn)}
              />
            ))}
          </div>
          {isTried && locationIds.length === 0 && (
            <p role="alert" className={styles.problem}>
              {words.needsLocation}
            </p>
          )}
        </fieldset>
      )}
    </>
  );
}

export function isWhole({ role, locationIds }: Grant): boolean {
  return role === 'owner' || locationIds.length > 0;
}
