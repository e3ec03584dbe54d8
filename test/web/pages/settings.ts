import type { Locator, Page } from 'playwright-core';

/** The pages under Settings, found as the quick start names them. */
export class SettingsPages {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  async openBusinessProfile(): Promise<void> {
    await this.page.getByRole('link', { name: 'Business Profile' }).click();
    await this.heading('Business Profile').waitFor();
  }

  async openIntegrations(): Promise<void> {
    const menu = this.page.getByRole('navigation', { name: 'Main' });
    await menu.getByRole('link', { name: 'Private Integrations' }).click();
    await this.heading('Private Integrations').waitFor();
  }

  /** As the quick start says it; returns the token as it stands there. */
  async createIntegration(name: string): Promise<string> {
    await this.page.getByRole('link', { name: 'Create New Integration' }).click();
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByRole('switch', { name: 'contacts' }).click();
    await this.page.getByRole('button', { name: 'Save' }).click();
    return (await this.page.getByLabel('Token', { exact: true }).textContent()) ?? '';
  }

  row(name: string): Locator {
    return this.page
      .getByRole('list', { name: 'Private Integrations' })
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  /** Waits until the clipboard has it: before, leaving asks. */
  async copyToken(): Promise<void> {
    const token = this.page.getByRole('region', { name: /^Copy the token/ });
    await token.getByRole('button', { name: 'Copy token' }).click();
    await token.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
  }

  /** An entry of the menu of an integration. */
  async choose(name: string, entry: string): Promise<void> {
    const button = this.page.getByRole('button', { name: `Actions of ${name}`, exact: true });
    await button.first().click();
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
  }

  async confirm(action: string): Promise<void> {
    // A toast is a dialog too.
    const button = this.page.getByRole('dialog').getByRole('button', { name: action, exact: true });
    await button.click();
    await button.waitFor({ state: 'detached' });
  }

  /** A page by its entry in the menu. */
  async open(name: string): Promise<void> {
    const menu = this.page.getByRole('navigation', { name: 'Main' });
    await menu.getByRole('link', { name, exact: true }).click();
    await this.heading(name).waitFor();
  }

  /** A row of a table, by a cell that starts with a text. */
  tableRow(table: string, text: string): Locator {
    return this.page
      .getByRole('table', { name: table })
      .getByRole('row')
      .filter({ has: this.page.getByText(text, { exact: true }) });
  }

  /** What the clipboard holds. */
  copied(): Promise<string> {
    return this.page.evaluate('navigator.clipboard.readText()');
  }
}
