import { gramLength, lengthOf } from '../../../lib/grams.ts';
import type { Executor } from '../../../storage/engine.ts';
import { selectIndexState } from '../../../storage/index-state.ts';
import {
  type Listed,
  type TermExpression,
  anyOf,
  without,
} from '../../../storage/term-expression.ts';
import { eachNote, eachOwner, everyNote, notesMeant } from '../index/note-index.store.ts';
import { noteText } from '../index/search-text.ts';
import * as terms from '../index/terms.ts';
import { chunksOf, partsOfText } from '../index/text-parts.ts';
import type { Condition } from './search-contacts.store.ts';

type Of = { reader: Executor; locationNo: number };

/** The same condition, with the contacts themselves in place of what their notes hold. */
export async function withNoteMembers(of: Of, condition: Condition): Promise<Condition> {
  const each = async (conditions: readonly Condition[]): Promise<Condition[]> => {
    const found: Condition[] = [];
    for (const one of conditions) found.push(await withNoteMembers(of, one));
    return found;
  };
  if ('all' in condition) return { all: await each(condition.all) };
  if ('any' in condition) return { any: await each(condition.any) };
  if ('not' in condition) return { not: await withNoteMembers(of, condition.not) };
  if ('notes' in condition) return { among: await ownersOf(of, condition.notes) };
  return condition;
}

/** Live contacts that have a note with one of some texts in it. */
async function ownersOf({ reader, locationNo }: Of, texts: readonly string[]): Promise<Listed> {
  const nos = new Set<number>();
  const isBuilt = (await selectIndexState(reader)).notesBuiltTo === null;
  const check = async (some: AsyncIterable<number[]>, text: string): Promise<void> => {
    for await (const notes of some) {
      await eachNote(reader, locationNo, notes, (note) => {
        if (!nos.has(note.contact_no) && noteText(note).includes(text)) nos.add(note.contact_no);
      });
    }
  };
  for (const text of texts) {
    if (!isBuilt) {
      await check(everyNote(reader, locationNo), text);
      continue;
    }
    const has = partsOfText(text);
    const cut: TermExpression = { term: terms.cutShort };
    if (!isOnePart(text)) {
      await check(notesMeant(reader, locationNo, anyOf([has, cut])), text);
      continue;
    }
    for await (const notes of notesMeant(reader, locationNo, has)) {
      await eachOwner(reader, locationNo, notes, (no) => nos.add(no));
    }
    await check(notesMeant(reader, locationNo, without(cut, has)), text);
  }
  return { nos, json: JSON.stringify([...nos]) };
}

/** Whether one term says that it is there. */
function isOnePart(text: string): boolean {
  const [first, ...rest] = chunksOf(text);
  return rest.length === 0 && first === text && lengthOf(text) <= gramLength;
}
