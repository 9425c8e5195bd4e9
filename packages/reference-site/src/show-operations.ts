import type { Operation } from "specloom/model";
/** For TypeDoc: beside every method of a client, the operation of the API that it calls, with a link to it. */
import { type Application, Comment, CommentTag, Converter, type DeclarationReflection, ReflectionKind } from "typedoc";

const TAG = "@operation";

/** Methods are members of the interfaces in `src/resources`. */
function isMethod(reflection: DeclarationReflection): boolean {
  return (
    reflection.kindOf([ReflectionKind.Property, ReflectionKind.Method]) &&
    reflection.parent?.kindOf(ReflectionKind.Interface) === true &&
    reflection.sources?.some(({ fullFileName }) => fullFileName.replaceAll("\\\\", "/").includes("/src/resources/")) === true
  );
}

/** `called` names operation ids by method; `page` is where the operations lie, as seen from the page of an interface. */
export function showOperations(
  app: Application,
  operations: readonly Operation[],
  called: ReadonlyMap<string, readonly string[]>,
  page: string,
): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      if (!reflection.isDeclaration() || !isMethod(reflection)) continue;
      const ids = called.get(reflection.name) ?? [];
      const lines = operations
        .filter(({ id }) => ids.includes(id))
        .map(({ id, method, path }) => `[\`${id}\`](${page}#${id.toLowerCase()}): ${method.toUpperCase()} \`${path}\``);
      if (lines.length === 0) continue;
      for (const place of reflection.signatures ?? [reflection]) {
        place.comment ??= new Comment();
        place.comment.blockTags.push(new CommentTag(TAG, [{ kind: "text", text: lines.join("  \n") }]));
      }
    }
  });
}
