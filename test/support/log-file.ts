/**
 * Walks the frames of a write-ahead log as SQLite's file format describes it, up to the first that
 * does not belong. Bytes: the end of the last commit, and the end of the last frame.
 */
export function commitOffsets(log: Buffer): { committed: number; written: number } {
  const none = { committed: 0, written: 0 };
  if (log.length < headerBytes) return none;
  const frameBytes = frameHeaderBytes + log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  let committed = headerBytes;
  let end = headerBytes;
  while (end + frameBytes <= log.length) {
    if (!log.subarray(end + 8, end + 16).equals(salt)) break;
    const isCommit = log.readUInt32BE(end + 4) !== 0;
    end += frameBytes;
    if (isCommit) committed = end;
  }
  return { committed, written: end };
}

const headerBytes = 32;
const frameHeaderBytes = 24;
