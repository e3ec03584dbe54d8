import { words } from './words.ts';

export type Tab = 'timeline' | 'notes' | 'tasks';

export const tabs: readonly { value: Tab; label: string }[] = [
  { value: 'timeline', label: words.timeline },
  { value: 'notes', label: words.notes },
  { value: 'tasks', label: words.tasks },
];

/** What the address says of the page. */
export function readTab({ tab }: Readonly<Record<string, unknown>>): { tab?: Tab | undefined } {
  return { tab: tabs.find(({ value }) => value === tab)?.value };
}
