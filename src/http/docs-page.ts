import { eventTypes } from '../../contract/events/event-types.ts';
import type { Operation, OperationShape } from '../../contract/operation.ts';
import { everyOperation } from '../../contract/operations.ts';
import { contactsScope, contactsScopeGrants } from '../../contract/scopes.ts';
import { errorRows } from '../access/compatibility.ts';
import { escapeHtml, htmlPage } from './html.ts';
import { tagDescriptions } from './openapi.ts';

/** The operations and errors of this server, from the contract and the catalogue. */
export function docsPage(baseUrl: string): string {
  const tags = [...new Set(everyOperation.map((each) => each.tag))];
  return htmlPage(
    'Groundlevel API',
    `<h1>Groundlevel API</h1>
<p>Base URL <code>${escapeHtml(baseUrl)}</code>. Send a Private Integration Token with each request:
<code>Authorization: Bearer pit-…</code>. The header <code>Version</code> is <code>2021-07-28</code> (also when
absent) or <code>v3</code>. Every field and reply is in the <a href="/openapi.json">OpenAPI document</a>;
for Postman and Insomnia there is a <a href="/postman.json">collection</a>. The app has the same to try out.</p>
<p>The scope <code>${contactsScope}</code> covers ${contactsScopeGrants.map(code).join(', ')}.</p>
${tags.map(section).join('')}
<h2>Types of events</h2><p>The feed and a contact's history show a token the events that its scopes read.</p>
${table(['Type', 'When', 'Scope that reads it'], eventCells())}
<h2>Errors</h2><p>Statuses under the compatibility <code>documented</code> and <code>observed</code>.</p>
${table(['Code', 'documented', 'observed', 'When'], errorCells())}`,
  );
}

function section(tag: string): string {
  const rows = everyOperation
    .filter((each) => each.tag === tag)
    .map((each) => [address(each), escapeHtml(each.summary), scopeOf(each)]);
  return `<h2>${escapeHtml(tag)}</h2><p>${escapeHtml(tagDescriptions[tag] ?? '')}</p>
${table(['Operation', 'What it does', 'Scope'], rows)}`;
}

/** May break before a slash, where a narrow window needs it. */
function address({ method, path }: OperationShape): string {
  return code(`${method} ${path}`).replaceAll(/(?<=[\w}])\/(?=[\w{])/g, '<wbr>/');
}

function scopeOf(operation: OperationShape & Partial<Operation>): string {
  const { scope, managementOnly } = operation;
  if (scope === undefined) return 'none';
  return `${code(scope)}${managementOnly ? ', management token' : ''}`;
}

function eventCells(): string[][] {
  return Object.entries(eventTypes).map(([type, { scope, means }]) => [
    code(type),
    escapeHtml(means),
    code(scope),
  ]);
}

function errorCells(): string[][] {
  return errorRows().map(({ code: name, documented, observed, when }) => [
    code(name),
    String(documented),
    String(observed),
    escapeHtml(when).replaceAll(/`([^`]+)`/g, '<code>$1</code>'),
  ]);
}

/** Cells are HTML already. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]): string => row.map((each) => `<td>${each}</td>`).join('');
  return `<div class="wide"><table><thead><tr>${head.map((each) => `<th scope="col">${each}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`;
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}
