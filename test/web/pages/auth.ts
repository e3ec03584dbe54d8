import type { Page } from 'playwright-core';

/** The pages before anybody is signed in. */
export class AuthPages {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async setUp(
    link: string,
    owner: Record<'firstName' | 'lastName' | 'email' | 'password', string>,
  ) {
    await this.page.goto(link);
    await this.page.getByLabel('First name').fill(owner.firstName);
    await this.page.getByLabel('Last name').fill(owner.lastName);
    await this.page.getByLabel('E-mail').fill(owner.email);
    await this.page.getByLabel('Password', { exact: true }).fill(owner.password);
    await this.page.getByRole('button', { name: 'Create account' }).click();
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }
}
