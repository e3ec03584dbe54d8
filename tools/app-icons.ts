import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the app draws, by the names that lucide gives them. */
const names = [
  'activity',
  'archive-restore',
  'arrow-down',
  'arrow-up',
  'braces',
  'building-2',
  'chart-column',
  'check',
  'chevron-down',
  'chevron-left',
  'chevron-right',
  'chevron-up',
  'circle-alert',
  'columns-3',
  'copy',
  'download',
  'ellipsis',
  'eye',
  'eye-off',
  'folder',
  'funnel',
  'grip-vertical',
  'history',
  'key-round',
  'keyboard',
  'list-todo',
  'lock-keyhole',
  'log-out',
  'map-pin',
  'maximize-2',
  'menu',
  'merge',
  'moon',
  'pencil',
  'pin',
  'pin-off',
  'play',
  'plus',
  'rotate-ccw',
  'search',
  'shield-off',
  'sticky-note',
  'sun',
  'tag',
  'terminal',
  'text-cursor-input',
  'trash-2',
  'triangle-alert',
  'unplug',
  'user-cog',
  'user-plus',
  'users-round',
  'x',
] as const;

const folder = join(import.meta.dirname, '..', 'node_modules', 'lucide-static', 'icons');

/** The icons of the app as components: lucide's paths, and none of its code. */
export function appIcons(): string {
  return `// Written by npm run gen, from lucide (ISC License, Copyright Lucide Contributors).
import { Icon, type IconProps } from '../Icon.tsx';

${names.map(componentOf).join('\n')}`;
}

function componentOf(name: string): string {
  const svg = readFileSync(join(folder, `${name}.svg`), 'utf8');
  const inside = /<svg[^>]*>([\s\S]*)<\/svg>/
    .exec(svg)?.[1]
    ?.trim()
    .replaceAll(/\s*\n\s*/g, '');
  if (!inside) throw new Error(`lucide has no ${name}`);
  const title = name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `export const ${title}Icon = (props: IconProps) => (<Icon {...props}>${inside}</Icon>);`;
}
