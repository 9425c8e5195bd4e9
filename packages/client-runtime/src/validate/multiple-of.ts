import { addIssue, type Check } from "./check.ts";

/** Checks numbers by their decimal text, as it is sent: 19.99 is a multiple of 0.01, although a division of doubles says no. */
export function multipleOf(step: number): Check {
  return (value, at, issues) => {
    if (typeof value === "number" && !isMultiple(value, step)) addIssue(issues, at, `must be a multiple of ${step}`);
  };
}

function isMultiple(value: number, step: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(step)) return value % step === 0;
  const [whole, part] = [toDecimal(value), toDecimal(step)];
  if (!whole || !part) return false;
  const exponent = Math.min(whole.exponent, part.exponent);
  const scaled = (decimal: Decimal): bigint => decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
  return scaled(whole) % scaled(part) === 0n;
}

/** `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The shortest decimal for the number, as JSON shows it. Undefined if it is infinite, or no number. */
function toDecimal(value: number): Decimal | undefined {
  const [, whole, fraction = "", exponent = "0"] = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return whole === undefined
    ? undefined
    : { digits: BigInt(`${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}
