import type { Schema } from '../../api/api-document.ts';
import styles from './Api.module.css';
import { Details } from './Details.tsx';
import { Marked } from './Marked.tsx';
import {
  type Components,
  type SchemaField,
  boundsOf,
  fieldsOf,
  shapesOf,
  typeName,
} from './schema.ts';
import { words } from './words.ts';

type Props = { schema: Schema; components: Components };

/** What a body is made of; what is inside a field waits until it is opened. */
export function SchemaFields({ schema, components }: Props) {
  return shapesOf(schema, components).map((shape, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the shapes of one schema never move
    <div key={at} className={styles.shape}>
      {shape.title !== undefined && <p className={styles.shapeTitle}>{shape.title}</p>}
      <ul className={styles.fields}>
        {fieldsOf(shape).map((field) => (
          <Field key={field.name} field={field} components={components} />
        ))}
      </ul>
    </div>
  ));
}

function Field({ field, components }: { field: SchemaField; components: Components }) {
  const { name, schema, isRequired } = field;
  const bounds = boundsOf(schema);
  return (
    <li className={styles.field}>
      <p className={styles.fieldHead}>
        <code className={styles.fieldName}>{name}</code>
        <span className={styles.type}>{typeName(schema, components)}</span>
        {isRequired && <span className={styles.required}>{words.required}</span>}
        {bounds !== '' && <span className={styles.type}>{bounds}</span>}
      </p>
      {schema.description !== undefined && (
        <p className={styles.text}>
          <Marked text={schema.description} />
        </p>
      )}
      {shapesOf(schema, components).length > 0 && (
        <Details title={words.fieldsOf(name)}>
          <SchemaFields schema={schema} components={components} />
        </Details>
      )}
    </li>
  );
}
