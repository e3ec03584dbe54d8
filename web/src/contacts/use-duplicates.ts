import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Duplicate, duplicateQuery } from '../api/contacts.ts';

/** As soon as what is typed could be a whole one. */
const emailLike = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const leastDigits = 6;
const patienceMs = 150;

/** Who has the e-mail or the phone already; each once. */
export function useDuplicates(
  locationId: string,
  typed: { email: string; phone: string },
): readonly Duplicate[] {
  const email = useSettled(typed.email.trim());
  const phone = useSettled(typed.phone.trim());
  const isEmail = emailLike.test(email);
  const isPhone = phone.replaceAll(/\D/g, '').length >= leastDigits;
  // A number that is none yet is refused: then nobody is found, and nothing is said.
  const byEmail = useQuery({ ...duplicateQuery(locationId, { email }), enabled: isEmail });
  const byPhone = useQuery({ ...duplicateQuery(locationId, { phone }), enabled: isPhone });
  const found = [isEmail ? byEmail.data : null, isPhone ? byPhone.data : null].filter(
    (each): each is Duplicate => !!each,
  );
  return found.filter(
    ({ contact }, at) => found.findIndex((each) => each.contact.id === contact.id) === at,
  );
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), patienceMs);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}
