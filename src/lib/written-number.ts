import { keepsDigits } from './exact-number.ts';

export const longest = 400;

const machine = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** A sign, a currency, digits with what groups them, a currency. */
const written =
  /^([+-]?) ?((?:[A-Z]{1,3})?\p{Sc}|[A-Z]{3}|)\s?([+-]?) ?((?:\d[\d.,'’ ]*)?\d|\.\d+) ?(\p{Sc}|[A-Z]{3}|)$/u;

const byComma = /^[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$/;
const bySpace = /^[1-9]\d{0,2}(?:[ '’]\d{3})+(?:[.,]\d+)?$/;
const byDot = /^[1-9]\d{0,2}(?:\.\d{3})+,\d+$|^[1-9]\d{0,2}(?:\.\d{3}){2,}$/;
const withComma = /^\d+,\d+$/;
const withDot = /^\d*\.?\d+$/;
const either = /^[1-9]\d{0,2}\.\d{3}$/;

let currencies: ReadonlySet<string> | undefined;

/**
 * A number as forms and sheets write it: `$1,500.00`, `1.500,00 €`, `(1,500)`. A comma before three
 * digits groups them, as where the clients come from; one dot before three can be either, and is a
 * problem that says so.
 */
export function readNumber(sent: unknown): { value: number } | { problem: string } {
  if (typeof sent === 'number' && Number.isFinite(sent)) return { value: sent };
  if (typeof sent !== 'string' || sent.length > longest) return { problem };
  const text = sent.normalize('NFKC').replaceAll(/\s/g, ' ').replace('−', '-').trim();
  const inner = /^\((.*)\)$/.exec(text)?.[1]?.trim();
  const [, sign = '', before = '', inside = '', digits = '', after = ''] =
    written.exec(inner ?? text) ?? [];
  if (digits === '') {
    return inner === undefined && machine.test(text) ? exactly(text) : { problem };
  }
  if (![before, after].every(isCurrency) || (before !== '' && after !== '')) return { problem };
  if (either.test(digits)) {
    const [whole, group] = [Number(digits), digits.replace('.', '')];
    return { problem: `may be ${whole} or ${group}: it must be sent as a number` };
  }
  const plain = withoutGroups(digits);
  const signs = sign + inside;
  if (plain === undefined || signs.length > 1 || (inner !== undefined && signs !== '')) {
    return { problem };
  }
  const isNegative = signs === '-' || inner !== undefined;
  return exactly(isNegative ? `-${plain}` : plain);
}

const problem = 'must be a number';

function exactly(text: string): { value: number } | { problem: string } {
  return keepsDigits(text)
    ? { value: Number(text) }
    : { problem: 'has more digits than can be kept' };
}

function isCurrency(mark: string): boolean {
  if (!/^[A-Z]{3}$/.test(mark)) return true;
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  return currencies.has(mark);
}

/** As a machine writes it; undefined where the groups are none. */
function withoutGroups(digits: string): string | undefined {
  if (byComma.test(digits)) return digits.replaceAll(',', '');
  if (bySpace.test(digits)) return digits.replaceAll(/[ '’]/g, '').replace(',', '.');
  if (byDot.test(digits)) return digits.replaceAll('.', '').replace(',', '.');
  if (withDot.test(digits)) return digits;
  return withComma.test(digits) ? digits.replace(',', '.') : undefined;
}
