import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type RichNode, fromMarks, readRichText, toMarks } from '../../web/src/lib/rich-text.ts';

const marksOf = (body: string): string => toMarks(readRichText(body).nodes);

test('a body without markup is its lines', () => {
  assert.equal(marksOf('Call at 3 < 4\nand 5 > 2'), 'Call at 3 < 4\nand 5 > 2');
  assert.equal(fromMarks('3 < 4 & more'), '3 < 4 & more');
});

test('marks become a body, and the body the same marks', () => {
  const written =
    'A **bold** and *soft* word\nnext line\n\n- one\n- two\n\n1. first\n2. second\n\n[page](https://example.com/a?b=1&c=2)';
  const body = fromMarks(written);
  assert.match(body, /<strong>bold<\/strong> and <em>soft<\/em>/);
  assert.match(body, /<ol><li>first<\/li><li>second<\/li><\/ol>/);
  assert.match(body, /<a href="https:\/\/example.com\/a\?b=1&amp;c=2">page<\/a>/);
  assert.ok(readRichText(body).isSimple);
  assert.equal(marksOf(body), written);
});

test('what looks like code is kept as text', () => {
  const body = fromMarks('<script>alert(1)</script>');
  assert.equal(body, '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
  assert.equal(marksOf(body), '<script>alert(1)</script>');
});

test('what cannot be shown is left out, links that run something too, and the body is not called simple', () => {
  for (const body of [
    '<script>steal()</script><p>Hello</p>',
    '<p onclick="steal()">Hello</p>',
    '<img src=x onerror=steal()>Hello',
    '<a href="javascript:steal()">Hello</a>',
    '<a href="&#106;avascript:steal()">Hello</a>',
    '<svg><style>steal()</style></svg>Hello',
    '<h1>Hello</h1>',
    '<!-- steal() -->Hello',
  ]) {
    const { nodes, isSimple } = readRichText(body);
    assert.equal(toMarks(nodes), 'Hello', body);
    assert.equal(isSimple, false, body);
    assert.ok(
      hrefsOf(nodes).every((href) => /^(?:https?:|mailto:|tel:)/.test(href)),
      body,
    );
  }
});

function hrefsOf(nodes: readonly RichNode[]): string[] {
  return nodes.flatMap((node) =>
    node.kind === 'element'
      ? [...(node.href === undefined ? [] : [node.href]), ...hrefsOf(node.children)]
      : [],
  );
}

function depthOf(nodes: readonly RichNode[]): number {
  return Math.max(
    0,
    ...nodes.map((node) => (node.kind === 'element' ? 1 + depthOf(node.children) : 0)),
  );
}

test('whatever a body is, it is read, with no link but to pages, mailboxes and telephones, and flat enough', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '</',
    '<a href=',
    '"',
    "'",
    'javascript:',
    'https://x',
    '<b>',
    '</b>',
    '<li>',
    '<ul>',
    '&lt;',
    '&#x3c;',
    '<!--',
    '-->',
    '<script>',
    'text',
    ' ',
    '\n',
    '<p',
    '/>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { nodes } = readRichText(pieces.join(''));
      assert.ok(depthOf(nodes) <= 12);
      assert.ok(hrefsOf(nodes).every((href) => /^(?:https?:\/\/|mailto:|tel:)/.test(href)));
    }),
  );
});

test('a body made to be slow is read as quickly as another', () => {
  for (const piece of ['<', '<a ', '<a href="', '</', '<!--', '<b>', '&', '<script', "<p '"]) {
    const start = process.cpuUsage();
    readRichText(piece.repeat(Math.ceil(65_536 / piece.length)));
    const { user, system } = process.cpuUsage(start);
    assert.ok(user + system < 3_000_000, `${piece}: ${(user + system) / 1000} ms`);
  }
});
