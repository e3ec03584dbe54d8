import { useLayoutEffect, useRef, useState } from 'react';
import type { ContactRow } from '../api/contacts.ts';
import { Editor } from '../table/editors/Editor.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { TagIcon, Trash2Icon, XIcon } from '../ui/generated/icons.tsx';
import styles from './BulkBar.module.css';
import { shownName } from './fields.tsx';
import type { Bulk } from './use-bulk.ts';
import { words } from './words.ts';

type Props = {
  /** Those of the rows that are chosen. */
  rows: readonly ContactRow[];
  tags: readonly string[];
  bulk: Bulk;
  onClear(): void;
};

/** What can be done with the rows that are chosen; it stands where the count stood. */
export function BulkBar({ rows, tags, bulk, onClear }: Props) {
  const [tagging, setTagging] = useState<'add' | 'remove'>();
  const bar = useRef<HTMLElement>(null);
  const wantsFocus = useRef(false);
  useLayoutEffect(() => {
    if (!wantsFocus.current || tagging) return;
    wantsFocus.current = false;
    bar.current?.querySelector('button')?.focus();
  });
  const stop = (): void => {
    wantsFocus.current = true;
    setTagging(undefined);
  };
  const ids = rows.map(({ id }) => id);
  const worn = [...new Set(rows.flatMap((row) => row.tags))];
  const [first] = rows;
  return (
    <section ref={bar} className={styles.bar} aria-label={words.selection}>
      <span className={styles.count}>{words.selected(rows.length)}</span>
      {tagging ? (
        <div className={styles.tagging}>
          <Editor
            spec={{
              kind: 'option',
              options: (tagging === 'add' ? tags : worn).map((name) => ({
                value: name,
                label: name,
              })),
              takesOther: tagging === 'add',
            }}
            label={tagging === 'add' ? words.addTag : words.removeTag}
            value={null}
            onSave={(tag) => {
              stop();
              if (typeof tag === 'string') void bulk.tag(tagging, ids, tag);
            }}
            onCancel={stop}
          />
        </div>
      ) : (
        <>
          <Button icon={<TagIcon />} onClick={() => setTagging('add')}>
            {words.addTag}
          </Button>
          <Button
            onClick={() => setTagging('remove')}
            unavailable={worn.length === 0 ? words.nothingUntagged('a tag') : undefined}
          >
            {words.removeTag}
          </Button>
        </>
      )}
      <Button
        icon={<Trash2Icon />}
        onClick={() => {
          onClear();
          void bulk.remove(ids, first ? shownName(first) : '');
        }}
      >
        {words.remove}
      </Button>
      <IconButton label={words.clearSelection} onClick={onClear}>
        <XIcon />
      </IconButton>
    </section>
  );
}
