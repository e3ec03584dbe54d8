import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { deleteContacts } from '../api/contact-changes.ts';
import { readListsAgain } from '../api/contact-cache.ts';
import { type NewContact, createContact } from '../api/contacts.ts';
import { saidWithUndo } from '../shell/undo.ts';
import { Editor } from '../table/editors/Editor.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Input } from '../ui/Input.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Tag } from '../ui/Tag.tsx';
import styles from './AddContactDialog.module.css';
import { Duplicates } from './Duplicates.tsx';
import { useDuplicates } from './use-duplicates.ts';
import { fieldLabels, words } from './words.ts';

type Named = 'firstName' | 'lastName' | 'email' | 'phone' | 'companyName';
export type Typed = Readonly<Record<Named, string>>;

const blank: Typed = { firstName: '', lastName: '', email: '', phone: '', companyName: '' };
const inputs: readonly (readonly [Named, 'text' | 'email' | 'tel'])[] = [
  ['firstName', 'text'],
  ['lastName', 'text'],
  ['email', 'email'],
  ['phone', 'tel'],
  ['companyName', 'text'],
];

type Props = {
  locationId: string;
  tags: readonly string[];
  onOpen(contactId: string): void;
  onClose(): void;
};

/** A new contact, or, where somebody is there already, that one. */
export function AddContactDialog({ locationId, tags, onOpen, onClose }: Props) {
  const client = useQueryClient();
  const [typed, setTyped] = useState(blank);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isMissing, setMissing] = useState(false);
  const addsMore = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const found = useDuplicates(locationId, typed);

  const create = useMutation({
    mutationFn: (contact: NewContact) => createContact(locationId, contact),
    onSuccess: async ({ contactId }) => {
      const name = nameIn(typed);
      saidWithUndo(words.added(name), async () => {
        const { failed } = await deleteContacts(client, locationId, [contactId]);
        const [first] = failed;
        if (first) throw first.error;
      });
      void client.invalidateQueries({ queryKey: ['tags', locationId] });
      if (addsMore.current) {
        setTyped(blank);
        form.current?.querySelector('input')?.focus();
      } else {
        onOpen(contactId);
      }
      await readListsAgain(client, locationId);
    },
  });
  const { error } = create;
  const problems = error instanceof ApiError ? error.fields : [];
  const submit = (more: boolean): void => {
    addsMore.current = more;
    const isBlank = nameIn(typed) === '';
    setMissing(isBlank);
    if (!isBlank && !create.isPending) create.mutate({ ...sentOf(typed), tags: [...chosen] });
  };
  return (
    <Dialog open title={words.addTitle} onClose={onClose}>
      <form
        ref={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(false);
        }}
      >
        {inputs.map(([name, type]) => (
          <Input
            key={name}
            label={fieldLabels[name]}
            type={type}
            value={typed[name]}
            autoComplete="off"
            error={problems.find(({ field }) => field === name)?.message}
            onChange={(event) => {
              setTyped({ ...typed, [name]: event.target.value });
              setMissing(false);
            }}
          />
        ))}
        <TagsInput known={tags} chosen={chosen} onChange={setChosen} />
        {found.length > 0 && (
          <Duplicates
            locationId={locationId}
            found={found}
            change={sentOf(typed)}
            tags={chosen}
            onOpen={onOpen}
          />
        )}
        {isMissing && <Problem error={new Error(words.needsOne)} />}
        {error && problems.length === 0 && <Problem error={error} />}
        <DialogActions>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button onClick={() => submit(true)}>{words.saveAndAdd}</Button>
          <Button kind="primary" type="submit" pending={create.isPending}>
            {words.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function nameIn({ firstName, lastName, companyName, email, phone }: Typed): string {
  const name = `${firstName.trim()} ${lastName.trim()}`.trim();
  return name || email.trim() || phone.trim() || companyName.trim();
}

/** Only what was filled in. */
function sentOf(typed: Typed): Partial<Typed> {
  return Object.fromEntries(
    Object.entries(typed)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );
}

type TagsProps = {
  known: readonly string[];
  chosen: readonly string[];
  onChange(tags: readonly string[]): void;
};

function TagsInput({ known, chosen, onChange }: TagsProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <div className={styles.tags}>
      <span className={styles.label}>{fieldLabels.tags}</span>
      {isOpen ? (
        <div className={styles.editor}>
          <Editor
            spec={{ kind: 'tags', known }}
            label={fieldLabels.tags}
            value={chosen}
            onSave={(value) => {
              onChange(Array.isArray(value) ? value.map(String) : []);
              close();
            }}
            onCancel={close}
          />
        </div>
      ) : (
        <button ref={button} type="button" className={styles.button} onClick={() => setOpen(true)}>
          {chosen.length === 0 ? words.noTag : chosen.map((name) => <Tag key={name} name={name} />)}
        </button>
      )}
    </div>
  );
}
