/** Why a database cannot be opened, in one sentence for the person at the terminal. */
export class DatabaseProblem extends Error {}

/** The text of a caught failure, for the end of such a sentence. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
