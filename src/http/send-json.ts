import { shorten } from '../lib/text.ts';

export const mostWarnings = 50;

/** The JSON of a reply with what every reply carries. */
export function jsonOf(body: string, traceId: string, warnings: readonly string[]): string {
  const said = warnings.length > 0 ? `,"warnings":${warningsJson(warnings)}` : '';
  const separator = body === '{}' ? '' : ',';
  return `${body.slice(0, -1)}${separator}"traceId":"${traceId}"${said}}`;
}

function warningsJson(warnings: readonly string[]): string {
  const left = warnings.length - mostWarnings;
  const shown = warnings.slice(0, mostWarnings).map((each) => shorten(each, 400));
  return JSON.stringify(left > 0 ? [...shown, `${left} more warnings are left out`] : shown);
}
