import { type ReactNode, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { keep, readKept } from '../lib/kept.ts';
import { isFloating, isTyping, pressedKey } from '../lib/keys.ts';

/** Something that can be done now: by its keys, or by its name in the command menu. */
export type Command = {
  label: string;
  group: 'actions' | 'pages' | 'locations';
  /** `c`, `mod+k`, or `g t` for one after the other. */
  keys?: string;
  icon?: ReactNode;
  /** Of another language or word for the same, found as well. */
  also?: string;
  run(): void;
};

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Command[]): void {
  commands = next;
  for (const each of listeners) each();
}

/** Those of what is shown now, the frame's first. */
export function useCommandList(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => commands,
  );
}

/** Offers commands for as long as the component is shown; `isOn` is false where they make no sense now. */
export function useCommands(offered: readonly Command[], isOn = true): void {
  const run = useEffectEvent((at: number) => offered[at]?.run());
  const described = JSON.stringify(offered.map(({ icon: _icon, ...each }) => each));
  const made = useEffectEvent(() => offered.map((each, at) => ({ ...each, run: () => run(at) })));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts are what a list is told by
  useEffect(() => {
    if (!isOn) return;
    const own = made();
    change([...commands, ...own]);
    return () => change(commands.filter((each) => !own.includes(each)));
  }, [isOn, described]);
}

/** Opens the command menu. */
export const menuKeys = 'mod+k';

/** Does what keys do, for a button that says so. */
export function runCommand(keys: string): void {
  commands.findLast((each) => each.keys === keys)?.run();
}

const lettersName = 'single-keys';

/** Whether letters alone are shortcuts; somebody who speaks to the browser may not want that. */
export function readLettersOn(): boolean {
  return readKept(lettersName) !== 'off';
}

export function setLettersOn(isOn: boolean): void {
  keep(lettersName, isOn ? undefined : 'off');
}

const togetherMs = 1500;

/** Hears the keys of all commands, wherever the focus is. */
export function useCommandKeys(): void {
  useEffect(() => {
    let first: { key: string; at: number } | undefined;
    const press = (event: KeyboardEvent): void => {
      const key = pressedKey(event);
      if (event.defaultPrevented || key === undefined || event.repeat) return;
      const isAlone = !key.startsWith('mod+');
      if (isAlone && (isTyping(event.target) || isFloating(event.target) || !readLettersOn()))
        return;
      const isSecond = first !== undefined && performance.now() - first.at < togetherMs;
      const both = isSecond ? `${first?.key} ${key}` : key;
      first = undefined;
      const found =
        commands.findLast(({ keys }) => keys === both) ??
        commands.findLast(({ keys }) => keys === key);
      if (found) {
        event.preventDefault();
        found.run();
      } else if (isAlone && commands.some(({ keys }) => keys?.startsWith(`${key} `))) {
        first = { key, at: performance.now() };
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
