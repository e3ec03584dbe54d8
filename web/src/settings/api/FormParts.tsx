import type { Schema } from '../../api/api-document.ts';
import { Field } from '../../ui/Field.tsx';
import { FieldGrid } from '../../ui/Card.tsx';
import { Input } from '../../ui/Input.tsx';
import styles from './Api.module.css';
import { fieldsOf } from './schema.ts';
import { words } from './words.ts';

/** Of a form that is sent: its texts, and a file under a name of its own. */
export type Parts = {
  texts: Readonly<Record<string, string>>;
  fileName: string;
  file: File | undefined;
};

type Props = { schema: Schema; parts: Parts; onChange(parts: Parts): void };

export function FormParts({ schema, parts, onChange }: Props) {
  return (
    <section aria-label={words.body} className={styles.part}>
      <h4 className={styles.partTitle}>{words.body}</h4>
      <FieldGrid>
        {fieldsOf(schema).map(({ name, schema: { description }, isRequired }) => (
          <Input
            key={name}
            label={name}
            hint={description}
            required={isRequired}
            optional={!isRequired}
            autoComplete="off"
            value={parts.texts[name] ?? ''}
            onChange={({ target }) =>
              onChange({ ...parts, texts: { ...parts.texts, [name]: target.value } })
            }
          />
        ))}
        <Input
          label={words.part}
          hint={words.partHint}
          required
          autoComplete="off"
          value={parts.fileName}
          onChange={({ target }) => onChange({ ...parts, fileName: target.value })}
        />
        <Field label={words.file}>
          {(described) => (
            <input
              {...described}
              type="file"
              required
              className={styles.file}
              onChange={({ target }) => onChange({ ...parts, file: target.files?.[0] })}
            />
          )}
        </Field>
      </FieldGrid>
    </section>
  );
}
