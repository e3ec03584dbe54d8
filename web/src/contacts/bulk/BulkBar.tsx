import { useLayoutEffect, useRef, useState } from 'react';
import { useCommands } from '../../shell/commands.ts';
import { Editor } from '../../table/editors/Editor.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TagIcon, Trash2Icon, XIcon } from '../../ui/generated/icons.tsx';
import { shownName } from '../fields.tsx';
import styles from './BulkBar.module.css';
import { DeleteAllDialog } from './DeleteAllDialog.tsx';
import type { Bulk } from './use-bulk.ts';
import type { BulkOfAll } from './use-bulk-of-all.ts';
import type { Picked } from './use-picked.ts';
import { words } from './words.ts';

type Props = {
  picked: Picked;
  /** How many match; undefined where all that do are loaded, or where it is not known. */
  matching: number | undefined;
  tags: readonly string[];
  bulk: Bulk;
  ofAll: BulkOfAll;
};

/** What can be done with those that are chosen; it stands where the count stood. */
export function BulkBar({ picked, matching, tags, bulk, ofAll }: Props) {
  const { rows, all, pickAll, clear } = picked;
  const [tagging, setTagging] = useState<'add' | 'remove'>();
  const [isDeleting, setDeleting] = useState(false);
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
  const chooseAll = (): void => {
    wantsFocus.current = true;
    pickAll();
  };
  const ids = rows.map(({ id }) => id);
  const worn = all ? tags : [...new Set(rows.flatMap((row) => row.tags))];
  const [first] = rows;
  const offered = all ? undefined : matching;
  useCommands(
    [{ group: 'actions', label: words.selectAll(offered ?? 0), run: chooseAll }],
    offered !== undefined,
  );
  const tag = (action: 'add' | 'remove', name: string): void => {
    if (!all) return void bulk.tag(action, ids, name);
    clear();
    ofAll.tag(action, all, name);
  };
  return (
    <section ref={bar} className={styles.bar} aria-label={words.selection}>
      <span role="status" className={styles.count}>
        {countText(picked)}
      </span>
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
            onSave={(name) => {
              stop();
              if (typeof name === 'string') tag(tagging, name);
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
            unavailable={worn.length > 0 ? undefined : all ? words.noTags : words.noneTagged}
          >
            {words.removeTag}
          </Button>
        </>
      )}
      <Button
        icon={<Trash2Icon />}
        onClick={() => {
          if (all) return setDeleting(true);
          clear();
          void bulk.remove(ids, first ? shownName(first) : '');
        }}
      >
        {words.remove}
      </Button>
      {offered !== undefined && (
        <Button kind="ghost" onClick={chooseAll}>
          {words.selectAll(offered)}
        </Button>
      )}
      <IconButton label={words.clear} onClick={clear}>
        <XIcon />
      </IconButton>
      {isDeleting && all && (
        <DeleteAllDialog
          all={all}
          onConfirm={() => {
            setDeleting(false);
            clear();
            ofAll.remove(all);
          }}
          onClose={() => setDeleting(false)}
        />
      )}
    </section>
  );
}

function countText({ rows, all }: Picked): string {
  if (!all) return words.selected(rows.length);
  const without = all.except.size;
  return without === 0 ? words.allSelected(all.count) : words.allBut(all.count, without);
}
