import fc from 'fast-check';

const surrogates = 0xdfff - 0xd800 + 1;

/** Any sign of Unicode, as the unit of a text: `binary` makes a map of all of them first, for seconds. */
export const anySign: fc.Arbitrary<string> = fc.integer({ min: 0, max: 0x10ffff - surrogates }).map(
  (at) => String.fromCodePoint(at < 0xd800 ? at : at + surrogates),
  (sign) => {
    const point = typeof sign === 'string' ? (sign.codePointAt(0) ?? -1) : -1;
    return point < 0xd800 ? point : point - surrogates;
  },
);
