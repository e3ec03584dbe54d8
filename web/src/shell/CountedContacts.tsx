import { Link } from '@tanstack/react-router';
import { contactCount } from '../lib/count.ts';
import { useLocationId } from './use-location.ts';

type Props = {
  /** A sentence with the count in it. */
  text: string;
  contacts: number;
  /** The API's own, which find them. */
  filters: readonly Readonly<Record<string, unknown>>[];
};

/** How many contacts something is about; the count leads to them. */
export function CountedContacts({ text, contacts, filters }: Props) {
  const location = useLocationId();
  const counted = contactCount(contacts);
  const [before, after] = text.split(counted, 2);
  if (contacts === 0 || after === undefined) return text;
  return (
    <>
      {before}
      <Link to="/l/$location/contacts" params={{ location }} search={{ f: filters }}>
        {counted}
      </Link>
      {after}
    </>
  );
}
