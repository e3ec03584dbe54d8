import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { TestServer } from '../../support/server.ts';

type Values = Readonly<Record<string, unknown>>;

/** Made by the API, as programs do. */
export async function makeContact(server: TestServer, values: Values): Promise<string> {
  const { locationId, token } = server.own;
  const made = await server.call('POST', '/contacts/', { token, body: { locationId, ...values } });
  assert.equal(made.status, 201, made.text);
  return made.body.contact?.id ?? assert.fail('no contact');
}

/** `Person 0`, `Person 1` and so on, several at a time; resolves with their ids. */
export async function makeContacts(
  server: TestServer,
  count: number,
  valuesOf: (at: number) => Values = () => ({}),
): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < count; from += 50) {
    const some = Array.from({ length: Math.min(50, count - from) }, (_, at) => from + at);
    const make = (at: number): Promise<string> =>
      makeContact(server, { firstName: `Person ${at}`, ...valuesOf(at) });
    ids.push(...(await Promise.all(some.map(make))));
  }
  return ids;
}

/** How many a search finds. */
export async function countContacts(
  { own, call }: TestServer,
  filters: readonly Values[],
): Promise<number> {
  const body = { locationId: own.locationId, filters };
  const counted = await call('POST', '/api/contacts/count', { body });
  assert.equal(counted.status, 200, counted.text);
  return Number(counted.body['total']);
}

export async function makeField(server: TestServer, field: Values): Promise<string> {
  const { locationId } = server.own;
  const token = await server.token(locationId, ['locations/customFields.write']);
  const path = `/locations/${locationId}/customFields`;
  const made = await server.call('POST', path, { token, body: { model: 'contact', ...field } });
  assert.equal(made.status, 201, made.text);
  return made.body.customField?.id ?? assert.fail('no field');
}

export async function readContact(server: TestServer, id: string): Promise<Values> {
  const { body } = await server.call('GET', `/contacts/${id}`);
  return body.contact ?? {};
}

/** The list of contacts, by what people see and hear of it. */
export class ContactsPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly panel: Locator;
  readonly search: Locator;
  /** What is chosen, and what can be done with it. */
  readonly bar: Locator;
  /** How far a change of all that match is. */
  readonly run: Locator;
  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Contacts' });
    this.panel = page.getByRole('complementary', { name: 'Contact' });
    this.search = page.getByRole('searchbox', { name: 'Search contacts' });
    this.bar = page.getByRole('region', { name: 'Selected contacts' });
    this.run = page.getByRole('region', { name: 'Change of many contacts' });
  }

  async open(locationId: string, search = ''): Promise<void> {
    await this.page.goto(`/app/l/${locationId}/contacts${search}`);
    await this.page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
  }

  /** Waits until the list says that it has so many. */
  async has(count: number): Promise<void> {
    const text = count === 1 ? '1 contact' : `${count.toLocaleString('en')} contacts`;
    const said = new RegExp(`^${text}$`);
    await this.page.getByRole('status').filter({ hasText: said }).first().waitFor();
  }

  row(name: string): Locator {
    return this.grid
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name, exact: true }) });
  }

  async cell(name: string, column: string): Promise<Locator> {
    const head = this.grid.getByRole('columnheader', { name: column, exact: true });
    const at = await head.getAttribute('aria-colindex');
    return this.row(name).locator(`> [aria-colindex="${at}"]`);
  }

  /** Names in the order they stand in. */
  async names(): Promise<string[]> {
    return this.grid.getByRole('rowheader').getByRole('button').allTextContents();
  }

  /** Twice pressed, a cell is edited. */
  async edit(name: string, column: string, value: string): Promise<void> {
    await this.type(name, column, value);
    await this.page.keyboard.press('Enter');
  }

  /** Begins an edit, and leaves it open. */
  async type(name: string, column: string, value: string): Promise<void> {
    const cell = await this.cell(name, column);
    await cell.click();
    await cell.click();
    await this.page.getByRole('textbox', { name: `${column}, ${name}` }).fill(value);
  }

  async chooseInHead(column: string, entry: string): Promise<void> {
    const head = this.grid.getByRole('columnheader', { name: column, exact: true });
    await head.getByRole('button').click();
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
  }

  /** A filter from the end of the bar, or of the group that is named. */
  async filter(field: string, value: string, from = 'Filter'): Promise<void> {
    await this.page.getByRole('button', { name: from, exact: true }).click();
    await this.pick('Choose a field', field);
    const list = this.page.getByRole('combobox', { name: 'Value' });
    const line = this.page.getByLabel('Value', { exact: true });
    await list.or(line).first().waitFor();
    if (await list.isVisible()) {
      await this.pick('Value', value);
      await this.page.keyboard.press('Tab');
    } else {
      await line.fill(value);
      await this.page.keyboard.press('Enter');
    }
  }

  /** Found by typing, in the list that is open. */
  async pick(list: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: list }).fill(option);
    await this.page.getByRole('option', { name: option, exact: true }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** The tab of a smart list. */
  list(name: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'Smart lists' })
      .getByRole('link', { name, exact: true });
  }

  async chooseList(name: string): Promise<void> {
    await this.list(name).click();
    await this.list(name).and(this.page.locator('[aria-current="page"]')).waitFor();
  }

  /** The name of the list that is shown. */
  async shownList(): Promise<string> {
    const lists = this.page.getByRole('navigation', { name: 'Smart lists' });
    return (await lists.locator('[aria-current="page"]').textContent()) ?? '';
  }

  async saveList(name: string, { shared = false } = {}): Promise<void> {
    await this.page.getByRole('button', { name: 'Save as smart list' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Save as smart list' });
    await dialog.getByLabel('Name').fill(name);
    if (shared) await dialog.getByRole('switch', { name: 'Share with everybody' }).click();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async inListMenu(list: string, entry: string): Promise<void> {
    await this.page.getByRole('button', { name: `Actions of ${list}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
  }

  /** Those that are loaded, and then all that match. */
  async selectAll(count: number): Promise<void> {
    await this.page.getByRole('checkbox', { name: 'Select all loaded' }).click();
    const shown = count.toLocaleString('en');
    await this.bar.getByRole('button', { name: `Select all ${shown} that match` }).click();
    await this.bar.getByText(`All ${shown} that match selected`).waitFor();
  }

  /** To those that are chosen. */
  async addTag(tag: string): Promise<void> {
    await this.bar.getByRole('button', { name: 'Add tag' }).click();
    await this.page.getByRole('combobox', { name: 'Add tag' }).fill(tag);
    await this.page.getByRole('option', { name: tag }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  toast(text: string | RegExp): Locator {
    return this.page.getByRole('dialog').filter({ hasText: text });
  }

  async undo(of: string | RegExp): Promise<void> {
    await this.toast(of).getByRole('button', { name: 'Undo' }).click();
    await this.page.getByText(/^Undone: /).waitFor();
  }
}
