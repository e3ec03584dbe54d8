/**
 * What measures inside the page, as text, since it runs there before anything else: from a key or a changed
 * filter to the frame that shows what came of it, and whether a frame of scrolling lacked rows.
 */
export const listProbe = `
globalThis.probe = (() => {
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(0);
      });
    });
  const total = () => document.querySelector('h1 + [role=status]')?.textContent ?? '';
  // From the address to the frame with the first rows.
  const opened = new Promise((resolve) => {
    const look = async () => {
      if (!document.querySelector('[role=rowheader]')) return;
      watcher.disconnect();
      resolve(await painted());
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { subtree: true, childList: true });
  });
  return {
    opened,
    filtered: undefined,
    pressed: undefined,
    loaded: () => {
      const said = [...document.querySelectorAll('footer span')]
        .map((each) => /^([\\d,]+) loaded of/.exec(each.textContent)?.[1])
        .find(Boolean);
      return Number((said ?? '0').replaceAll(',', ''));
    },
    watchFilter() {
      performance.clearResourceTimings();
      this.filtered = new Promise((resolve) => {
        addEventListener(
          'input',
          () => {
            const from = performance.now();
            let isAsked = false;
            const watcher = new MutationObserver(async () => {
              // The total is empty from the new search until its rows stand there.
              if (total() === '') isAsked = true;
              if (!isAsked || total() === '') return;
              watcher.disconnect();
              const to = await painted();
              const search = performance
                .getEntriesByType('resource')
                .findLast(({ name }) => name.endsWith('/contacts/search'));
              resolve({ toPaintMs: to - from, serverMs: search?.duration ?? 0 });
            });
            watcher.observe(document.body, {
              subtree: true,
              childList: true,
              characterData: true,
              attributes: true,
            });
          },
          { once: true, capture: true },
        );
      });
    },
    watchKey() {
      this.pressed = new Promise((resolve) => {
        addEventListener(
          'keydown',
          async () => {
            const from = performance.now();
            resolve((await painted()) - from);
          },
          { once: true, capture: true },
        );
      });
    },
    async scroll(element) {
      element.scrollTop = 0;
      await painted();
      const box = element.getBoundingClientRect();
      const heights = [0.15, 0.35, 0.55, 0.75, 0.95].map((share) => box.top + box.height * share);
      const frameMs = [];
      let blankFrames = 0;
      let frames = 0;
      let last = performance.now();
      const by = element.clientHeight / 2;
      while (element.scrollTop + element.clientHeight < element.scrollHeight - 1) {
        element.scrollTop += by;
        await painted();
        const now = performance.now();
        frameMs.push(now - last);
        last = now;
        frames += 1;
        const isBlank = heights.some(
          (y) => !document.elementFromPoint(box.left + 300, y)?.closest('[role=row]'),
        );
        if (isBlank) blankFrames += 1;
      }
      return { frames, blankFrames, frameMs };
    },
  };
})();
`;
