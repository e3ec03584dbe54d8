import { errors } from '../errors/catalogue.ts';
import { foldText } from './text.ts';

export const mostWords = 100;
export const longestFolded = 2000;

/**
 * The words of a text to search for, folded, each once. Bounded after folding, which can make eighteen
 * signs of one: the database takes an expression for each. Throws `validation_failed`.
 */
export function searchWords(field: string, text: string): string[] {
  const folded = foldText(text);
  const words = [...new Set(folded.split(' '))].filter((word) => word !== '');
  const refuse = (bound: string): never => {
    const message = `${field} has more than ${bound}, its accents and joined signs taken apart`;
    throw errors.validationFailed([{ field, message }]);
  };
  if (folded.length > longestFolded) refuse(`${longestFolded} characters`);
  return words.length > mostWords ? refuse(`${mostWords} words`) : words;
}
