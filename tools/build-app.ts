import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isAppBuilt } from '../src/web-app-source.ts';

/** Builds the web app unless it is built of this source; whether it is there then. */
export async function buildApp(root: string): Promise<boolean> {
  const builder = join(root, 'web', 'build.ts');
  // Copies of the project for tests of the server have no app.
  if (!existsSync(builder) || isAppBuilt(root)) return true;
  const child = spawn(process.execPath, [builder], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code === 0;
}
