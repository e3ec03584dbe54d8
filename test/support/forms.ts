import { Buffer } from 'node:buffer';

export type SentPart = { name: string; fileName?: string; type?: string; content: string | Buffer };

/** A multipart form as a request has it: texts by name, and files. */
export type SentForm = { fields: Record<string, string>; files: Required<SentPart>[] };

export type Payload = { contentType: string; bytes: Buffer };

const boundary = 'form-boundary-7d9a';

/** As browsers write it. */
export function multipartOf({ fields, files }: SentForm): Payload {
  const texts = Object.entries(fields).map(([name, content]) => ({ name, content }));
  return partsOf([...texts, ...files]);
}

/** Any parts in any order. */
export function partsOf(parts: readonly SentPart[]): Payload {
  const chunks = parts.flatMap(({ name, fileName, type, content }) => {
    const file = fileName === undefined ? '' : `; filename="${escaped(fileName)}"`;
    const kind = type === undefined ? '' : `Content-Type: ${type}\r\n`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"${file}\r\n${kind}\r\n`;
    return [Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')];
  });
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function escaped(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
