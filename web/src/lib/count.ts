const numbers = new Intl.NumberFormat('en');

/** `12,400`. */
export const count = (number: number): string => numbers.format(number);

/** `no contacts`, `1 contact`, `12,400 contacts`. */
export function contactCount(number: number): string {
  if (number === 0) return 'no contacts';
  return number === 1 ? '1 contact' : `${count(number)} contacts`;
}
