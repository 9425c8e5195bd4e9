/** Splits a whole number into whole parts in proportion to weights. The sum of the parts is exact. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  let weightLeft = weights.reduce((sum, weight) => sum + weight, 0);
  let left = total;
  return weights.map((weight) => {
    const part = weightLeft > 0 ? Math.round((left * weight) / weightLeft) : 0;
    weightLeft -= weight;
    left -= part;
    return part;
  });
}
