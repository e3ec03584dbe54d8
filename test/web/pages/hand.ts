import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** A hand whose moves are counted: a click, a key with those held down, a text typed in one go. */
export class Hand {
  readonly page: Page;
  readonly moves: string[] = [];
  constructor(page: Page) {
    this.page = page;
  }

  /** What has to be scrolled to first would be a move more. */
  async click(what: Locator): Promise<void> {
    await what.waitFor();
    const box = (await what.boundingBox()) ?? assert.fail('it is not drawn');
    const { height = 0 } = this.page.viewportSize() ?? {};
    assert.ok(box.y >= 0 && box.y + box.height / 2 <= height, `${String(what)} is out of sight`);
    await what.click();
    this.moves.push(`click ${String(what)}`);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    this.moves.push(`press ${key}`);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    this.moves.push(`type ${text}`);
  }
}
