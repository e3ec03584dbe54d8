import type { Locator, Page } from 'playwright-core';

/** The reference of the API, by what people see of it. */
export class ApiPage {
  readonly page: Page;
  readonly search: Locator;
  readonly reply: Locator;
  constructor(page: Page) {
    this.page = page;
    this.search = page.getByLabel('Find an operation by name, path or scope');
    this.reply = page.getByRole('region', { name: 'Reply', exact: true });
  }

  async open(locationId: string, operation?: string): Promise<void> {
    const search = operation === undefined ? '' : `?op=${operation}`;
    await this.page.goto(`/app/l/${locationId}/settings/api${search}`);
    await this.page.getByRole('heading', { level: 1, name: 'API' }).waitFor();
    await this.page.getByText(/^\d+ operations$/).waitFor();
  }

  /** The line of an operation, by its method and path. */
  line(address: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${escaped(address)}$`) });
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: /^Send/ }).click();
    await this.reply.waitFor();
  }

  /** The request as it stands there for a terminal. */
  async curl(): Promise<string> {
    const figure = this.page.getByRole('figure').filter({ hasText: 'The same with curl' });
    return (await figure.locator('pre').textContent()) ?? '';
  }
}

/** Between method and path stands what the operation does. */
function escaped(address: string): string {
  const [method = '', path = ''] = address.split(' ');
  return `${method}.*${path.replaceAll(/[{}/]/g, '\\$&')}`;
}
