import { looksLikeEmail } from './email.ts';

/** An unencoded `+` arrives as a space; neither addresses nor numbers hold one. */
export function unspaced(text: string): string {
  return text.trim().replaceAll(' ', '+');
}

/** Whether an unknown parameter's text is an e-mail address or a phone number. */
export function isSearchable(text: string): boolean {
  return looksLikeEmail(unspaced(text)) || /^[\s+]?[\d\s().+-]{7,24}$/.test(text);
}

/** A value that is no e-mail or phone as it stands, but is one when it is decoded once more. */
export function decodedOnceMore(text: string): string {
  if (!text.includes('%') || isSearchable(text)) return text;
  try {
    const once = decodeURIComponent(text);
    return isSearchable(once) ? once : text;
  } catch {
    return text;
  }
}
