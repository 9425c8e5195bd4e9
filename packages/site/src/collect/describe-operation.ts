import type { Operation } from "specloom/model";
import type { Content, OperationPage, TreeNode } from "../data/site-data.ts";
import { operationSlug } from "./operation-slug.ts";
import { blockMarkdown, inlineMarkdown } from "./render-markdown.ts";
import { schemaTree } from "./schema-tree.ts";
import { type Schema, schemaOf } from "./schema.ts";

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** What a credential is and how a request carries it. */
function credentialText(name: string, scheme: Record<string, unknown> | undefined): string {
  if (scheme?.["type"] === "apiKey") return `${name}: ${textOf(scheme["in"])} ${textOf(scheme["name"])}`;
  if (scheme?.["type"] === "http") {
    const kind = textOf(scheme["scheme"]);
    return `${name}: Authorization: ${kind.charAt(0).toUpperCase()}${kind.slice(1)} …`;
  }
  return name;
}

function contentOf(
  media: readonly { fullType: string; schema?: unknown }[],
  components: Record<string, Schema>,
): readonly Content[] {
  return media.map(({ fullType, schema }) => ({
    type: fullType,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a schema of a bundled spec, which lint has found to be one
    tree: schemaTree((schema ?? {}) as Schema, { name: "", required: true }, components),
  }));
}

/** All of an operation's page but its sample. */
export function describeOperation(
  operation: Operation,
  schemes: Readonly<Record<string, unknown>>,
  components: Record<string, Schema>,
  vendor: string,
): Omit<OperationPage, "callers" | "sample"> {
  const { id, method, path, name, summary, description, docs, deprecated, safe, security, parameters, body, responses } =
    operation;
  const places = [...new Set(parameters.map((parameter) => parameter.in))];
  const treeOf = (parameter: (typeof parameters)[number]): TreeNode =>
    schemaTree(
      schemaOf(parameter.schema) ?? {},
      {
        name: parameter.name,
        required: !parameter.optional,
        description: [
          textOf(parameter.definition["description"]),
          parameter.required && parameter.optional ? "The client fills it in." : "",
        ]
          .filter(Boolean)
          .join(" "),
      },
      components,
    );
  return {
    id,
    slug: operationSlug(vendor, id),
    method: method.toUpperCase(),
    path,
    call: `${name.resource}.${name.method}`,
    title: summary ?? id,
    description: description === undefined ? "" : blockMarkdown(description),
    // An address that a page names may be anything.
    docs: /^https?:/i.test(docs) ? docs : "",
    deprecated,
    safe,
    credentials: security.map((choice) =>
      [...choice.keys()]
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- definitions are objects
        .map((scheme) => credentialText(scheme, schemes[scheme] as Record<string, unknown> | undefined))
        .join(" and "),
    ),
    parameters: places.flatMap((place) =>
      parameters.filter((parameter) => parameter.in === place).map((parameter) => ({ place, tree: treeOf(parameter) })),
    ),
    body: body && { required: body.required, content: contentOf(body.content, components) },
    responses: responses.map(({ status, succeeds, definition, content }) => ({
      status,
      succeeds,
      description: inlineMarkdown(textOf(definition["description"])),
      content: contentOf(content, components),
    })),
  };
}
