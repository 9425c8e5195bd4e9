/** True if rows can be grouped this way: by one dimension, or by topic and model, each optionally by date as well. */
export function isGrouping(dimensions: readonly string[]): boolean {
  const undated = dimensions.filter((dimension) => dimension !== "date");
  return (undated.length < 2 || undated.toSorted().join() === "model,topic") && dimensions.length <= undated.length + 1;
}
