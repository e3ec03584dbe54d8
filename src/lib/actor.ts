/** Who did it: `job` and `server` are the server by itself, for work that goes on and for upkeep. */
export type Actor = {
  kind: 'integration' | 'user' | 'cli' | 'job' | 'server';
  id: string;
  name: string;
};

/** What keys, turns and rates go by. */
export function actorKeyOf({ kind, id }: Pick<Actor, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

/** Who reads of actors: the name of another integration is its own to know, and of those who list them. */
export type ActorReader = { actor: Actor; readsIntegrations: boolean };

/** The JSON of an actor, with what else stands beside it, as a reader may see it. */
export function actorShownTo(
  { actor: reader, readsIntegrations }: ActorReader,
  json: string,
): string {
  if (readsIntegrations) return json;
  // Written by the server and nowhere else.
  const { name: _name, ...actor } = JSON.parse(json) as Actor;
  return actor.kind === 'integration' && actor.id !== reader.id ? JSON.stringify(actor) : json;
}

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
