/** The id of an operation that has none: `get /users/{user-id}/posts` becomes `getUsersByUserIdPosts`. */
export function deriveId(method: string, path: string): string {
  const words = path
    .replaceAll(/\{([^}]*)\}/g, " by $1 ")
    .normalize("NFKD")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
  const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  return `${method.toLowerCase()}${name === "" ? "Root" : name}`;
}
