import { isWellFormedText } from '../lib/text.ts';

export const longestName = 255;

/** What is wrong with the name of a part; undefined when nothing is. */
export function partNameProblem(name: string | undefined): string | undefined {
  if (!name) return 'has a part without a name';
  if (name.length > longestName || !isPlain(name)) {
    return `has a part whose name is not plain text of at most ${longestName} characters`;
  }
  return undefined;
}

/**
 * What is wrong with the name that a file had at the client; undefined when nothing is. It is only
 * shown, but a path or a reversed ending would deceive whoever saves the file.
 */
export function fileNameProblem(name: string | undefined): string | undefined {
  if (!name) return 'is a file without a name';
  if (name.length > longestName) return `has a file name of more than ${longestName} characters`;
  if (/[/\\]/.test(name) || name === '.' || name === '..') return 'has a path as its file name';
  if (!isPlain(name) || name.trim() === '') {
    return 'has a file name with control or direction characters';
  }
  return undefined;
}

/** No control characters, none that turns the direction of writing, no half characters. */
function isPlain(text: string): boolean {
  return (
    isWellFormedText(text) &&
    !/\p{Cc}|[\u202a-\u202e\u2066-\u2069\u2028\u2029]/u.test(text) &&
    !text.includes('\ufffd')
  );
}

/** As sent where it is a type that a header can say, in lower case. */
export function mimetypeOf(sent: string): string {
  const type = sent.toLowerCase();
  return /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type) ? type : 'application/octet-stream';
}
