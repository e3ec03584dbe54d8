/** So many digits survive a double whatever they are, within the exponents below. */
const safeDigits = 15;
const safeExponent = 307;
/** A double is never written with more. */
const mostDigits = 17;

/**
 * Whether a decimal text, as JSON or a client writes one, keeps all its digits as a number:
 * `9007199254740993` would become `9007199254740992`, `1e400` endless and `1e-400` nothing.
 */
export function keepsDigits(text: string): boolean {
  const number = Number(text);
  if (String(number) === text) return true;
  const sent = canonical(text);
  return sent.digits.length <= mostDigits && isSame(sent, canonical(String(number)));
}

/** Whether it is so short that it keeps its digits: for telling the usual numbers at no cost. */
export function isShortNumber(text: string, start: number, end: number): boolean {
  let digits = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x65 || code === 0x45) {
      return end - at <= 5 && Math.abs(Number(text.slice(at + 1, end))) <= safeExponent - digits;
    }
    if (code >= 0x30 && code <= 0x39) digits += 1;
    if (digits > safeDigits) return false;
  }
  return true;
}

type Canonical = { digits: string; exponent: number };

function isSame(a: Canonical, b: Canonical): boolean {
  return a.digits === b.digits && (a.digits === '' || a.exponent === b.exponent);
}

/** Its digits without zeros at either end, and the place of the point before the first of them. */
function canonical(text: string): Canonical {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const all = whole + fraction;
  let first = 0;
  while (all.charCodeAt(first) === 0x30) first += 1;
  let last = all.length;
  while (last > first && all.charCodeAt(last - 1) === 0x30) last -= 1;
  return { digits: all.slice(first, last), exponent: whole.length - first + Number(exponent) };
}
