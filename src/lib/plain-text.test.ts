import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainTextOf } from './plain-text.ts';

const texts: readonly [html: string, text: string][] = [
  ['Call back', 'Call back'],
  ['  two\n lines ', '  two\n lines '],
  ['<p>Call <b>back</b></p><p>Today</p>', 'Call back\nToday'],
  ['one<br>two<br/>three', 'one\ntwo\nthree'],
  ['<UL><LI>a</LI><LI>b</LI></UL>', 'a\nb'],
  ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  ['<i>a</i> &lt;b&gt;', 'a <b>'],
  ['&#65;&#x42;&euro;&nope;&', 'AB€&nope;&'],
  ['&#0;&#xD800;&#9999999;', '\ufffd\ufffd\ufffd'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['<p>1 < 2 <3', '1 < 2 <3'],
  ['<p>open <a href="x', 'open <a href="x'],
  ['a<!-- <p>not</p> -->b<script>if (a < b) x("</p>")</script>c<style>p{}</style>d', 'abcd'],
  ['<script>never closed', '<script>never closed'],
  ['İİİ<SCRIPT>x</SCRIPT>y<p>z', 'İİİy\nz'],
  ['', ''],
];

for (const [html, text] of texts) {
  test(`the text of ${JSON.stringify(html)} is ${JSON.stringify(text)}`, () => {
    assert.equal(plainTextOf(html), text);
  });
}

test('a text of the largest size takes one pass, whatever stands in it', () => {
  const large = 65_536;
  for (const part of [
    '<',
    '<a ',
    '<!--',
    '<script>',
    '<script><!--',
    '&',
    '&#',
    '<b>',
    '</',
    '<p',
  ]) {
    const html = part.repeat(large / part.length);
    const start = process.cpuUsage();
    for (let each = 0; each < 10; each += 1) plainTextOf(html);
    const { user } = process.cpuUsage(start);
    // One pass is under 10 ms; a pass for each sign would be seconds.
    assert.ok(user < 1_000_000, `${part}: ${user} us`);
  }
});
