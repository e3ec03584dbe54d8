import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

export type Encoding = 'br' | 'gzip' | 'identity';
export type Asset = { type: string; bytes: Readonly<Partial<Record<Encoding, Buffer>>> };
export type WebAppFiles = {
  /** `index.html`, whose addresses begin with where the app lies. */
  index: Buffer;
  indexTag: string;
  /** By name below `/app/assets/`. */
  assets: ReadonlyMap<string, Asset>;
};

/** More than any build of ours is: what is served stays in memory. */
const mostBytes = 32 * 1024 * 1024;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const encodings: readonly (readonly [Encoding, string])[] = [
  ['identity', ''],
  ['br', '.br'],
  ['gzip', '.gz'],
];

/** A build, read whole; undefined where there is none. `basePath` is the path of the public URL, without a slash at its end. */
export function readWebAppFiles(folder: string, basePath: string): WebAppFiles | undefined {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return undefined;
  const assets = new Map<string, Asset>();
  let total = 0;
  for (const name of readdirSync(join(folder, 'assets'))) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const bytes: Partial<Record<Encoding, Buffer>> = {};
    for (const [encoding, ending] of encodings) {
      const file = join(folder, 'assets', `${name}${ending}`);
      if (!existsSync(file)) continue;
      bytes[encoding] = readFileSync(file);
      total += bytes[encoding].length;
    }
    assets.set(name, { type, bytes });
  }
  if (total > mostBytes)
    throw new Error(`the web app in ${folder} is larger than ${mostBytes} bytes`);
  const html = readFileSync(page, 'utf8').replaceAll('"./assets/', `"${basePath}/app/assets/`);
  const index = Buffer.from(html);
  const indexTag = `"${createHash('sha256').update(index).digest('base64url')}"`;
  return { index, indexTag, assets };
}

/** The smallest form that the header accepts; the file as it is where it names none. */
export function encodingFor(accepted: string | undefined, asset: Asset): Encoding {
  const weights = new Map<string, number>();
  for (const each of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = each.split(';').map((part) => part.trim());
    const weight = parameters.find((part) => part.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  const accepts = (name: string): boolean => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
  if (asset.bytes.br && accepts('br')) return 'br';
  return asset.bytes.gzip && accepts('gzip') ? 'gzip' : 'identity';
}
