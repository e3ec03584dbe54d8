import type { Actor } from '../../storage/engine.ts';

/** Who made or changed a record, as replies tell it. */
export type Provenance = {
  source: string;
  channel: string;
  sourceId: string;
  sourceName?: string;
  timestamp: string;
};

export function provenanceOf(actor: Actor, timestamp: string): Provenance {
  return actor.kind === 'integration'
    ? { source: 'INTEGRATION', channel: 'OAUTH', sourceId: actor.id, timestamp }
    : { source: 'CLI', channel: 'APP', sourceId: actor.id, sourceName: actor.name, timestamp };
}
