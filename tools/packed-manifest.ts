import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Manifest = Record<string, unknown>;

/** The package.json of the package: what is bundled is not to be installed a second time. */
export function packedManifest(manifest: Manifest): Manifest {
  const kept = Object.entries(manifest).filter(
    ([name]) => !/^(?:(?:dev)?dependencies|workspaces)$/i.test(name),
  );
  return Object.fromEntries(kept);
}

// npm packs the file that lies there: this one is in its place while it does.
if (import.meta.main) {
  const root = process.cwd();
  const path = join(root, 'package.json');
  const whole = join(root, 'node_modules', '.package-before-pack.json');
  if (process.argv[2] === 'restore') renameSync(whole, path);
  else {
    const text = readFileSync(path, 'utf8');
    const packed = packedManifest(JSON.parse(text) as Manifest);
    writeFileSync(whole, text);
    writeFileSync(path, `${JSON.stringify(packed, null, 2)}\n`);
  }
}
