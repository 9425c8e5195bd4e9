/**
 * The reference of a package: every export with its doc comment, its types and its source, written by TypeDoc as Markdown. What is ours are
 * the operation and the credential beside each method, and the classes that it throws, which TypeDoc keeps apart from their text.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Application, type Comment, Converter, type Reflection, type TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { isInterfaceDeclaration, isMappedTypeNode, isTypeAliasDeclaration, isTypeNode, type Node } from "typescript";
import { type CalledOperations, showOperations } from "./show-operations.ts";

const ENTRIES = [
  "src/index.ts",
  "src/resources.ts",
  "src/model/index.ts",
  "src/mock.ts",
  "src/openapi-fetch.ts",
  "src/testing.ts",
  "src/validators.ts",
];

export interface ReferenceText {
  /** As TypeDoc names it: `index/interfaces/Reports.md`. */
  readonly file: string;
  readonly text: string;
}

/** TypeDoc reads `{ApiError}` of `@throws {ApiError} 401 …` as the tag's type, and its Markdown leaves it out. */
function showThrown(comments: ReadonlySet<Comment>): void {
  for (const tag of [...comments].flatMap(({ blockTags }) => blockTags)) {
    if (tag.tag !== "@throws" || tag.typeAnnotation === undefined) continue;
    const name = tag.typeAnnotation.replaceAll(/[{}]/g, "").trim();
    tag.content.unshift({ kind: "code", text: `\`${name}\`` }, { kind: "text", text: " " });
    delete tag.typeAnnotation;
  }
}

function onComments(app: Application, change: (comments: ReadonlySet<Comment>) => void): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    change(new Set(Object.values(project.reflections).flatMap(({ comment }) => comment ?? [])));
  });
}

/** One list of the classes, and not a heading for each of them. */
function listThrown(comments: ReadonlySet<Comment>): void {
  for (const comment of comments) {
    const [first, ...others] = comment.blockTags.filter(({ tag }) => tag === "@throws");
    if (!first || others.length === 0) continue;
    first.content = [first, ...others].flatMap(({ content }) => [{ kind: "text" as const, text: "\n- " }, ...content]);
    comment.blockTags = comment.blockTags.filter((tag) => !others.includes(tag));
  }
}

/** What a type has from the compiler's library or from another package's built code is not defined in a file that is worth a page. */
function hideForeignSources(reflections: readonly Reflection[]): void {
  for (const reflection of reflections) {
    if (!reflection.isDeclaration() && !reflection.isSignature()) continue;
    const own = reflection.sources?.filter(({ fullFileName }) => !/[\\/](?:node_modules|dist)[\\/]/.test(fullFileName)) ?? [];
    if (own.length > 0) reflection.sources = own;
    else delete reflection.sources;
  }
}

/** What stands in a type with parameters is declared once, for all that they may be. */
function isGeneric(node: Node): boolean {
  if (isMappedTypeNode(node)) return true;
  if ((isTypeAliasDeclaration(node) || isInterfaceDeclaration(node)) && node.typeParameters) return true;
  return node.parent !== undefined && isGeneric(node.parent);
}

/**
 * TypeDoc asks the compiler what a method returns, which has forgotten the name of a type that is a part of another: `Referral` becomes
 * ninety lines of fields. As it is written, it is a name with a link.
 */
function keepNames(app: Application): void {
  app.converter.on(Converter.EVENT_CREATE_SIGNATURE, (context, signature, declaration) => {
    const written = declaration?.type;
    if (!written || !isTypeNode(written) || isGeneric(written)) return;
    signature.type = app.converter.convertType(context.withScope(signature), written);
  });
}

/** `folder`: of the package. `work`: where TypeDoc writes. A link of a comment that leads nowhere is an error. */
export async function typeReference(
  root: string,
  folder: string,
  work: string,
  api: CalledOperations | undefined,
): Promise<readonly ReferenceText[]> {
  const options: Partial<TypeDocOptions & PluginOptions> = {
    plugin: ["typedoc-plugin-markdown"],
    treatWarningsAsErrors: true,
    // Types are checked with the workspace's own compiler, which is newer than the one that TypeDoc can read with.
    skipErrorChecking: true,
    disableGit: true,
    sourceLinkTemplate: "/{path}#L{line}",
    gitRevision: "main",
    basePath: root,
    // What is not exported has no page; that a public type is made of it is no mistake.
    validation: { notExported: false, invalidLink: true, invalidPath: true, rewrittenLink: true },
    blockTags: [
      "@operation",
      "@param",
      "@returns",
      "@throws",
      "@see",
      "@example",
      "@default",
      "@typeParam",
      "@remarks",
      "@deprecated",
    ],
    entryPoints: ENTRIES.map((entry) => join(folder, entry)).filter((file) => existsSync(file)),
    tsconfig: join(folder, "tsconfig.json"),
    readme: "none",
    displayBasePath: join(folder, "src"),
    preservedTypeAnnotationTags: ["@throws"],
    logLevel: "Warn",
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useCodeBlocks: true,
    expandObjects: false,
    parametersFormat: "table",
    interfacePropertiesFormat: "list",
    outputs: [{ name: "markdown", path: work }],
  };
  const app = await Application.bootstrapWithPlugins(options);
  onComments(app, showThrown);
  keepNames(app);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => hideForeignSources(Object.values(project.reflections)));
  if (api) showOperations(app, api);
  onComments(app, listThrown);
  const project = await app.convert();
  if (!project) throw new Error(`${folder} could not be converted`);
  app.validate(project);
  await app.generateOutputs(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error(`${folder}: see the warnings above`);
  return globSync("**/*.md", { cwd: work })
    .toSorted()
    .map((file) => ({ file: file.replaceAll("\\", "/"), text: readFileSync(join(work, file), "utf8") }));
}
