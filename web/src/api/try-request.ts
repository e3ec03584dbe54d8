import { fetchRaw, type RawRequest } from './client.ts';

/** What was answered, whatever it is. */
export type TriedReply = {
  status: number;
  statusText: string;
  headers: readonly (readonly [name: string, value: string])[];
  /** Until all of it was there. */
  ms: number;
  bytes: number;
  /** Undefined of what is no text. */
  text: string | undefined;
  file: Blob | undefined;
  /** More comes. */
  isOpen: boolean;
};

const isText = /^text\/|[/+]json\b/;
const isStream = /^text\/event-stream\b/;

/** Sends what somebody wrote, and reports the reply; one without an end as often as more of it comes. */
export async function tryRequest(
  method: string,
  address: string,
  request: RawRequest,
  report: (reply: TriedReply) => void,
): Promise<void> {
  const started = performance.now();
  const reply = await fetchRaw(method, address, request);
  const { status, statusText } = reply;
  const headers = [...reply.headers];
  const type = reply.headers.get('Content-Type') ?? '';
  const said = (rest: Pick<TriedReply, 'bytes' | 'text' | 'file' | 'isOpen'>): void =>
    report({ status, statusText, headers, ms: performance.now() - started, ...rest });
  if (isStream.test(type) && reply.body) {
    let [text, bytes] = ['', 0];
    const decoder = new TextDecoder();
    const reader = reply.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.length;
      text += decoder.decode(next.value, { stream: true });
      said({ bytes, text, file: undefined, isOpen: true });
    }
    said({ bytes, text, file: undefined, isOpen: false });
    return;
  }
  const file = await reply.blob();
  const text = isText.test(type) || file.size === 0 ? await file.text() : undefined;
  said({ bytes: file.size, text, file: text === undefined ? file : undefined, isOpen: false });
}
