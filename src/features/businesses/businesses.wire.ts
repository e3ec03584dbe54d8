/** The published document spells it so, in both versions. */
export function toWrittenBusinessJson(body: string): string {
  return `{"success":true,"buiseness":${body}}`;
}

export function toBusinessJson(body: string): string {
  return `{"business":${body}}`;
}

export function toBusinessListJson(page: {
  rows: readonly { body: string }[];
  total: number;
}): string {
  const bodies = page.rows.map(({ body }) => body);
  return `{"businesses":[${bodies.join(',')}],"meta":{"total":${page.total}}}`;
}
