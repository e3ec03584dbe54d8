import { loadConfig } from '../../src/config/config.ts';

/** A row of the page of limits. */
export type Limit = {
  what: string;
  /** The bound, with its unit. */
  bound: string;
  /** What a request beyond it is told, as `` 422 `validation_failed` `` where it is an error. */
  beyond: string;
  /** The settings that change it, without `GROUNDLEVEL_`. */
  settings?: readonly string[];
};

export type LimitGroup = { title: string; about?: string; limits: readonly Limit[] };

/** As it is without any setting. */
export const { config: defaults } = loadConfig({ env: {}, cwd: import.meta.dirname });

/** 65536 as `65,536`. */
export const count = (number: number): string => number.toLocaleString('en-US');

/** A number of bytes in the largest unit that says it exactly. */
export function bytes(number: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let [value, unit] = [number, 0];
  while (value >= 1024 && value % 1024 === 0 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${count(value)} ${units[unit]}`;
}

/** Milliseconds in the largest unit that says them exactly. */
export function time(ms: number): string {
  const [length, unit] = [
    [86_400_000, 'days'],
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1000, 's'],
    [1, 'ms'],
  ].find(([each]) => ms >= Number(each) && ms % Number(each) === 0) ?? [1, 'ms'];
  return `${count(ms / Number(length))} ${unit}`;
}

/** The usual answers. */
export const invalid = '422 `validation_failed`';
export const clamped = (most: number | string): string =>
  `${most} with a warning; \`observed\` 422`;
