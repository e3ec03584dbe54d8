import type { EditorProps } from './editor-spec.ts';
import { InputEditor } from './InputEditor.tsx';
import { ListEditor } from './ListEditor.tsx';
import { LongTextEditor } from './LongTextEditor.tsx';

/** The editor of a kind of value; it has the focus from the beginning. */
export function Editor({ spec, ...rest }: EditorProps) {
  switch (spec.kind) {
    case 'long-text':
      return <LongTextEditor {...rest} />;
    case 'option':
    case 'options':
      return (
        <ListEditor
          {...rest}
          options={spec.options}
          isMultiple={spec.kind === 'options'}
          takesOther={spec.takesOther ?? false}
        />
      );
    case 'tags':
      return (
        <ListEditor
          {...rest}
          options={spec.known.map((name) => ({ value: name, label: name }))}
          isMultiple
          takesOther
        />
      );
    case 'user':
      return <ListEditor {...rest} options={spec.users} isMultiple={false} takesOther={false} />;
    default:
      return <InputEditor {...rest} kind={spec.kind} />;
  }
}
