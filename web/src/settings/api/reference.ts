import type {
  ApiDocument,
  ApiParameter,
  DescribedOperation,
  Schema,
} from '../../api/api-document.ts';

export type ApiOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  scope: string | undefined;
  /** Of who signs in: no token calls it. */
  ofSession: boolean;
  onlyReads: boolean;
  parameters: readonly ApiParameter[];
  json: { schema: Schema; example: unknown } | undefined;
  form: Schema | undefined;
  replies: readonly { status: string; description: string; schema: Schema | undefined }[];
  refusals: readonly { status: string; description: string }[];
  /** What it is found by. */
  text: string;
};

export type ApiGroup = { name: string; description: string; operations: readonly ApiOperation[] };

/** Sent with every request of the app, whoever wrote it. */
const ours = 'X-Groundlevel-Client';

/** The operations of a document under their tags, both in its order. */
export function groupsOf({ tags, paths }: ApiDocument): ApiGroup[] {
  const byTag = new Map<string, ApiOperation[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, described] of Object.entries(methods)) {
      const tag = described.tags[0] ?? '';
      const operation = operationOf(method.toUpperCase(), path, tag, described);
      byTag.set(tag, [...(byTag.get(tag) ?? []), operation]);
    }
  }
  return tags.map((tag) => ({ ...tag, operations: byTag.get(tag.name) ?? [] }));
}

function operationOf(
  method: string,
  path: string,
  tag: string,
  described: DescribedOperation,
): ApiOperation {
  const { operationId: id, summary, description, security, requestBody, responses } = described;
  const scope = security[0]?.['bearer']?.[0];
  const { 'application/json': json, 'multipart/form-data': form } = requestBody?.content ?? {};
  const answers = Object.entries(responses).map(([status, { description: says, content }]) => ({
    status,
    description: says,
    schema: content['application/json']?.schema ?? content['text/event-stream']?.schema,
  }));
  return {
    id,
    method,
    path,
    summary,
    description,
    scope,
    ofSession: scope === undefined,
    onlyReads: method === 'GET' || described['x-only-reads'] === true,
    parameters: described.parameters.filter(({ name }) => name !== ours),
    json: json && { schema: json.schema, example: json.example },
    form: form?.schema,
    replies: answers.filter(({ status }) => status.startsWith('2')),
    refusals: answers.filter(({ status }) => !status.startsWith('2')),
    text: [id, method, path, summary, tag, scope].join(' ').toLowerCase(),
  };
}

/** Those that have every word that was typed. */
export function find(groups: readonly ApiGroup[], typed: string): ApiGroup[] {
  const wanted = typed.toLowerCase().split(/\s+/);
  return groups
    .map((group) => ({
      ...group,
      operations: group.operations.filter(({ text }) =>
        wanted.every((word) => text.includes(word)),
      ),
    }))
    .filter(({ operations }) => operations.length > 0);
}

/** An example about the location that is open. */
export function exampleIn(locationId: string, example: unknown): string {
  return JSON.stringify(
    example ?? {},
    (key, value: unknown) => {
      if (key === 'locationId') return locationId;
      return key === 'locationIds' ? [locationId] : value;
    },
    2,
  );
}
