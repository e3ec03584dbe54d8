import type { HookKind, HookRow } from './hooks.store.ts';

/** As sentences begin with it. */
export const hookNames: Readonly<Record<HookKind, string>> = {
  campaign: 'Campaign',
  workflow: 'Workflow',
};

/** What reads a campaign or workflow itself. */
export const hookScopes = {
  campaign: 'campaigns.readonly',
  workflow: 'workflows.readonly',
} as const;

/** A checked request: absent is unchanged. */
export type HookChange = { name?: string; status?: string };

/** What events tell of a hook. */
export function hookValues({ id, name, status, version }: HookRow): Record<string, unknown> {
  return { id, name, status, version };
}
