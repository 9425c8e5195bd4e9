/** True where rows can be grouped so: by one dimension, or by topic and model, each optionally by date as well. */
export function isGrouping(dimensions: readonly string[]): boolean {
  const undated = dimensions.filter((dimension) => dimension !== "date");
  const isPair = undated.toSorted().join() === "model,topic";
  return (undated.length < 2 || isPair) && dimensions.length <= undated.length + 1;
}
