import { useState } from 'react';
import { Switch } from '../ui/Choice.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Keys } from '../ui/Keys.tsx';
import styles from './ShortcutsDialog.module.css';
import { readLettersOn, setLettersOn, useCommandList } from './commands.ts';
import { words } from './words.ts';

/** Every key there is on the page that was left for it, and those of a table. */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const commands = useCommandList();
  const [letters, setLetters] = useState(readLettersOn);
  const known = commands.flatMap(({ keys, label }) =>
    keys === undefined ? [] : [{ keys, label }],
  );
  return (
    <Dialog open wide title={words.shortcuts} onClose={onClose}>
      <Switch
        label={words.letterKeys}
        description={words.letterKeysText}
        checked={letters}
        onChange={(isOn) => {
          setLettersOn(isOn);
          setLetters(isOn);
        }}
      />
      <div className={styles.columns}>
        <KeyList title={words.shortcutsHere} keys={known} />
        <KeyList title={words.shortcutsTable} keys={words.tableKeys} />
      </div>
    </Dialog>
  );
}

type Known = readonly { keys: string; label: string }[];

function KeyList({ title, keys }: { title: string; keys: Known }) {
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <dl className={styles.list}>
        {keys.map((each) => (
          <div key={`${each.keys} ${each.label}`} className={styles.row}>
            <dt>{each.label}</dt>
            <dd>
              <Keys keys={each.keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
