import { useInfiniteQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Contact } from '../../api/contacts.ts';
import { type Note, type NoteValues, noteActions, notesQuery } from '../../api/notes.ts';
import type { User } from '../../api/location-lists.ts';
import { fromMarks, readRichText, toMarks } from '../../lib/rich-text.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import {
  PencilIcon,
  PinIcon,
  PinOffIcon,
  StickyNoteIcon,
  Trash2Icon,
} from '../../ui/generated/icons.tsx';
import inputStyles from '../../ui/Input.module.css';
import { RichText } from '../../ui/RichText.tsx';
import { Empty } from '../../ui/States.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './Notes.module.css';
import { Paged } from './Paged.tsx';
import { useChange } from '../../shell/use-change.ts';
import { words } from './words.ts';

type Props = {
  locationId: string;
  contact: Contact;
  users: readonly User[];
  mayEdit: boolean;
  /** More than before: a note is to be written now. */
  asked: number;
};

/** As the API keeps them: any colour of CSS, by name or in hexadecimal. */
const colours = ['gold', 'skyblue', 'lightgreen', 'salmon'] as const;

export function Notes({ locationId, contact, users, mayEdit, asked }: Props) {
  const of = [locationId, contact.id] as const;
  const query = useInfiniteQuery(notesQuery(...of));
  const change = useChange(...of);
  const actions = noteActions(...of);
  const loaded = query.data?.pages.flatMap((page) => page.notes) ?? [];
  const notes = loaded.toSorted((a, b) => Number(b.pinned) - Number(a.pinned));
  const add = (body: string): Promise<Error | undefined> =>
    change({
      said: words.noteAdded,
      act: () => actions.create({ body }),
      takeBack: ({ id }) => actions.remove(id),
    });
  return (
    <div className={styles.notes}>
      {mayEdit && <Composer asked={asked} onSave={add} />}
      <Paged
        query={query}
        isEmpty={notes.length === 0}
        empty={
          <Empty
            icon={<StickyNoteIcon size={20} />}
            title={words.noNotesTitle}
            text={words.noNotesText}
          />
        }
      >
        <ul className={styles.list} aria-label={words.notes}>
          {notes.map((note) => (
            <NoteCard
              key={note.id}
              note={note}
              author={users.find(({ id }) => id === note.userId)?.name}
              mayEdit={mayEdit}
              onChange={(values, said) =>
                change({
                  said,
                  act: () => actions.change(note.id, values),
                  takeBack: () => actions.change(note.id, before(note, values)),
                })
              }
              onRemove={() =>
                void change({
                  said: words.noteDeleted,
                  act: () => actions.remove(note.id),
                  takeBack: () => actions.create(valuesOf(note)),
                })
              }
            />
          ))}
        </ul>
      </Paged>
    </div>
  );
}

type Values = { body?: string; pinned?: boolean; color?: string | null };

const valuesOf = ({ body, pinned, color, title, userId }: Note): NoteValues => ({
  body,
  pinned,
  userId,
  ...(color !== undefined && { color }),
  ...(title !== undefined && { title }),
});

function before(note: Note, values: Values): Values {
  const held: Values = { body: note.body, pinned: note.pinned, color: note.color ?? null };
  return Object.fromEntries(Object.entries(held).filter(([name]) => Object.hasOwn(values, name)));
}

type ComposerProps = { asked: number; onSave(body: string): Promise<Error | undefined> };

function Composer({ asked, onSave }: ComposerProps) {
  const [text, setText] = useState('');
  const [isPending, setPending] = useState(false);
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (asked > 0) area.current?.focus();
  }, [asked]);
  const save = async (): Promise<void> => {
    if (text.trim() === '' || isPending) return;
    setPending(true);
    if (!(await onSave(fromMarks(text)))) setText('');
    setPending(false);
    area.current?.focus();
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={area}
        value={text}
        rows={3}
        aria-label={words.writeNote}
        aria-describedby={id}
        placeholder={words.writeNote}
        className={inputStyles.input}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => onSaveKey(event, save)}
      />
      <span id={id} className={styles.hint}>
        {words.noteHint}
      </span>
      <Button type="submit" pending={isPending}>
        {words.addNote}
      </Button>
    </form>
  );
}

