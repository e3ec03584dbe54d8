/**
 * The text of a reply. A stream of events has no end: of it, what comes until it says that all that
 * was there is told, or that it ends.
 */
export async function wholeText(reply: Response): Promise<string> {
  const type = reply.headers.get('content-type') ?? '';
  if (!type.startsWith('text/event-stream') || !reply.body) return reply.text();
  let text = '';
  for await (const piece of reply.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    // Leaving the loop ends the connection.
    if (/^event: (?:ready|end)\n.*\ndata: .*\n\n/m.test(text)) break;
  }
  return text;
}
