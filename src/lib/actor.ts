/** Who did it: `job` and `server` are the server by itself, for work that goes on and for upkeep. */
export type Actor = {
  kind: 'integration' | 'user' | 'cli' | 'job' | 'server';
  id: string;
  name: string;
};

/** Who made or changed a record, as replies tell it. */
export type Provenance = {
  source: string;
  channel: string;
  sourceId: string;
  sourceName?: string;
  timestamp: string;
};

const sources = {
  user: 'WEB_USER',
  cli: 'CLI',
  job: 'SYSTEM',
  server: 'SYSTEM',
} as const;

/** Source: records that the live service shows, for integrations and users. */
export function provenanceOf({ kind, id, name }: Actor, timestamp: string): Provenance {
  return kind === 'integration'
    ? { source: 'INTEGRATION', channel: 'OAUTH', sourceId: id, timestamp }
    : { source: sources[kind], channel: 'APP', sourceId: id, sourceName: name, timestamp };
}
