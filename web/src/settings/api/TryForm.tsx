import { useState } from 'react';
import type { ApiParameter } from '../../api/api-document.ts';
import { curlOfWritten } from '../../lib/curl.ts';
import { apiBase } from '../../lib/place.ts';
import { useLocationId, useSession } from '../../shell/use-location.ts';
import { Button } from '../../ui/Button.tsx';
import { FieldGrid } from '../../ui/Card.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { PlayIcon } from '../../ui/generated/icons.tsx';
import { Input, TextArea } from '../../ui/Input.tsx';
import { Problem } from '../../ui/Problem.tsx';
import styles from './Api.module.css';
import { Details } from './Details.tsx';
import { FormParts, type Parts } from './FormParts.tsx';
import { ReplyView } from './ReplyView.tsx';
import { SchemaFields } from './SchemaFields.tsx';
import { type ApiOperation, exampleIn } from './reference.ts';
import { type Components, typeName } from './schema.ts';
import { useTry } from './use-try.ts';
import { words } from './words.ts';
import { type Values, addressOf, headersOf, jsonProblem } from './written.ts';

type Props = { operation: ApiOperation; components: Components };

/** The request as it is written, to be sent from here or from a terminal. */
export function TryForm({ operation, components }: Props) {
  const { method, parameters, json, form, ofSession, onlyReads } = operation;
  const location = useLocationId();
  const { locations } = useSession();
  const [values, setValues] = useState<Values>(() => ({ locationId: location }));
  const [body, setBody] = useState(() => json && exampleIn(location, json.example));
  const [parts, setParts] = useState<Parts>({ texts: {}, fileName: '', file: undefined });
  const trying = useTry(operation);
  const problem = body === undefined ? undefined : jsonProblem(body);
  const inputs = parameters.filter((each) => each.in !== 'header');
  const headers = parameters.filter((each) => each.in === 'header');
  const address = addressOf(operation, values);
  const sent = headersOf(operation, values);
  const inputOf = (parameter: ApiParameter) => (
    <ParameterInput
      key={parameter.name}
      parameter={parameter}
      components={components}
      value={values[parameter.name] ?? ''}
      onChange={(value) => setValues({ ...values, [parameter.name]: value })}
    />
  );
  return (
    <>
      <form
        className={styles.try}
        onSubmit={(event) => {
          event.preventDefault();
          if (problem !== undefined || trying.isSending) return;
          trying.send({
            address,
            headers: {
              ...sent,
              'X-Groundlevel-Location': location,
              ...(body !== undefined && { 'Content-Type': 'application/json' }),
            },
            body: form ? formData(parts) : body,
          });
        }}
      >
        {inputs.length > 0 && (
          <section aria-label={words.inputs} className={styles.part}>
            <h4 className={styles.partTitle}>{words.inputs}</h4>
            <FieldGrid>{inputs.map(inputOf)}</FieldGrid>
          </section>
        )}
        {form && <FormParts schema={form} parts={parts} onChange={setParts} />}
        {json && (
          <div className={styles.part}>
            <TextArea
              label={words.body}
              code
              rows={4}
              value={body}
              error={problem === undefined ? undefined : words.notJson(problem)}
              onChange={({ target }) => setBody(target.value)}
            />
            <Details title={words.bodyFields}>
              <SchemaFields schema={json.schema} components={components} />
            </Details>
          </div>
        )}
        {headers.length > 0 && (
          <Details title={words.headers}>
            <FieldGrid>{headers.map(inputOf)}</FieldGrid>
          </Details>
        )}
        <div className={styles.actions}>
          <Button
            kind={onlyReads ? 'primary' : 'danger'}
            type="submit"
            icon={<PlayIcon />}
            pending={trying.isSending && !trying.reply?.isOpen}
            unavailable={problem && words.notJson(problem)}
          >
            {onlyReads ? words.send : words.sendChange}
          </Button>
          {trying.reply?.isOpen && <Button onClick={trying.stop}>{words.stop}</Button>}
          {!onlyReads && (
            <p className={styles.text}>
              {words.changes(locations.find(({ id }) => id === location)?.name ?? location)}
            </p>
          )}
        </div>
      </form>
      {trying.error && <Problem error={trying.error} />}
      {trying.reply && <ReplyView reply={trying.reply} />}
      <CodeBlock
        label={words.curl}
        copyLabel={words.copy}
        copySaid={words.copyCurl}
        text={curlOfWritten({
          method,
          address: apiBase + address,
          headers: sent,
          ofSession,
          json: body,
          parts: form && partsOf(parts),
        })}
      />
    </>
  );
}

function partsOf({ texts, fileName, file }: Parts): [string, string][] {
  const written = Object.entries(texts).filter(([, value]) => value !== '');
  return [...written, [fileName || 'file', `@${file?.name ?? 'FILE'}`]];
}

function formData({ texts, fileName, file }: Parts): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(texts)) if (value !== '') data.append(name, value);
  if (file) data.append(fileName || 'file', file);
  return data;
}

type InputProps = {
  parameter: ApiParameter;
  components: Components;
  value: string;
  onChange(value: string): void;
};

function ParameterInput({ parameter, components, value, onChange }: InputProps) {
  const { name, schema, required = false } = parameter;
  const description = (parameter.description ?? schema.description)?.replaceAll('`', '');
  const type = typeName(schema, components);
  const hint = [type === 'string' ? undefined : type, description].filter(Boolean).join('. ');
  return (
    <Input
      label={name}
      required={required}
      optional={!required}
      hint={hint === '' ? undefined : hint}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
