import type { Operation } from "specloom/model";
/** For TypeDoc: beside every method of a client, the operations of the API that it calls and their credentials. */
import { type Application, Comment, CommentTag, Converter, type DeclarationReflection, ReflectionKind } from "typedoc";

export interface CalledOperations {
  readonly operations: readonly Operation[];
  /** Operation ids by method. */
  readonly called: ReadonlyMap<string, readonly string[]>;
  readonly addressOf: (operation: Operation) => string;
}

const TAG = "@operation";

/** Methods are members of the interfaces in `src/resources` and of the generated ones. */
function isMethod(reflection: DeclarationReflection): boolean {
  return (
    reflection.kindOf([ReflectionKind.Property, ReflectionKind.Method]) &&
    reflection.parent?.kindOf(ReflectionKind.Interface) === true &&
    reflection.sources?.some(({ fullFileName }) =>
      /\/src\/(?:resources\/|generated\/resources)/.test(fullFileName.replaceAll("\\", "/")),
    ) === true
  );
}

function credentialsOf({ security }: Operation): string {
  return security.map((choice) => [...choice.keys()].map((name) => `\`${name}\``).join(" and ")).join(", or ") || "none";
}

export function showOperations(app: Application, { operations, called, addressOf }: CalledOperations): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      if (!reflection.isDeclaration() || !isMethod(reflection)) continue;
      const ids = called.get(reflection.name) ?? [];
      const lines = operations
        .filter(({ id, name }) => ids.includes(id) || (ids.length === 0 && name.method === reflection.name))
        .map((operation) => {
          const { id, method, path } = operation;
          return `[\`${id}\`](${addressOf(operation)}): ${method.toUpperCase()} \`${path}\`, credential ${credentialsOf(operation)}`;
        });
      if (lines.length === 0) continue;
      for (const place of reflection.signatures ?? [reflection]) {
        place.comment ??= new Comment();
        place.comment.blockTags.push(new CommentTag(TAG, [{ kind: "text", text: lines.join("  \n") }]));
      }
    }
  });
}
