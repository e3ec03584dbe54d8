/** What a client that listens is told; with an id alone, it only learns where to go on from. */
export type LiveMessage = { id: string; event?: string; data?: string };

/** As server-sent events write it. */
export function liveMessageText({ id, event, data }: LiveMessage): string {
  const head = event === undefined ? ': \nid: ' : `event: ${event}\nid: `;
  if (data === undefined) return `${head}${id}\n\n`;
  const lines = /[\r\n]/.test(data) ? data.split(/\r\n|\r|\n/).join('\ndata: ') : data;
  return `${head}${id}\ndata: ${lines}\n\n`;
}
