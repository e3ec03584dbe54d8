import type { Tag } from './get-or-make-tags.ts';
import type { ListedTag } from './tags.ts';

export function toTagWire({ id, name }: Tag, locationId: string): object {
  return { id, name, locationId };
}

/** `expand=contactCount` adds how many contacts have it. */
export function toListedTagWire(
  { contactCount, ...tag }: ListedTag,
  locationId: string,
  isCounted: boolean,
): object {
  return { ...toTagWire(tag, locationId), ...(isCounted && { contactCount }) };
}
