import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from './launch.mjs';

/** Builds what tests start, of the source at hand; the folder, or undefined when it failed (said on standard error). */
export function buildForTests(node, env) {
  const folder = join(packageRoot, 'node_modules', '.cache', 'groundlevel', 'build');
  const args = [join(packageRoot, 'tools', 'build.ts'), folder];
  const { status } = spawnSync(node, args, { stdio: 'inherit', env });
  return status === 0 ? folder : undefined;
}
