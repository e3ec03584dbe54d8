/** For searching and sorting: no case, no accents, white space as single spaces. */
export function foldText(text: string): string {
  if (/^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The wire's lower-case shadows. */
export function lowerCase(text: string): string {
  return text.toLowerCase();
}

/** Folded parts on lines of their own, so that no search matches across two. */
export function searchText(parts: readonly string[]): string {
  return parts.map(foldText).join('\n');
}

/** The digits of a text, for searching numbers. */
export function digitsOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/\D/g, '');
}

/** Whether a text can be stored and returned as it is: no NUL, no half of a surrogate pair. */
export function isWellFormedText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** At most `length` characters, the last of them `…` where something was left out. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}

/** Whether there is nothing but white space. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}
