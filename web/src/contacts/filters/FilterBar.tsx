import { Fragment, useLayoutEffect, useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { PlusIcon, XIcon } from '../../ui/generated/icons.tsx';
import type { FilterJson } from '../view.ts';
import styles from './FilterBar.module.css';
import { type ChipPart, type ChipProps, FilterChip, ForeignChip, readOf } from './FilterChip.tsx';
import type { FilterField } from './filter-fields.ts';
import {
  type FilterGroup,
  type FilterNode,
  type Path,
  isGroup,
  other,
  readFilters,
  withNode,
  withoutNode,
  writeFilters,
} from './filter-tree.ts';
import {
  type ReadCondition,
  type ShownOperator,
  firstOperator,
  takesSame,
  takesValue,
  writeCondition,
} from './operators.ts';
import { useToolbar } from './use-toolbar.ts';
import { words } from './words.ts';

/** A filter while it is made or changed: not asked for before it is whole. */
type Pending = {
  path: Path;
  field: FilterField | undefined;
  read: ReadCondition | undefined;
  part: ChipPart;
};

type Props = {
  fields: readonly FilterField[];
  filters: readonly FilterJson[];
  onChange(filters: FilterJson[]): void;
};

/** As deep as the server reads groups. */
const deepest = 6;

export function FilterBar({ fields, filters, onChange }: Props) {
  const root = readFilters(filters);
  const [pending, setPending] = useState<Pending>();
  const toolbar = useToolbar();
  const focusNext = useRef<string>(undefined);
  useLayoutEffect(() => {
    const wanted = focusNext.current;
    if (wanted === undefined) return;
    focusNext.current = undefined;
    toolbar.ref.current?.querySelector<HTMLElement>(wanted)?.focus();
  });
  const bar: Bar = {
    fields,
    pending,
    begin: setPending,
    change: (next, path) => {
      setPending(undefined);
      focusNext.current = path ? `[data-chip="${path.join('.')}"] button` : '[data-add]';
      onChange(writeFilters(next));
    },
    giveUp: (path) => {
      setPending(undefined);
      focusNext.current = `[data-chip="${path.join('.')}"] button, [data-add]`;
    },
    root,
  };
  const at = root.filters.length;
  return (
    <div
      ref={toolbar.ref}
      role="toolbar"
      aria-label={words.filters}
      className={styles.bar}
      onKeyDown={toolbar.onKeyDown}
    >
      <Nodes group={root} path={[]} bar={bar} />
      <Button kind="ghost" icon={<PlusIcon />} data-add onClick={() => beginNew(bar, [at])}>
        {words.add}
      </Button>
      {at > 0 && (
        <Button kind="ghost" icon={<PlusIcon />} onClick={() => beginNew(bar, [at, 0])}>
          {words.addGroup}
        </Button>
      )}
    </div>
  );
}

type Bar = {
  fields: readonly FilterField[];
  root: FilterGroup;
  pending: Pending | undefined;
  begin(pending: Pending): void;
  /** To another tree; the focus goes to what stands at the path, else to where filters are added. */
  change(next: FilterGroup, path?: Path): void;
  giveUp(path: Path): void;
};

function beginNew(bar: Bar, path: Path): void {
  bar.begin({ path, field: undefined, read: undefined, part: 'field' });
}

type GroupProps = { group: FilterGroup; path: Path; bar: Bar };

function Nodes({ group, path, bar }: GroupProps) {
  const { pending } = bar;
  const end = group.filters.length;
  const isNewHere = pending?.path.length === path.length + 1 && isAt(pending.path, [...path, end]);
  const isNewGroup =
    pending?.path.length === path.length + 2 && isAt(pending.path, [...path, end, 0]);
  return (
    <>
      {group.filters.map((node, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: filters have nothing of their own but their place
        <Fragment key={at}>
          {at > 0 && <JoinerButton group={group} path={path} bar={bar} />}
          <Node node={node} path={[...path, at]} bar={bar} />
        </Fragment>
      ))}
      {end > 0 && (isNewHere || isNewGroup) && <JoinerButton group={group} path={path} bar={bar} />}
      {isNewHere && <PendingChip pending={pending} bar={bar} />}
      {isNewGroup && (
        <fieldset aria-label={words.group} className={styles.group}>
          <PendingChip pending={pending} bar={bar} />
        </fieldset>
      )}
    </>
  );
}

function isAt(one: Path, two: Path): boolean {
  return one.join('.') === two.join('.');
}

function JoinerButton({ group, path, bar }: GroupProps) {
  const said = { AND: words.and, OR: words.or } as const;
  const next = { ...group, group: other(group.group) };
  return (
    <button
      type="button"
      className={styles.joiner}
      title={words.joins(said[group.group], said[next.group])}
      onClick={() => bar.change(path.length === 0 ? next : withNode(bar.root, path, next), path)}
    >
      {said[group.group]}
    </button>
  );
}

function Node({ node, path, bar }: { node: FilterNode; path: Path; bar: Bar }) {
  const { pending, fields, root } = bar;
  if (isGroup(node)) {
    return (
      <fieldset aria-label={words.group} className={styles.group}>
        <Nodes group={node} path={path} bar={bar} />
        {path.length < deepest && (
          <IconButton
            label={words.addHere}
            className={styles.small}
            onClick={() => beginNew(bar, [...path, node.filters.length])}
          >
            <PlusIcon size={14} />
          </IconButton>
        )}
        <IconButton
          label={words.removeGroup}
          className={styles.small}
          onClick={() => bar.change(withoutNode(root, path))}
        >
          <XIcon size={14} />
        </IconButton>
      </fieldset>
    );
  }
  if (pending && isAt(pending.path, path)) return <PendingChip pending={pending} bar={bar} />;
  const known = readOf(node, fields);
  const remove = (): void => bar.change(withoutNode(root, path));
  if (!known) return <ForeignChip condition={node} onRemove={remove} />;
  return <FilterChip {...chipProps(bar, { path, ...known, part: undefined })} onRemove={remove} />;
}

function PendingChip({ pending, bar }: { pending: Pending; bar: Bar }) {
  return <FilterChip {...chipProps(bar, pending)} onRemove={() => bar.giveUp(pending.path)} />;
}

type Shown = Omit<Pending, 'part'> & { part: ChipPart | undefined };

/** What each part of a filter does: whole ones go into the list, others wait for the rest. */
function chipProps(bar: Bar, { path, field, read, part }: Shown): Omit<ChipProps, 'onRemove'> {
  const finish = (of: FilterField, operator: ShownOperator, values: readonly string[]): void => {
    if (takesValue(operator) && values.length === 0) {
      bar.begin({ path, field: of, read: { operator, values }, part: 'value' });
      return;
    }
    bar.change(withNode(bar.root, path, writeCondition(of, operator, values)), path);
  };
  return {
    fields: bar.fields,
    place: path.join('.'),
    field,
    read,
    part,
    onEdit: (next) => bar.begin({ path, field, read, part: next }),
    onField: (chosen) => {
      if (chosen.name === field?.name) bar.giveUp(path);
      else finish(chosen, firstOperator(chosen), []);
    },
    onOperator: (operator) => {
      if (!field || !read) return;
      finish(field, operator, takesSame(operator, read.operator) ? read.values : []);
    },
    onValues: (values) => {
      if (!field || !read) return;
      if (values.length === 0) bar.giveUp(path);
      else finish(field, read.operator, values);
    },
    onCancel: () => bar.giveUp(path),
  };
}
