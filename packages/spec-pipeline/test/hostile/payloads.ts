/** Would run if it became code: an import of the generated file, a test or a call leaves the mark. */
const RUN = "globalThis.planted = true";

/** Texts that end their surroundings, or that a parser, a shell or a reader misreads. By their aim. */
export const PAYLOADS: Readonly<Record<string, string>> = {
  "double quote": `"; ${RUN}; "`,
  "single quote": `'; ${RUN}; '`,
  backtick: `\`; ${RUN}; \``,
  interpolation: `\${${RUN}}`,
  "end of comment": `*/ ${RUN}; /*`,
  "end of doc comment": `**/ ${RUN}; /**`,
  "escaped end of comment": `*\\/ ${RUN}; /*`,
  backslash: `\\`,
  "backslash and quote": `\\"; ${RUN}; //`,
  "line break": `\n${RUN};\n`,
  "carriage return": `\r${RUN};\r`,
  "line separator": `\u2028${RUN};\u2029`,
  "null character": `\u0000"; ${RUN}`,
  "lone surrogate": `\uD800"; ${RUN}`,
  "escaped code point": `\\u0022; ${RUN}; //`,
  "closing brackets": `"]}}); ${RUN}; //`,
  "key of an object": `": { ${RUN} }, "`,
  "computed key": `[${RUN}]`,
  prototype: "__proto__",
  constructor: "constructor",
  "reserved word": "class",
  "script element": `</script><script>${RUN}</script>`,
  "html comment": `<!-- ${RUN} -->`,
  "invisible characters": `a\u200B\u202E${RUN}`,
  directive: `// @ts-nocheck\n${RUN}`,
  "reference directive": `/// <reference path="../../secret.ts" />`,
  "source map": `//# sourceMappingURL=data:application/json,${RUN}`,
  import: `"; import "data:text/javascript,${RUN}"; "`,
};
