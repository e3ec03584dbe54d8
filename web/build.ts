import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Plugin, build } from 'vite';
import { appSourceHash, buildRecord } from '../src/web-app-source.ts';
import { noticesOf } from '../tools/notices.ts';

const web = import.meta.dirname;
const root = join(web, '..');
const to = join(web, 'dist');
/** Beside what it takes the place of, so that renaming it is one step. */
const making = `${to}.${randomUUID()}`;

/** Text that is worth compressing; fonts are compressed already. */
const compressed = /\.(?:js|css|svg|html)$/;

/** Fonts of the first screen, which CSS would ask for too late to be used in time. */
const preloaded = /(?:inter-latin-wght-normal)[^/]*\.woff2$/;

/** Before anything is painted, by a file, since no inline script runs. */
function themeFirst(): Plugin {
  let theme = '';
  return {
    name: 'theme-first',
    buildStart() {
      const source = readFileSync(join(web, 'src', 'theme.js'), 'utf8').trim();
      theme = this.emitFile({ type: 'asset', name: 'theme.js', source });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const named = Object.values(bundle);
        const file = named.find((each) => 'names' in each && each.names?.includes('theme.js'));
        if (!file || theme === '') throw new Error('the theme is not in the build');
        const fonts = named.filter(({ fileName }) => preloaded.test(fileName));
        return [
          {
            tag: 'script',
            attrs: { src: `./${file.fileName}` },
            injectTo: 'head-prepend',
          },
          ...fonts.map(({ fileName }) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              as: 'font',
              type: 'font/woff2',
              crossorigin: true,
              href: `./${fileName}`,
            },
            injectTo: 'head' as const,
          })),
        ];
      },
    },
  };
}

/** Files of styles may come in any order, so each says first which layer is above which. */
const layers = '@layer tokens,base,components;';

const modules: string[] = [];
/** Last of all, when the styles are one file. */
function layersAndModules(): Plugin {
  return {
    name: 'layers-and-modules',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler: (_options, bundle) => {
        for (const each of Object.values(bundle)) {
          if (each.type === 'chunk') modules.push(...each.moduleIds);
          else {
            modules.push(...(each.originalFileNames ?? []).map((file) => join(web, file)));
            if (each.fileName.endsWith('.css')) each.source = layers + String(each.source);
          }
        }
      },
    },
  };
}

const hash = appSourceHash(root);
const started = performance.now();
try {
  await build({
    root: web,
    base: './',
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [themeFirst(), layersAndModules()],
    css: { transformer: 'lightningcss' },
    build: {
      outDir: making,
      target: ['chrome123', 'firefox125', 'safari17.5'],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      reportCompressedSize: false,
      manifest: 'manifest.json',
      rolldownOptions: {
        // Libraries mark parts that a server of theirs would leave out; there is no such server here.
        onLog: (level, log, report) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
        },
      },
    },
  });
  for (const file of readdirSync(join(making, 'assets'))) {
    if (compressed.test(file)) compress(join(making, 'assets', file));
  }
  writeFileSync(join(making, 'THIRD-PARTY.txt'), noticesOf(modules));
  const seconds = Number(((performance.now() - started) / 1000).toFixed(2));
  writeFileSync(join(making, buildRecord), `${JSON.stringify({ hash, seconds })}\n`);
  putInPlace();
} finally {
  rmSync(making, { recursive: true, force: true });
}

function compress(path: string): void {
  const bytes = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}

function putInPlace(): void {
  mkdirSync(to, { recursive: true });
  const old = `${making}.old`;
  renameSync(to, old);
  renameSync(making, to);
  rmSync(old, { recursive: true, force: true });
}
