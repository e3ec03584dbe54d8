import type { Readable } from 'node:stream';

/** Bytes that have arrived whole and are on the disk, under no id yet. */
export type StagedFile = {
  size: number;
  /** Hexadecimal. */
  sha256: string;
  /** Gives them their id for good; from then on `discard` does nothing. */
  keep(id: string): Promise<void>;
  discard(): Promise<void>;
};

export type StoredFile = { name: string; modifiedAt: number };

/** Where uploaded files lie. Ids are ours; a name that a client sent never comes here. */
export type FileStore = {
  /** Throws `payload_too_large`, `storage_full`, `storage_failed` or what the source failed with; leaves nothing. */
  stage(source: Readable, limitBytes: number): Promise<StagedFile>;
  /** Undefined when there is none. */
  open(id: string): Promise<{ size: number; stream: Readable } | undefined>;
  /** Also when there is none; by id, or by a name of `list`. */
  remove(name: string): Promise<void>;
  /** Everything there is, files that never got their id included. */
  list(): AsyncIterable<StoredFile>;
};
