import { getContact } from '../../contract/contacts/operations.ts';
import type { Operation, WireVersion } from '../../contract/operation.ts';
import { declaredBy, pathsOf, undeclaredIn } from '../support/json-schema.ts';
import type { Published, PublishedReply } from '../support/published.ts';
import type { Exemption } from './exemptions/exemption.ts';
import { publishedOperations } from './gather.ts';
import type { Finding, Gathered } from './gathered.ts';

/** Everything in which real replies differ from the published documents. */
export function compare(published: Published, gathered: readonly Gathered[]): Finding[] {
  return [...bodies(published, gathered), ...absences(published, gathered)];
}

/** The documents give no body for a found duplicate: the nearest there is. */
function replyOf(
  published: Published,
  { operation, version, status }: Pick<Gathered, 'operation' | 'version' | 'status'>,
): PublishedReply | undefined {
  if (operation.id === 'get-duplicate-contact' && status === 200) {
    return published.replies(getContact, version)?.get(200);
  }
  return repliesOf(published, operation, version)?.get(status);
}

/** Where one version alone has the operation, the other answers in the same shape. */
function repliesOf(
  published: Published,
  operation: Operation,
  version: WireVersion,
): Map<number, PublishedReply> | undefined {
  const other = version === 'v2' ? 'v3' : 'v2';
  return published.replies(operation, version) ?? published.replies(operation, other);
}

function bodies(published: Published, gathered: readonly Gathered[]): Finding[] {
  return gathered.flatMap((each) => {
    const { operation, version, mode, status, body } = each;
    const finding = (kind: Finding['kind'], path: string): Finding => {
      return { kind, operation: operation.id, version, mode, status, path };
    };
    const documented = replyOf(published, each);
    const reply = documented ?? published.common(status);
    const found = documented ? [] : [finding('status not published', '')];
    if (!reply?.schema) return found;
    return [
      ...found,
      ...reply.mismatches(body).map((path) => finding('mismatch', path)),
      ...[...undeclaredIn(reply.schema, body, reply.resolve)].map((path) =>
        finding('not published', path),
      ),
    ];
  });
}

/** Published statuses that were never answered, and published fields that were never returned. */
function absences(published: Published, gathered: readonly Gathered[]): Finding[] {
  const groups = Map.groupBy(gathered, ({ version, mode }) => `${version} ${mode}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { version, mode } = first;
    return publishedOperations.flatMap((operation) => {
      const own = group.filter((each) => each.operation === operation);
      const replies = repliesOf(published, operation, version);
      return [...(replies ?? [])].flatMap(([status]): Finding[] => {
        const common = { operation: operation.id, version, mode, status };
        const answers = own.filter((each) => each.status === status);
        if (answers.length === 0) return [{ ...common, kind: 'never answered', path: '' }];
        const reply = replyOf(published, { operation, version, status });
        if (!reply?.schema || status >= 300) return [];
        const seen = new Set(answers.flatMap(({ body }) => [...pathsOf(body)]));
        const missing = [...declaredBy(reply.schema, reply.resolve)].filter(
          (path) => !seen.has(path),
        );
        return missing.map((path) => ({ ...common, kind: 'never returned', path }));
      });
    });
  });
}

/** Findings that no exemption covers, and what the exemptions name in vain. */
export function weigh(
  findings: readonly Finding[],
  exemptions: readonly Exemption[],
): { unexplained: string[]; unneeded: string[] } {
  const unexplained = findings.filter(
    (finding) => !exemptions.some((each) => covers(each, finding)),
  );
  return {
    unexplained: unexplained.map((each) => Object.values(each).join(' ')),
    unneeded: exemptions.flatMap((exemption) => {
      const used = findings.filter((each) => covers(exemption, each));
      return promises(exemption)
        .filter((promise) => !used.some((each) => keeps(promise, each)))
        .map((promise) => `${exemption.kind}: ${Object.values(promise).join(' ')}`);
    }),
  };
}

function covers(exemption: Exemption, finding: Finding): boolean {
  const { operations, versions, modes } = exemption;
  return (
    exemption.kind === finding.kind &&
    isFor(operations, finding) &&
    exemption.statuses.includes(finding.status) &&
    (versions?.includes(finding.version) ?? true) &&
    (modes?.includes(finding.mode) ?? true) &&
    exemption.paths.some((path) => isAtOrBelow(finding, path))
  );
}

function isFor(named: Exemption['operations'], { operation, mode, status }: Finding): boolean {
  if (named === 'every') return true;
  if (typeof named !== 'function') return named.includes(operation);
  return publishedOperations.some((each) => each.id === operation && named(each, mode, status));
}

/** A field that is never returned takes what is within it along. */
function isAtOrBelow(finding: Finding, path: string): boolean {
  if (finding.path === path) return true;
  return finding.kind === 'never returned' && finding.path.startsWith(`${path}.`);
}

type Promised = Partial<Pick<Finding, 'operation' | 'version' | 'mode' | 'status'>> & {
  path: string;
};

/** Each single thing that an exemption says it is needed for. */
function promises({ operations, versions, modes, statuses, paths }: Exemption): Promised[] {
  return paths.flatMap((path): Promised[] => {
    if (operations === 'every' || typeof operations === 'function')
      return statuses.map((status) => ({ path, status }));
    return operations.flatMap((operation) =>
      (versions ?? (['v2', 'v3'] as const)).flatMap((version) =>
        (modes ?? (['documented', 'observed'] as const)).map((mode) => {
          return { path, operation, version, mode };
        }),
      ),
    );
  });
}

function keeps({ path, ...rest }: Promised, finding: Finding): boolean {
  const same = Object.entries(rest).every(([key, value]) => Reflect.get(finding, key) === value);
  return same && isAtOrBelow(finding, path);
}
