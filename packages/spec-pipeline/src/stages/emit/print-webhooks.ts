import type { ApiModel } from "../../model/api-model.ts";
import {
  docComment,
  indentRest,
  joinSource,
  jsonLiteral,
  propertyKey,
  source,
  type SourceText,
} from "../../source/source-text.ts";
import { printType, unionOf } from "./print-type.ts";

const INDENT = source`    `;

/** The payload of every webhook, and how they are signed. Empty if a document has none. */
export function printWebhooks({ webhooks, webhookScheme, types }: ApiModel): SourceText {
  if (webhooks.length === 0) return source``;
  const members = webhooks.map(({ id, summary, body }) => {
    const media = (body?.content ?? []).filter(({ kind, schema }) => kind === "json" && schema !== undefined);
    const payload =
      media.length === 0 ? source`unknown` : unionOf(media.map((each) => printType(types.canonical(each, "output"))));
    const comment = summary === undefined ? source`` : docComment([summary], INDENT);
    return source`${comment}${INDENT}${propertyKey(id)}: ${indentRest(payload, INDENT)};\n`;
  });
  return source`
/** The payload of every webhook, by its name. */
export interface Webhooks {
${joinSource(members, source``)}}

/** The signature of webhooks, from \`x-client-webhooks\` of an overlay. */
export const webhookScheme: WebhookScheme | undefined = ${webhookScheme === undefined ? source`undefined` : jsonLiteral(webhookScheme)};
`;
}
