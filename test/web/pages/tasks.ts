import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { TestServer } from '../../support/server.ts';

type Values = Readonly<Record<string, unknown>>;

const hourMs = 3_600_000;

/** In so many hours, as the API takes it. */
export const inHours = (hours: number): string =>
  new Date(Date.now() + hours * hourMs).toISOString();

/** Made by the API, as programs do. */
export async function makeTask(
  server: TestServer,
  contactId: string,
  values: Values,
): Promise<string> {
  const body = { dueDate: inHours(48), ...values };
  const made = await server.call('POST', `/contacts/${contactId}/tasks`, { body });
  assert.equal(made.status, 201, made.text);
  const { id } = made.body['task'] as { id: string };
  return id;
}

export async function readTask(
  server: TestServer,
  contactId: string,
  taskId: string,
): Promise<Values> {
  const { body } = await server.call('GET', `/contacts/${contactId}/tasks/${taskId}`);
  return body['task'] as Values;
}

/** The tasks of all contacts, by what people see and hear of them. */
export class TasksPage {
  readonly page: Page;
  readonly search: Locator;
  constructor(page: Page) {
    this.page = page;
    this.search = page.getByRole('searchbox', { name: 'Find in title and notes' });
  }

  async open(locationId: string, search = ''): Promise<void> {
    await this.page.goto(`/app/l/${locationId}/tasks${search}`);
    await this.page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
  }

  /** Waits until the page says that there are so many. */
  async has(count: number): Promise<void> {
    const said = new RegExp(`^${count === 1 ? '1 task' : `${count.toLocaleString('en')} tasks`}$`);
    await this.page.getByRole('status').filter({ hasText: said }).first().waitFor();
  }

  row(title: string): Locator {
    return this.page.getByRole('listitem').filter({
      has: this.page.getByRole('button', { name: title, exact: true }),
    });
  }

  done(title: string): Locator {
    return this.page.getByRole('checkbox', { name: `Done: ${title}`, exact: true });
  }

  /** Titles in the order they stand in. */
  async titles(): Promise<string[]> {
    return this.page.locator('[data-task] [data-part=title]').allTextContents();
  }

  async headings(): Promise<string[]> {
    return this.page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
  }

  /** One of the views by when tasks are due. */
  async show(view: string): Promise<void> {
    const link = this.page
      .getByRole('navigation', { name: 'When tasks are due' })
      .getByRole('link', { name: new RegExp(`^${view}`) });
    await link.click();
    await link.and(this.page.locator('[aria-current="page"]')).waitFor();
    const current = this.page
      .getByRole('navigation', { name: 'When tasks are due' })
      .locator('[aria-current]');
    assert.equal(await current.count(), 1);
  }

  async undo(of: string): Promise<void> {
    const toast = this.page.getByRole('dialog').filter({ hasText: of });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await this.page.getByText(`Undone: ${of}`).waitFor();
  }
}
