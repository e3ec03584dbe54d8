/** The published document spells it so, in both versions. */
export function toWrittenBusinessJson(body: string): string {
  return `{"success":true,"buiseness":${body}}`;
}

export function toBusinessJson(body: string): string {
  return `{"business":${body}}`;
}

export function toBusinessListJson(page: { bodies: readonly string[]; total: number }): string {
  return `{"businesses":[${page.bodies.join(',')}],"meta":{"total":${page.total}}}`;
}
