const longest = 60;

/** In a sentence, of which the title is only a part. */
export function shortTitle(title: string): string {
  const letters = [...title.trim()];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('');
}
