import { once } from 'node:events';
import { type Socket, connect } from 'node:net';

/** A connection that sends bytes and reads nothing until it is told to. */
export async function openUnread(baseUrl: string, bytes: Uint8Array): Promise<Socket> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  socket.pause();
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

/** So many requests for one address, one after the other. */
export function pipelined(count: number, path: string, token?: string): Buffer {
  const authorization = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: x\r\n${authorization}\r\n`.repeat(count));
}

/** Reads on until the other side closes: the replies that came whole, with their bodies. */
export async function repliesOn(socket: Socket): Promise<{ status: number; body: string }[]> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).resume();
  if (!socket.closed) await once(socket, 'close');
  return repliesIn(Buffer.concat(chunks));
}

function repliesIn(bytes: Buffer): { status: number; body: string }[] {
  const replies: { status: number; body: string }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\r\n\r\n', at);
    if (end < 0) break;
    const head = bytes.toString('latin1', at, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    at = end + 4 + length;
    if (at > bytes.length) break;
    replies.push({ status: Number(head.slice(9, 12)), body: bytes.toString('utf8', end + 4, at) });
  }
  return replies;
}
