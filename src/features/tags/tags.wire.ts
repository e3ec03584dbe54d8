import type { Tag } from './listed-tags.ts';

export function toTagWire({ id, name }: Tag, locationId: string): object {
  return { id, name, locationId };
}
