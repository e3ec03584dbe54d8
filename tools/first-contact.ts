import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneHead, newcomerEnv } from './docs/checkout.ts';
import { freePort } from './docs/reader.ts';
import { openShell, startServer } from './docs/terminals.ts';

/** `npm run first-contact`: how long a newcomer waits, from a clone and an empty npm cache to a 201. */
const place = mkdtempSync(join(tmpdir(), 'groundlevel-first-'));
const folder = join(place, 'groundlevel');
const phases: [string, number][] = [];
let last = performance.now();
const phase = (name: string): void => {
  phases.push([name, (performance.now() - last) / 1000]);
  last = performance.now();
};

try {
  cloneHead(process.cwd(), folder);
  phase('clone');
  const home = newcomerEnv(join(place, 'home'));
  const env = { ...home, GROUNDLEVEL_PORT: await freePort() };
  last = performance.now();
  const server = startServer('npm start', folder, env);
  try {
    if (!(await server.prints((printed) => /^curl .*\n/m.test(printed)))) {
      throw new Error(`npm start printed no curl:\n${server.printed()}`);
    }
    phase('npm start: install, make the database, listen');
    const curl = /^curl .*/m.exec(server.printed())?.[0] ?? '';
    const shell = openShell(folder, env);
    const answer = await shell.run(`${curl} -w '\\n%{http_code}\\n'`);
    await shell.close();
    if (!/\n201\n/.test(`${answer?.stdout}\n`)) throw new Error(`no 201: ${answer?.stdout}`);
    phase('the printed curl, answered with 201');
  } finally {
    await server.stop();
  }
  const total = phases.reduce((sum, [, seconds]) => sum + seconds, 0);
  for (const [name, seconds] of [...phases, ['clone to first 201', total] as const]) {
    console.log(`${seconds.toFixed(1).padStart(6)} s  ${name}`);
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
