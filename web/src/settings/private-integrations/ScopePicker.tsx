import { useState } from 'react';
import { contactsScopeGrants } from '../../api/generated/scopes.ts';
import { Checkbox, Switch } from '../../ui/Choice.tsx';
import { Input } from '../../ui/Input.tsx';
import { contactsScope, otherScopes, scopeGroups } from './scopes.ts';
import styles from './ScopePicker.module.css';
import { words } from './words.ts';

type Props = {
  value: readonly string[];
  readOnly: boolean;
  onChange(scopes: string[]): void;
};

type Row = { scope: string; text: string };

const groups: readonly { title: string; rows: readonly Row[] }[] = [
  ...scopeGroups.map(({ title, scopes }) => ({
    title,
    rows: Object.entries(scopes).map(([scope, text]) => ({ scope, text })),
  })),
  { title: 'Others', rows: otherScopes.map((scope) => ({ scope, text: '' })) },
];

/** The one scope that most need on top, the finer ones below it. */
export function ScopePicker({ value, readOnly, onChange }: Props) {
  const [filter, setFilter] = useState('');
  const hasContacts = value.includes(contactsScope);
  const set = (scope: string, isOn: boolean): void =>
    onChange(isOn ? [...value, scope] : value.filter((each) => each !== scope));
  const wanted = filter.trim().toLowerCase();
  const found = groups
    .map(({ title, rows }) => ({
      title,
      rows: rows.filter((row) =>
        `${title} ${row.scope} ${row.text}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <div className={styles.picker}>
      <div className={styles.main} data-on={hasContacts || undefined}>
        <Switch
          label={<code>{contactsScope}</code>}
          description={words.contactsText}
          checked={hasContacts}
          readOnly={readOnly}
          onChange={(isOn) => set(contactsScope, isOn)}
        />
      </div>
      <fieldset className={styles.finer}>
        <legend className={styles.legend}>{words.finer}</legend>
        {hasContacts && <p className={styles.included}>{words.included}</p>}
        <Input
          label={words.filter}
          type="search"
          placeholder={words.filterPlaceholder}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        {found.length === 0 && <p className={styles.none}>{words.noScope(filter.trim())}</p>}
        <div className={styles.groups}>
          {found.map(({ title, rows }) => (
            <fieldset key={title} className={styles.group}>
              <legend className={styles.groupTitle}>{title}</legend>
              {rows.map(({ scope, text }) => {
                const isIncluded = hasContacts && contactsScopeGrants.includes(scope);
                return (
                  <Checkbox
                    key={scope}
                    label={<code>{scope}</code>}
                    description={text}
                    checked={isIncluded || value.includes(scope)}
                    disabled={isIncluded}
                    readOnly={readOnly}
                    onChange={(isOn) => set(scope, isOn)}
                  />
                );
              })}
            </fieldset>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
