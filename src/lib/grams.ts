/** Longest part of a text that is a term of its own; longer ones are told by several of these. */
export const gramLength = 3;
/** Longest beginning of a word that is a term of its own. */
export const longestBeginning = 5;

/** The words of a folded text: letters and digits together. */
export function wordsOf(text: string): string[] {
  return text.match(/^[ -~\n]*$/.test(text) ? /[a-z0-9]+/g : /[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** Adds every part of a text without white space in it, of at most three code points and at least `shortest`. */
export function eachGram(text: string, shortest: number, add: (gram: string) => void): void {
  for (const chunk of text.split(/\s+/)) {
    if (/[\ud800-\udfff]/.test(chunk)) eachGramOf([...chunk], shortest, add);
    else {
      for (let length = shortest; length <= gramLength; length += 1) {
        for (let at = 0; at + length <= chunk.length; at += 1) add(chunk.slice(at, at + length));
      }
    }
  }
}

function eachGramOf(signs: readonly string[], shortest: number, add: (gram: string) => void): void {
  for (let length = shortest; length <= gramLength; length += 1) {
    for (let at = 0; at + length <= signs.length; at += 1)
      add(signs.slice(at, at + length).join(''));
  }
}

/** The beginning of a word in so many code points, or all of it. */
export function beginningOf(word: string, length: number): string {
  return /[\ud800-\udfff]/.test(word) ? [...word].slice(0, length).join('') : word.slice(0, length);
}

/** How many code points there are. */
export function lengthOf(text: string): number {
  return /[\ud800-\udfff]/.test(text) ? [...text].length : text.length;
}

/** The grams that a part of a chunk is told by: itself, or all that it is made of. */
export function gramsOfPart(chunk: string): string[] {
  if (lengthOf(chunk) <= gramLength) return [chunk];
  const grams = new Set<string>();
  eachGram(chunk, gramLength, (gram) => grams.add(gram));
  return [...grams];
}
