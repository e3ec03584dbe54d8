/** What a command prints to; injected so that tests can read it. */
export type Terminal = {
  write(text: string): void;
  writeError(text: string): void;
  /** From now on the process goes on when nobody reads what it prints. */
  outlive(): void;
};

export type JsonOption = { json?: true };

/** A sentence for the person who typed the command; ends it with status 1. */
export class CommandProblem extends Error {}

/** The API's object as JSON, or lines for reading. */
export function output(
  terminal: Terminal,
  { json }: JsonOption,
  value: unknown,
  lines: readonly string[],
): void {
  terminal.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines.join('\n')}\n`);
}

/** Columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, index) =>
    Math.max(...[head, ...rows].map((row) => (row[index] ?? '').length)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
