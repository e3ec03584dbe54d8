import type { Tag } from './get-or-make-tags.ts';

export function toTagWire({ id, name }: Tag, locationId: string): object {
  return { id, name, locationId };
}
