import assert from 'node:assert/strict';
import { withSettings } from './with-settings.ts';

const sample = /^([a-z_\d]+)(\{(?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)*\})? (Nan|[+-]?Inf|[-+.e\d]+)$/;

/** Every value of a text of metrics by name and labels, as they are written; each has a help and a type. */
export function readMetrics(text: string): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  const types = new Map<string, string>();
  const helps = new Set<string>();
  assert.ok(text.endsWith('\n'));
  for (const line of text.split('\n')) {
    const [, help] = /^# HELP ([a-z_\d]+) \S/.exec(line) ?? [];
    const [, typed, type = ''] =
      /^# TYPE ([a-z_\d]+) (counter|gauge|histogram|summary)$/.exec(line) ?? [];
    if (help !== undefined) helps.add(help);
    else if (typed !== undefined) types.set(typed, type);
    else if (line !== '') {
      const [, name = '', labels = '', value = ''] = sample.exec(line) ?? [];
      assert.ok(name !== '', `not a sample: ${line}`);
      const family = types.has(name) ? name : name.replace(/_(?:bucket|sum|count)$/, '');
      assert.ok(types.has(family) && helps.has(family), `${name} has no type or help`);
      assert.ok(!values.has(name + labels), `${name}${labels} is there twice`);
      values.set(name + labels, Number(value));
    }
  }
  return values;
}

/** The setting is what is asked for. */
export async function wantsMetricsToken(): Promise<void> {
  const token = 'a-token-of-32-signs-and-not-less';
  await withSettings({ METRICS_TOKEN: token }, async ({ call }) => {
    const statusOf = async (sent: string | null): Promise<number> =>
      (await call('GET', '/metrics', { token: sent })).status;
    assert.deepEqual([await statusOf(token), await statusOf(null)], [200, 401]);
  });
}
