const closing: (() => Promise<void>)[] = [];
let isOfMany = false;

/** Said by what runs many test files in this process: what they share is closed by it, at the end. */
export function runsManyFiles(): void {
  isOfMany = true;
}

/** Whether what is started once is used by the next file, too. */
export const isShared = (): boolean => isOfMany;

export function atProcessEnd(close: () => Promise<void>): void {
  closing.push(close);
}

export async function closeShared(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}
