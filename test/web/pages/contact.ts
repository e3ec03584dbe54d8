import type { Locator, Page } from 'playwright-core';

/** The page of one contact, by what people see and hear of it. */
export class ContactPage {
  readonly page: Page;
  readonly notes: Locator;
  readonly tasks: Locator;
  constructor(page: Page) {
    this.page = page;
    this.notes = page.getByRole('list', { name: 'Notes' });
    this.tasks = page.getByRole('list', { name: 'Tasks' });
  }

  async open(locationId: string, contactId: string, search = ''): Promise<void> {
    await this.page.goto(`/app/l/${locationId}/contacts/${contactId}${search}`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  async is(name: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  /** The button that a field is edited by. */
  field(label: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Edit ${label}:`) });
  }
}
