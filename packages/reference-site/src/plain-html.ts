/** Tags that reports and pages of ours hold. They carry nothing: no attribute, no address. */
const OWN_TAGS = /&lt;(\/?(?:br|details|summary))&gt;/g;

/** HTML of a text as the site shows it: tags of ours as they are, everything else, which may be a vendor's, as text. */
export function plainHtml(html: string): string {
  const text = html.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  return text.replaceAll(OWN_TAGS, "<$1>");
}
