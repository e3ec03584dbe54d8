import { useMay } from '../../shell/use-location.ts';
import { CodeTag, StatusTag } from '../../ui/Tag.tsx';
import styles from './Api.module.css';
import { Details } from './Details.tsx';
import { Marked } from './Marked.tsx';
import { SchemaFields } from './SchemaFields.tsx';
import { TryForm } from './TryForm.tsx';
import type { ApiOperation } from './reference.ts';
import type { Components } from './schema.ts';
import { words } from './words.ts';

type Props = { operation: ApiOperation; components: Components };

export function OperationDetails({ operation, components }: Props) {
  const { description, scope, replies, refusals } = operation;
  const isAllowed = useMay(scope ?? '');
  return (
    <div className={styles.details}>
      <div className={styles.facts}>
        <p className={styles.text}>
          <Marked text={description} />
        </p>
        {scope !== undefined && !isAllowed && (
          <p>
            <StatusTag tone="warn">{words.lacking}</StatusTag> <CodeTag>{scope}</CodeTag>
          </p>
        )}
      </div>
      <TryForm operation={operation} components={components} />
      <section aria-label={words.replies} className={styles.part}>
        <h4 className={styles.partTitle}>{words.replies}</h4>
        <dl className={styles.statuses}>
          {[...replies, ...refusals].map(({ status, description: says }) => (
            <div key={status}>
              <dt>{status}</dt>
              <dd>
                <Marked text={says} />
              </dd>
            </div>
          ))}
        </dl>
        {replies.map(
          ({ status, schema }) =>
            schema && (
              <Details key={status} title={`${words.replyFields}, ${status}`}>
                <SchemaFields schema={schema} components={components} />
              </Details>
            ),
        )}
      </section>
    </div>
  );
}
