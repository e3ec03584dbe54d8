import type { Page } from 'playwright-core';
import type { TestServer } from '../support/server.ts';

export type Place = { page: Page; server: TestServer; locationId: string };

/** A page in a state that is worth looking at. */
export type View = {
  name: string;
  /** Who looks: nobody is signed in, or the owner is. */
  by: 'nobody' | 'owner';
  /** A menu or a dialog is open. */
  floats?: true;
  show(place: Place): Promise<void>;
};
