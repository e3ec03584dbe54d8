/** Numbered, in order, never changed once released. */
export type Migration = { version: number; name: string; sqlite: string };
