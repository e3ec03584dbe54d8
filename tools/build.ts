import { join, resolve } from 'node:path';
import { writeBundle } from './bundle.ts';

/** Bundles the server into `dist`, or into the folder named. */
const [folder = join(import.meta.dirname, '..', 'dist')] = process.argv.slice(2);
await writeBundle(resolve(folder));
