import { extname } from 'node:path';

/** The module beside `from`, in the form that is running: TypeScript source or compiled. */
export function threadUrl(name: string, from: string): URL {
  return new URL(`${name}${extname(new URL(from).pathname)}`, from);
}
