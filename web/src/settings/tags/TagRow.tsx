import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FocusEvent, useRef, useState } from 'react';
import { type CountedTag, filtersOf, tagActions } from '../../api/tags.ts';
import { count } from '../../lib/count.ts';
import { useLocationId } from '../../shell/use-location.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EllipsisIcon } from '../../ui/generated/icons.tsx';
import inputStyles from '../../ui/Input.module.css';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { Cell } from '../../ui/PlainTable.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { toast, toastProblem } from '../../ui/Toast.tsx';
import { MergeTagDialog } from './MergeTagDialog.tsx';
import { RemoveTagDialog } from './RemoveTagDialog.tsx';
import styles from './TagsPage.module.css';
import { words } from './words.ts';

type Props = { tag: CountedTag; others: readonly CountedTag[]; mayWrite: boolean };
type Doing = 'rename' | 'merge' | 'remove';

export function TagRow({ tag, others, mayWrite }: Props) {
  const locationId = useLocationId();
  const [doing, setDoing] = useState<Doing>();
  const name = useRef<HTMLButtonElement>(null);
  const close = (): void => setDoing(undefined);
  if (!mayWrite) {
    return (
      <tr>
        <Cell>
          <Tag name={tag.name} />
        </Cell>
        <CountCell tag={tag} />
      </tr>
    );
  }
  return (
    <tr>
      <Cell>
        {doing === 'rename' ? (
          <Rename
            tag={tag}
            others={others}
            locationId={locationId}
            onClose={(isByKey) => {
              close();
              if (isByKey) requestAnimationFrame(() => name.current?.focus());
            }}
          />
        ) : (
          <button
            ref={name}
            type="button"
            className={styles.name}
            title={words.rename}
            onClick={() => setDoing('rename')}
          >
            <Tag name={tag.name} />
          </button>
        )}
      </Cell>
      <CountCell tag={tag} />
      <Cell kind="actions">
        <Menu
          align="end"
          trigger={
            <IconButton label={words.actions(tag.name)}>
              <EllipsisIcon />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => setDoing('rename')}>{words.rename}</MenuItem>
          {others.length > 1 && (
            <MenuItem onSelect={() => setDoing('merge')}>{words.merge}</MenuItem>
          )}
          <MenuSeparator />
          <MenuItem danger onSelect={() => setDoing('remove')}>
            {words.remove}
          </MenuItem>
        </Menu>
        {doing === 'merge' && (
          <MergeTagDialog tag={tag} others={others} locationId={locationId} onClose={close} />
        )}
        {doing === 'remove' && (
          <RemoveTagDialog tag={tag} locationId={locationId} onClose={close} />
        )}
      </Cell>
    </tr>
  );
}

/** The number leads to the contacts that have it. */
function CountCell({ tag }: { tag: CountedTag }) {
  const location = useLocationId();
  return (
    <Cell kind="number">
      {tag.contactCount === 0 ? (
        count(0)
      ) : (
        <Link
          to="/l/$location/contacts"
          params={{ location }}
          search={{ f: filtersOf(tag) }}
          title={words.showContacts}
          className={styles.number}
        >
          {count(tag.contactCount)}
        </Link>
      )}
    </Cell>
  );
}

type RenameProps = {
  tag: CountedTag;
  others: readonly CountedTag[];
  locationId: string;
  onClose(isByKey: boolean): void;
};

/** In place: Enter saves, Esc leaves it as it was, and so does going elsewhere. */
function Rename({ tag, others, locationId, onClose }: RenameProps) {
  const [text, setText] = useState(tag.name);
  const client = useQueryClient();
  const reload = () => client.invalidateQueries({ queryKey: ['tags', locationId] });
  const { rename } = tagActions(locationId, tag.id);
  const save = useMutation({
    mutationFn: (name: string) => rename(name),
    onSuccess: async () => {
      await reload();
      toast(words.renamed(tag.contactCount), {
        label: words.undo,
        run: () => void rename(tag.name).then(reload, toastProblem),
      });
      onClose(true);
    },
  });
  const isSame = (name: string): boolean => name.toLowerCase() === text.trim().toLowerCase();
  const isTaken = others.some(({ id, name }) => id !== tag.id && isSame(name));
  const problem = isTaken ? words.taken(text.trim()) : save.error?.message;
  const submit = (): void => {
    const name = text.trim();
    if (name === '' || name === tag.name) onClose(true);
    else if (!isTaken && !save.isPending) save.mutate(name);
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget) && !save.isPending) onClose(false);
  };
  return (
    <form
      className={styles.edit}
      onBlur={leave}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <input
        aria-label={words.newName(tag.name)}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? undefined : `problem-${tag.id}`}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of what was pressed
        autoFocus
        maxLength={255}
        value={text}
        className={inputStyles.input}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose(true);
        }}
      />
      <Button kind="primary" type="submit" pending={save.isPending}>
        {words.save}
      </Button>
      {problem !== undefined && (
        <p id={`problem-${tag.id}`} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </form>
  );
}
