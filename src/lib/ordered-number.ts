const bits = new DataView(new ArrayBuffer(8));

/** 16 hexadecimal digits in the order of the numbers; the two zeros are one. */
export function orderedNumber(number: number): string {
  bits.setFloat64(0, number === 0 ? 0 : number);
  const high = bits.getUint32(0);
  const low = bits.getUint32(4);
  // Negative ones are turned over, so that the greater is the smaller text.
  const [first, second] = high >>> 31 === 1 ? [~high, ~low] : [high ^ 0x8000_0000, low];
  return hex(first >>> 0) + hex(second >>> 0);
}

function hex(number: number): string {
  return number.toString(16).padStart(8, '0');
}