function onSaveKey(event: KeyboardEvent, save: () => Promise<void>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  void save();
}

type CardProps = {
  note: Note;
  author: string | undefined;
  mayEdit: boolean;
  onChange(values: Values, said: string): Promise<Error | undefined>;
  onRemove(): void;
};

function NoteCard({ note, author, mayEdit, onChange, onRemove }: CardProps) {
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) button.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const short = note.bodyText.slice(0, 60);
  return (
    <li className={styles.note}>
      <NoteColour colour={note.color} />
      <div className={styles.meta}>
        {note.pinned && <span className={styles.pinned}>{words.pinned}</span>}
        {author !== undefined && <bdi>{author}</bdi>}
        <Time at={note.dateAdded} />
        {mayEdit && !isEditing && (
          <span className={styles.buttons}>
            <Colours
              chosen={note.color}
              onChoose={(color) => void onChange({ color }, words.noteChanged)}
            />
            <IconButton
              label={words.ofNote(note.pinned ? words.unpin : words.pin, short)}
              onClick={() => void onChange({ pinned: !note.pinned }, words.noteChanged)}
            >
              {note.pinned ? <PinOffIcon /> : <PinIcon />}
            </IconButton>
            <IconButton
              ref={button}
              label={words.ofNote(words.edit, short)}
              onClick={() => setEditing(true)}
            >
              <PencilIcon />
            </IconButton>
            <IconButton label={words.ofNote(words.remove, short)} onClick={onRemove}>
              <Trash2Icon />
            </IconButton>
          </span>
        )}
      </div>
      {note.title !== undefined && note.title !== '' && (
        <p className={styles.title}>
          <bdi>{note.title}</bdi>
        </p>
      )}
      {isEditing ? (
        <NoteEditor
          body={note.body}
          onCancel={() => setEditing(false)}
          onSave={async (body) => {
            if (body === note.body || !(await onChange({ body }, words.noteChanged)))
              setEditing(false);
          }}
        />
      ) : (
        <RichText body={note.body} />
      )}
    </li>
  );
}

function NoteColour({ colour }: { colour: string | undefined }) {
  const style =
    colour !== undefined && /^(?:#[\da-f]{3,8}|[a-z]{3,20})$/i.test(colour) ? colour : undefined;
  if (style === undefined) return null;
  return <span aria-hidden="true" className={styles.colour} style={{ background: style }} />;
}

type ColoursProps = { chosen: string | undefined; onChoose(colour: string | null): void };

function Colours({ chosen, onChoose }: ColoursProps) {
  return (
    <select
      aria-label={words.colour}
      className={styles.colours}
      value={chosen ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}
    >
      <option value="">{words.noColour}</option>
      {chosen !== undefined && !colours.some((each) => each === chosen) && (
        <option value={chosen}>{chosen}</option>
      )}
      {colours.map((each, at) => (
        <option key={each} value={each}>
          {words.colourNames[at]}
        </option>
      ))}
    </select>
  );
}

type EditorProps = { body: string; onSave(body: string): Promise<void>; onCancel(): void };

/** As marks where those say all of it, else as the HTML that it is. */
function NoteEditor({ body, onSave, onCancel }: EditorProps) {
  const [{ isSimple, first }] = useState(() => {
    const read = readRichText(body);
    return { isSimple: read.isSimple, first: read.isSimple ? toMarks(read.nodes) : body };
  });
  const [text, setText] = useState(first);
  const id = useId();
  const save = (): Promise<void> => {
    if (text === first) return onSave(body);
    return onSave(isSimple ? fromMarks(text) : text);
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the note whose button was pressed
        autoFocus
        value={text}
        rows={6}
        aria-label={words.edit}
        aria-describedby={id}
        className={inputStyles.input}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => onSaveKey(event, save)}
      />
      <span id={id} className={styles.hint}>
        {isSimple ? words.noteHint : words.noteSource}
      </span>
      <span className={styles.actions}>
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button type="submit" kind="primary">
          {words.save}
        </Button>
      </span>
    </form>
  );
}
