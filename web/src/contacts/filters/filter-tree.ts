import type { FilterJson } from '../view.ts';

export type Joiner = 'AND' | 'OR';
export type FilterGroup = { group: Joiner; filters: readonly FilterNode[] };
/** A condition as the API takes it; what cannot be read is shown as it is. */
export type Condition = { field: string; operator: string; value?: unknown };
export type FilterNode = FilterGroup | Condition;
/** Where a node stands: the places from the outermost group on. */
export type Path = readonly number[];

export function isGroup(node: FilterNode): node is FilterGroup {
  return 'filters' in node;
}

/** The outermost group: all of them hold, or, where they are one OR group, any. */
export function readFilters(sent: readonly FilterJson[]): FilterGroup {
  const filters = sent.flatMap(readNode);
  const [only] = filters;
  return filters.length === 1 && only && isGroup(only) ? only : { group: 'AND', filters };
}

function readNode(sent: FilterJson): FilterNode[] {
  const { group, filters, field, operator, value } = sent;
  if (Array.isArray(filters)) {
    const inner = filters.filter((each): each is FilterJson => typeof each === 'object' && !!each);
    const joiner = String(group).toUpperCase() === 'OR' ? 'OR' : 'AND';
    return [{ group: joiner, filters: inner.flatMap(readNode) }];
  }
  if (typeof field !== 'string') return [];
  return [{ field, operator: String(operator), ...('value' in sent && { value }) }];
}

/** As the API takes them; groups that nothing is left in are gone. */
export function writeFilters(root: FilterGroup): FilterJson[] {
  const filters = root.filters.flatMap(writeNode);
  if (root.group === 'AND' || filters.length === 0) return filters;
  return [{ group: 'OR', filters }];
}

function writeNode(node: FilterNode): FilterJson[] {
  if (!isGroup(node)) return [node];
  const filters = node.filters.flatMap(writeNode);
  return filters.length === 0 ? [] : [{ group: node.group, filters }];
}

/** Puts a node at a place: over the one that stands there, or after the last one. */
export function withNode(root: FilterGroup, path: Path, node: FilterNode): FilterGroup {
  const [at, ...rest] = path;
  if (at === undefined) return isGroup(node) ? node : root;
  if (rest.length === 0) return { ...root, filters: replaced(root.filters, at, node) };
  const inner = root.filters[at];
  // A group that begins with this filter.
  const group: FilterGroup =
    inner && isGroup(inner) ? inner : { group: other(root.group), filters: [] };
  return { ...root, filters: replaced(root.filters, at, withNode(group, rest, node)) };
}

function replaced(nodes: readonly FilterNode[], at: number, node: FilterNode): FilterNode[] {
  return at >= nodes.length ? [...nodes, node] : nodes.with(at, node);
}

export function withoutNode(root: FilterGroup, [at = 0, ...rest]: Path): FilterGroup {
  const inner = root.filters[at];
  if (rest.length === 0 || !inner || !isGroup(inner)) {
    return { ...root, filters: root.filters.toSpliced(at, 1) };
  }
  const left = withoutNode(inner, rest);
  return left.filters.length === 0
    ? { ...root, filters: root.filters.toSpliced(at, 1) }
    : { ...root, filters: root.filters.with(at, left) };
}

export function other(joiner: Joiner): Joiner {
  return joiner === 'AND' ? 'OR' : 'AND';
}
