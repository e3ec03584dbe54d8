import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { saveContact } from '../../api/contact-changes.ts';
import { type ContactEvent, contactEventsQuery } from '../../api/contact-events.ts';
import { type Contact, getContact } from '../../api/contacts.ts';
import type { User } from '../../api/location-lists.ts';
import { dayOf } from '../../lib/time.ts';
import { saidWithUndo } from '../../shell/undo.ts';
import { Button } from '../../ui/Button.tsx';
import { HistoryIcon } from '../../ui/generated/icons.tsx';
import { Empty } from '../../ui/States.tsx';
import { Time } from '../../ui/Time.tsx';
import { toastProblem } from '../../ui/Toast.tsx';
import type { ContactField } from '../fields.tsx';
import { actorOf, changesOf, inverseOf, sentenceOf } from './event-words.ts';
import styles from './Timeline.module.css';
import { Paged } from './Paged.tsx';
import { words } from './words.ts';

type Props = {
  locationId: string;
  contact: Contact;
  fields: readonly ContactField[];
  users: readonly User[];
  mayEdit: boolean;
};

/** Everything that happened, day by day, by whom and by which token, with the way back. */
export function Timeline(props: Props) {
  const { locationId, contact } = props;
  const query = useInfiniteQuery(contactEventsQuery(locationId, contact.id));
  const { data } = query;
  const days = useMemo(() => byDay(data?.pages.flatMap(({ events }) => events) ?? []), [data]);
  return (
    <div className={styles.timeline}>
      <Paged
        query={query}
        isEmpty={days.length === 0}
        empty={
          <Empty
            icon={<HistoryIcon size={20} />}
            title={words.nothingTitle}
            text={words.nothingHappened}
          />
        }
      >
        {days.map(([day, events]) => (
          <section key={day} aria-label={day}>
            <h2 className={styles.day}>{day}</h2>
            <ol>
              {events.map((event) => (
                <EventRow key={event.cursor} {...props} event={event} />
              ))}
            </ol>
          </section>
        ))}
      </Paged>
    </div>
  );
}

function byDay(events: readonly ContactEvent[]): [string, ContactEvent[]][] {
  const days = new Map<string, ContactEvent[]>();
  for (const event of events) {
    const day = dayOf(new Date(event.at));
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days];
}

function EventRow({
  locationId,
  contact,
  fields,
  users,
  mayEdit,
  event,
}: Props & { event: ContactEvent }) {
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);
  const changes = changesOf(event, fields);
  const isUndoable =
    event.type === 'contact.updated' && Object.keys(inverseOf(event, contact)).length > 0;
  const undo = async (): Promise<void> => {
    setPending(true);
    try {
      const now = await getContact(locationId, contact.id);
      const inverse = inverseOf(event, now.contact);
      const saved = await saveContact(client, locationId, now, inverse);
      if (saved.kind === 'conflict') throw new Error(words.changedAgain);
      saidWithUndo(words.undone, saved.undo);
    } catch (error) {
      toastProblem(error instanceof Error ? error : new Error(String(error)));
    }
    setPending(false);
  };
  return (
    <li className={styles.event}>
      <p className={styles.said}>
        <bdi className={styles.actor}>{actorOf(event.actor, users)}</bdi> {sentenceOf(event)}
        <span className={styles.time}>
          <Time at={event.at} />
        </span>
      </p>
      {changes.length > 0 && (
        <dl className={styles.changes}>
          {changes.map(({ label, before, after }) => (
            <div key={label} className={styles.change}>
              <dt>{label}</dt>
              <dd>
                {before !== '' && (
                  <>
                    <del>
                      <bdi>{before}</bdi>
                    </del>{' '}
                  </>
                )}
                <ins>
                  <bdi>{after === '' ? words.cleared : after}</bdi>
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {mayEdit && isUndoable && (
        <Button kind="ghost" pending={isPending} onClick={() => void undo()}>
          {words.undo}
        </Button>
      )}
    </li>
  );
}
