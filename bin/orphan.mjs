import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const pollMs = 500;

/**
 * Stops this process as a signal would when the npm that runs it is gone: npm passes on the signals
 * it gets, but a killed npm, or a shell that it ran the script in, passes on nothing. Only for the
 * npm script named, since a process that something else started may outlive it.
 */
export function stopWithNpm(script) {
  if (process.env.npm_lifecycle_event !== script) return;
  const parent = process.ppid;
  const grandparent = isShell(parent) ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    const orphaned =
      process.ppid !== parent || (grandparent !== undefined && parentOf(parent) !== grandparent);
    if (!orphaned) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, pollMs);
  timer.unref();
}

function isShell(pid) {
  return /(?:^|\/)-?(?:sh|dash|bash|ash|busybox|zsh)$/.test(about(pid)?.name ?? '');
}

function parentOf(pid) {
  return about(pid)?.parent;
}

/** Name and parent of a process; undefined where the system does not tell. */
function about(pid) {
  if (process.platform === 'win32') return undefined;
  try {
    // "pid (name) state parent …", where the name may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    const parent = Number(stat.slice(end + 2).split(' ')[1]);
    return { name: stat.slice(stat.indexOf('(') + 1, end), parent };
  } catch {
    return process.platform === 'linux' ? undefined : fromPs(pid);
  }
}

function fromPs(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  const [, parent, name] = /^\s*(\d+)\s+(.+)$/.exec((stdout ?? '').trim()) ?? [];
  return name === undefined ? undefined : { name, parent: Number(parent) };
}
