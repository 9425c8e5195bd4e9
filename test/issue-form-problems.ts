/** Checks a GitHub issue form by the rules of GitHub's documentation, which ships no schema for them. */
import { parse } from "yaml";

interface Element {
  readonly type?: string;
  readonly id?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly validations?: Readonly<Record<string, unknown>>;
}

/** The attributes of an element beside its label, by type. `markdown` is text that nobody fills in. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  markdown: ["value"],
  input: ["label", "description", "placeholder", "value"],
  textarea: ["label", "description", "placeholder", "value", "render"],
  dropdown: ["label", "description", "multiple", "options", "default"],
  checkboxes: ["label", "description", "options"],
};
const FORM_KEYS = ["name", "description", "title", "labels", "assignees", "projects", "type", "body"];
const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";

function unknownKeys(where: string, value: object, known: readonly string[]): string[] {
  return Object.keys(value).flatMap((key) => (known.includes(key) ? [] : [`${where}: “${key}” is not known here`]));
}

function elementProblems(where: string, { type = "", id, attributes = {}, validations = {}, ...rest }: Element): string[] {
  const known = ATTRIBUTES[type];
  if (known === undefined) return [`${where}: there is no element of the type “${type}”`];
  const problems = [
    ...unknownKeys(where, rest, []),
    ...unknownKeys(where, attributes, known),
    ...unknownKeys(where, validations, ["required"]),
  ];
  if (type === "markdown") return isText(attributes["value"]) ? problems : [...problems, `${where}: has no text`];
  if (!isText(attributes["label"])) problems.push(`${where}: has no label`);
  if (id === undefined || !/^[\w-]+$/.test(id)) problems.push(`${where}: has no id of letters, digits, “-” and “_”`);
  if (known.includes("options")) {
    const options = Array.isArray(attributes["options"]) ? attributes["options"] : [];
    if (options.length === 0 || new Set(options).size < options.length)
      problems.push(`${where}: needs options, each of them once`);
  }
  return problems;
}

/** One sentence per problem, with its place; empty for a form that GitHub shows. */
export function issueFormProblems(path: string, source: string): string[] {
  const form: Record<string, unknown> = parse(source);
  const problems = unknownKeys(path, form, FORM_KEYS);
  for (const key of ["name", "description"]) if (!isText(form[key])) problems.push(`${path}: has no ${key}`);
  const body: readonly Element[] = Array.isArray(form["body"]) ? form["body"] : [];
  for (const [index, element] of body.entries()) problems.push(...elementProblems(`${path} body[${index}]`, element));
  if (body.every(({ type }) => type === "markdown")) problems.push(`${path}: asks for nothing`);
  for (const property of ["id", "label"] as const) {
    const values = body
      .map(({ id, attributes }) => (property === "id" ? id : attributes?.["label"]))
      .filter((value) => value !== undefined);
    if (new Set(values).size < values.length) problems.push(`${path}: two elements have the same ${property}`);
  }
  return problems;
}

/** The same for `config.yml`, which lists links beside the forms. */
export function issueConfigProblems(path: string, source: string): string[] {
  const config: Record<string, unknown> = parse(source);
  const problems = unknownKeys(path, config, ["blank_issues_enabled", "contact_links"]);
  if (typeof config["blank_issues_enabled"] !== "boolean")
    problems.push(`${path}: does not say whether blank issues are enabled`);
  const links: readonly Record<string, unknown>[] = Array.isArray(config["contact_links"]) ? config["contact_links"] : [];
  for (const [index, link] of links.entries()) {
    const where = `${path} contact_links[${index}]`;
    problems.push(...unknownKeys(where, link, ["name", "url", "about"]));
    for (const key of ["name", "about"]) if (!isText(link[key])) problems.push(`${where}: has no ${key}`);
    if (!/^https:\/\/\S+$/.test(String(link["url"]))) problems.push(`${where}: has no https address`);
  }
  return problems;
}
