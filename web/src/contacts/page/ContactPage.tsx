import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { contactQuery } from '../../api/contacts.ts';
import { curlOf } from '../../lib/curl.ts';
import { apiBase } from '../../lib/place.ts';
import { useCommands } from '../../shell/commands.ts';
import { useCopyCommand } from '../../shell/use-copy-command.tsx';
import { useMay } from '../../shell/use-location.ts';
import { words as shellWords } from '../../shell/words.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { ListTodoIcon, StickyNoteIcon, UsersRoundIcon } from '../../ui/generated/icons.tsx';
import { Empty, Failed, Skeleton } from '../../ui/States.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { ConflictDialog } from '../ConflictDialog.tsx';
import { shownName } from '../fields.tsx';
import { useEdits } from '../use-edits.ts';
import { useLists } from '../use-lists.ts';
import { About } from './About.tsx';
import styles from './ContactPage.module.css';
import { Fields } from './Fields.tsx';
import { Head } from './Head.tsx';
import { Notes } from './Notes.tsx';
import { Tasks } from './Tasks.tsx';
import { Timeline } from './Timeline.tsx';
import { type Tab, tabs } from './tabs.ts';
import { words } from './words.ts';

/** All of one contact: its fields, what happened, notes and tasks, and what lies around it. */
export function ContactPage() {
  const { location, contact } = useParams({ from: '/l/$location/contacts/$contact' });
  return <ContactOf key={contact} locationId={location} contactId={contact} />;
}

function ContactOf({ locationId, contactId }: { locationId: string; contactId: string }) {
  const { tab = 'timeline' } = useSearch({ from: '/l/$location/contacts/$contact' });
  const navigate = useNavigate({ from: '/l/$location/contacts/$contact' });
  const mayEdit = useMay('contacts.write');
  const { lists, fields } = useLists(locationId);
  const edits = useEdits(locationId, fields);
  const { data, error, refetch } = useQuery(contactQuery(locationId, contactId));
  const curl = curlOf('GET', `${apiBase}/contacts/${contactId}`);
  /** How often it was asked, by a key, to write something here. */
  const [asked, setAsked] = useState(0);
  const choose = (next: Tab): void => {
    setAsked(0);
    void navigate({ to: '.', search: next === 'timeline' ? {} : { tab: next }, replace: true });
  };
  const write = (on: Tab): void => {
    choose(on);
    setAsked(asked + 1);
  };
  useCopyCommand(curl);
  useCommands(
    [
      {
        group: 'actions',
        label: words.writeNote,
        icon: <StickyNoteIcon />,
        keys: 'n',
        run: () => write('notes'),
      },
      {
        group: 'actions',
        label: words.addTask,
        icon: <ListTodoIcon />,
        keys: 't',
        run: () => write('tasks'),
      },
    ],
    mayEdit,
  );
  if (!data) {
    const isGone = error instanceof ApiError && error.status === 404;
    return (
      <div className={styles.state}>
        <title>{`${isGone ? words.goneTitle : shellWords.contacts} · ${shellWords.app}`}</title>
        {!isGone && <h1 className="visually-hidden">{words.page}</h1>}
        {isGone ? (
          <Gone locationId={locationId} />
        ) : error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton rows={[3, 12]} label={words.loading} />
        )}
      </div>
    );
  }
  const { contact } = data;
  const of = { locationId, contact, mayEdit };
  return (
    <div className={styles.page}>
      <title>{`${shownName(contact)} · ${shellWords.contacts} · ${shellWords.app}`}</title>
      <Head {...of} lists={lists} fields={fields} edits={edits} curl={curl} />
      <div className={styles.columns}>
        <section aria-label={words.fields} className={styles.fields}>
          <h2 className="visually-hidden">{words.fields}</h2>
          <Fields {...of} fields={fields} lists={lists} edits={edits} />
        </section>
        <section aria-label={words.happened} className={styles.middle}>
          <h2 className="visually-hidden">{words.happened}</h2>
          <Tabs label={words.happened} value={tab} tabs={tabs} onChange={choose}>
            {tab === 'timeline' && <Timeline {...of} fields={fields} users={lists.users} />}
            {tab === 'notes' && <Notes {...of} users={lists.users} asked={asked} />}
            {tab === 'tasks' && <Tasks {...of} users={lists.users} asked={asked} />}
          </Tabs>
        </section>
        <section aria-label={words.about} className={styles.about}>
          <h2 className="visually-hidden">{words.about}</h2>
          <About {...of} lists={lists} />
        </section>
      </div>
      <ConflictDialog edits={edits} fields={fields} />
    </div>
  );
}

function Gone({ locationId }: { locationId: string }) {
  return (
    <Empty
      heading="h1"
      icon={<UsersRoundIcon size={20} />}
      title={words.goneTitle}
      text={words.goneText}
    >
      <Link
        to="/l/$location/contacts/deleted"
        params={{ location: locationId }}
        className={buttonClass('secondary')}
      >
        {shellWords.deletedContacts}
      </Link>
    </Empty>
  );
}
