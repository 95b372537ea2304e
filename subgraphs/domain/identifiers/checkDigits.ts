import { invariant } from "../invariant.ts";

const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The check digit of ISWC (constant 1, for the T) and IPI base number (constant 2): digits weighted 1, 2, 3, …, modulo 10. */
export function ascendingCheckDigit(digits: string, constant: number): string {
  let sum = constant;
  for (let at = 0; at < digits.length; at += 1) sum += (at + 1) * Number(digits.charAt(at));
  return String((10 - (sum % 10)) % 10);
}

/** ISO 7064 MOD 11-2 over digits: 0 to 9, or X for ten (ISNI). */
export function mod11Check(digits: string): string {
  let sum = 0;
  for (const digit of digits) sum = (sum + Number(digit)) * 2;
  const check = (12 - (sum % 11)) % 11;
  return check === 10 ? "X" : String(check);
}

/** ISO 7064 MOD 37,36 over digits and upper-case letters (ISAN, DPID, GRid). */
export function mod37Check(text: string): string {
  let product = 36;
  for (const character of text) {
    const value = ALPHANUMERIC.indexOf(character);
    invariant(value >= 0, `MOD 37,36 reads 0-9 and A-Z, not ${JSON.stringify(character)}`);
    product = (product + value) % 36 || 36;
    product = (product * 2) % 37;
  }
  return ALPHANUMERIC.charAt((37 - product) % 36);
}

/** Nine digits, zero-filled on the left, from what a generator counts with; more than nine is a programmer's error. */
export function nineDigits(body: string | number): string {
  const digits = String(body).padStart(9, "0");
  invariant(/^\d{9}$/.test(digits), `the body of the number has nine digits, not ${JSON.stringify(body)}`);
  return digits;
}
