/**
 * Arithmetic modulo a prime just below 2^31: exact, and fast enough for elimination over a whole release. Every value is
 * a whole number from 0 to the prime less one.
 */

/** The prime. A true zero is a zero here too; a false one comes by chance once in two thousand million. */
export const PRIME = 2_147_483_629;

const HALF_BITS = 65_536;

/**
 * The product. Both factors have 31 bits, so one is taken in two halves: each partial product fits a double.
 * @example multiply(2_147_483_628, 2_147_483_628) // => 1
 */
export function multiply(first: number, second: number): number {
  const high = (first * Math.floor(second / HALF_BITS)) % PRIME;
  return (high * HALF_BITS + first * (second % HALF_BITS)) % PRIME;
}

/**
 * The sum.
 * @example add(2_147_483_628, 2) // => 1
 */
export function add(first: number, second: number): number {
  const sum = first + second;
  return sum >= PRIME ? sum - PRIME : sum;
}

/**
 * The difference.
 * @example subtract(0, 1) // => 2_147_483_628
 */
export function subtract(first: number, second: number): number {
  return first >= second ? first - second : first - second + PRIME;
}

/** One over a value, by Fermat's little theorem. Throws on 0. */
export function invert(value: number): number {
  if (value === 0) throw new RangeError("0 has no inverse");
  let [result, base, exponent] = [1, value, PRIME - 2];
  while (exponent > 0) {
    if (exponent % 2 === 1) result = multiply(result, base);
    base = multiply(base, base);
    exponent = Math.floor(exponent / 2);
  }
  return result;
}
