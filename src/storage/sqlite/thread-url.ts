import { extname } from 'node:path';

/** The module beside `from`, in the form of `from`: TypeScript source or a build, which lies in one folder. */
export function threadUrl(name: string, from: string): URL {
  return new URL(`${name}${extname(new URL(from).pathname)}`, from);
}
