import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choice.tsx';
import { Input, TextArea } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './CustomFields.module.css';
import type { Option } from './OptionsEditor.tsx';
import type { FieldType } from './types.ts';
import { words } from './words.ts';

type Props = { type: FieldType; name: string; placeholder: string; options: readonly Option[] };

const mostShown = 12;
const nothing = (): void => undefined;

/** The field as a contact shows it, while it is made; nothing in it can be used. */
export function FieldPreview({ type, name, placeholder, options }: Props) {
  const label = name.trim() === '' ? words.unnamed : name;
  const named = options.filter((each) => each.label.trim() !== '').slice(0, mostShown);
  return (
    <section className={styles.preview} aria-label={words.preview}>
      <p className={styles.hint}>{words.previewOf}</p>
      <div inert className={styles.previewed}>
        <Control type={type} label={label} placeholder={placeholder} options={named} />
      </div>
    </section>
  );
}

type ControlProps = {
  type: FieldType;
  label: string;
  placeholder: string;
  options: readonly Option[];
};

function Control({ type, label, placeholder, options }: ControlProps) {
  switch (type) {
    case 'LARGE_TEXT':
      return <TextArea label={label} placeholder={placeholder} />;
    case 'DATE':
      return <Input label={label} type="date" />;
    case 'TEXTBOX_LIST':
      return (
        <Group label={label}>
          {options.map((option, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: it is drawn anew with each letter
            <Input key={at} label={option.label} />
          ))}
        </Group>
      );
    case 'SINGLE_OPTIONS':
    case 'MULTIPLE_OPTIONS':
      return (
        <Select
          label={label}
          value=""
          options={[{ value: '', label: words.choose }]}
          onChange={nothing}
        />
      );
    case 'RADIO':
      return (
        <Group label={label}>
          {options.map((option, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: it is drawn anew with each letter
            <label key={at} className={styles.radio}>
              <input type="radio" />
              <span>{option.label}</span>
            </label>
          ))}
        </Group>
      );
    case 'CHECKBOX':
      return (
        <Group label={label}>
          {options.map((option, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: it is drawn anew with each letter
            <Checkbox key={at} label={option.label} checked={false} onChange={nothing} />
          ))}
        </Group>
      );
    case 'FILE_UPLOAD':
      return (
        <Group label={label}>
          <Button>{words.upload}</Button>
        </Group>
      );
    default:
      return <Input label={label} placeholder={placeholder} />;
  }
}

function Group({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      {children}
    </fieldset>
  );
}
