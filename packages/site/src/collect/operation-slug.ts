/** `queryCitations` as the name of a file or an address: `query-citations`. */
export function operationFile(id: string): string {
  return id
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, "-")
    .replaceAll(/[^\w-]/g, "-")
    .toLowerCase();
}

/** Where the page of an operation is: `profound/operations/query-citations`. */
export function operationSlug(vendor: string, id: string): string {
  return `${vendor}/operations/${operationFile(id)}`;
}
