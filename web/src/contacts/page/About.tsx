import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import {
  type Channel,
  appointmentsQuery,
  changeFollowers,
  channels,
  putAddresses,
  setChannel,
} from '../../api/contact-parts.ts';
import type { Contact } from '../../api/contacts.ts';
import { exactTime } from '../../lib/time.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Choice.tsx';
import { CopyIconButton } from '../../ui/Copy.tsx';
import { XIcon } from '../../ui/generated/icons.tsx';
import { TextArea } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { CodeTag } from '../../ui/Tag.tsx';
import { Time } from '../../ui/Time.tsx';
import { type Lists, userOptions } from '../fields.tsx';
import styles from './About.module.css';
import { Files } from './Files.tsx';
import { useChange } from '../../shell/use-change.ts';
import { words } from './words.ts';

type Props = { locationId: string; contact: Contact; lists: Lists; mayEdit: boolean };

/** What lies around a contact and is neither a field nor something that happened. */
export function About(props: Props) {
  const { locationId, contact } = props;
  return (
    <>
      <dl className={styles.facts}>
        <Fact label={words.locationId} copied={locationId}>
          <CodeTag>{locationId}</CodeTag>
        </Fact>
        <Fact label={words.contactId} copied={contact.id}>
          <CodeTag>{contact.id}</CodeTag>
        </Fact>
        <Fact label={words.created}>
          <Time at={contact.dateAdded} /> <By of={contact.createdBy} />
        </Fact>
        <Fact label={words.changed}>
          <Time at={contact.dateUpdated} /> <By of={contact.lastUpdatedBy} />
        </Fact>
      </dl>
      <Disturb {...props} />
      <Followers {...props} />
      <Addresses {...props} />
      <Appointments {...props} />
      <Files {...props} />
    </>
  );
}

type FactProps = { label: string; copied?: string; children: React.ReactNode };

function Fact({ label, copied, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>
        {children}
        {copied !== undefined && <CopyIconButton label={words.copy(label)} text={copied} />}
      </dd>
    </div>
  );
}

function By({ of }: { of: Readonly<Record<string, unknown>> | undefined }) {
  const name = of?.['sourceName'];
  if (typeof name !== 'string' || name === '') return null;
  return (
    <>
      {words.source} <bdi>{name}</bdi>
    </>
  );
}

function Disturb(props: Props) {
  const { locationId, contact, mayEdit } = props;
  const change = useChange(locationId, contact.id);
  const statusOf = (channel: Channel) => contact.dndSettings?.[channel]?.status ?? 'inactive';
  const set = (channel: Channel, isOn: boolean): void =>
    void change({
      said: `${words.disturb}: ${words.channels[channel]}`,
      act: () => setChannel(locationId, contact.id, channel, isOn),
      takeBack: () => setChannel(locationId, contact.id, channel, !isOn),
    });
  return (
    <section className={styles.part}>
      <h2>{words.disturb}</h2>
      {channels.map((channel) => (
        <Switch
          key={channel}
          label={words.channels[channel]}
          checked={contact.dnd || statusOf(channel) !== 'inactive'}
          readOnly={!mayEdit || contact.dnd || statusOf(channel) === 'permanent'}
          onChange={(isOn) => set(channel, isOn)}
        />
      ))}
    </section>
  );
}

function Followers(props: Props) {
  const { locationId, contact, lists, mayEdit } = props;
  const change = useChange(locationId, contact.id);
  const set = (userId: string, isAdded: boolean, name: string): void =>
    void change({
      said: `${words.followers}: ${name}`,
      act: () => changeFollowers(locationId, contact.id, userId, isAdded),
      takeBack: () => changeFollowers(locationId, contact.id, userId, !isAdded),
    });
  const nameOf = (userId: string): string =>
    lists.users.find(({ id }) => id === userId)?.name ?? userId;
  const others = userOptions(lists.users).filter(({ value }) => !contact.followers.includes(value));
  return (
    <section className={styles.part}>
      <h2>{words.followers}</h2>
      <ul>
        {contact.followers.map((userId) => (
          <li key={userId} className={styles.row}>
            <bdi>{nameOf(userId)}</bdi>
            {mayEdit && (
              <IconButton
                label={words.unfollow(nameOf(userId))}
                onClick={() => set(userId, false, nameOf(userId))}
              >
                <XIcon />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && others.length > 0 && (
        <Select
          label={words.addFollower}
          value=""
          options={[{ value: '', label: words.choose }, ...others]}
          onChange={(userId) => userId !== '' && set(userId, true, nameOf(userId))}
        />
      )}
      {contact.followers.length === 0 && <p className={styles.hint}>{words.noFollowers}</p>}
    </section>
  );
}

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function Addresses(props: Props) {
  const { locationId, contact, mayEdit } = props;
  const change = useChange(locationId, contact.id);
  const held = {
    emails: contact.additionalEmails.map(({ email }) => email).join('\n'),
    phones: contact.additionalPhones.map(({ phone }) => phone).join('\n'),
  };
  const [typed, setTyped] = useState<typeof held>();
  const [error, setError] = useState<Error>();
  const title = useId();
  const save = async (): Promise<void> => {
    if (!typed) return;
    const problem = await change({
      said: words.addressesChanged,
      act: () => putAddresses(locationId, contact, linesIn(typed.emails), linesIn(typed.phones)),
      takeBack: () => putAddresses(locationId, contact, linesIn(held.emails), linesIn(held.phones)),
    });
    setError(problem);
    if (!problem) setTyped(undefined);
  };
  return (
    <section className={styles.part} aria-labelledby={title}>
      <h2 id={title}>{words.addresses}</h2>
      {typed ? (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextArea
            label={words.addressesEmails}
            hint={words.addressesHint}
            error={error?.message}
            rows={3}
            value={typed.emails}
            onChange={({ target }) => setTyped({ ...typed, emails: target.value })}
          />
          <TextArea
            label={words.addressesPhones}
            hint={words.addressesHint}
            rows={3}
            value={typed.phones}
            onChange={({ target }) => setTyped({ ...typed, phones: target.value })}
          />
          <span className={styles.buttons}>
            <Button onClick={() => setTyped(undefined)}>{words.cancel}</Button>
            <Button type="submit" kind="primary">
              {words.save}
            </Button>
          </span>
        </form>
      ) : (
        <>
          <ul>
            {[...linesIn(held.emails), ...linesIn(held.phones)].map((each) => (
              <li key={each} className={styles.row}>
                <bdi>{each}</bdi>
              </li>
            ))}
          </ul>
          {mayEdit && (
            <Button kind="ghost" onClick={() => setTyped(held)}>
              {words.editAddresses}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function Appointments({ locationId, contact }: Props) {
  const { data = [] } = useQuery(appointmentsQuery(locationId, contact.id));
  return (
    <section className={styles.part}>
      <h2>{words.appointments}</h2>
      {data.length === 0 ? (
        <p className={styles.hint}>{words.noAppointments}</p>
      ) : (
        <ul>
          {data.map(({ id, title, startTime, appointmentStatus }) => (
            <li key={id} className={styles.row}>
              <span>
                <bdi>{title}</bdi>
                <span className={styles.hint}>
                  {exactTime(new Date(startTime))} · {appointmentStatus}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
