import type { Operation } from "specloom/model";
/** For TypeDoc: beside every method of a client, the operations of the API that it calls and their credentials. */
import { type Application, Comment, CommentTag, Converter, type DeclarationReflection, ReflectionKind } from "typedoc";

export interface CalledOperations {
  readonly operations: readonly Operation[];
  /** Operation ids by method, of methods that are written by hand. */
  readonly called: ReadonlyMap<string, readonly string[]>;
  readonly addressOf: (operation: Operation) => string;
}

/** Says when a call throws which class. */
const PROMISES = "/clients/contract.html#outcomes";

const TAG = "@operation";

/** Classes that any call may throw; a method's own comment says when, where it knows more. */
const THROWN = ["ConfigurationError", "ApiError", "ConnectionError", "TimeoutError", "ResponseError"];

/** The classes of every call that the comment does not name; none where a method puts failures into an error of its own. */
function otherErrors(comment: Comment): readonly string[] {
  const named = comment.getTags("@throws").flatMap(({ content }) => /^`(\w+)`$/.exec(content[0]?.text ?? "")?.slice(1) ?? []);
  return named.every((name) => THROWN.includes(name)) ? THROWN.filter((name) => !named.includes(name)) : [];
}

/** Whether it is a member of an interface in files that `place` fits. */
function isMethodIn(place: RegExp, reflection: DeclarationReflection): boolean {
  return (
    reflection.kindOf([ReflectionKind.Property, ReflectionKind.Method]) &&
    reflection.parent?.kindOf(ReflectionKind.Interface) === true &&
    reflection.sources?.some(({ fullFileName }) => place.test(fullFileName.replaceAll("\\", "/"))) === true
  );
}

function credentialsOf({ security }: Operation): string {
  return security.map((choice) => [...choice.keys()].map((name) => `\`${name}\``).join(" and ")).join(", or ") || "none";
}

export function showOperations(app: Application, { operations, called, addressOf }: CalledOperations): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      if (!reflection.isDeclaration()) continue;
      const isByHand = isMethodIn(/\/src\/resources\//, reflection);
      if (!isByHand && !isMethodIn(/\/src\/generated\/resources/, reflection)) continue;
      const ids = isByHand ? (called.get(reflection.name) ?? []) : [];
      const lines = operations
        .filter(({ id, name }) => ids.includes(id) || (ids.length === 0 && name.method === reflection.name))
        .map((operation) => {
          const { id, method, path } = operation;
          return `[\`${id}\`](${addressOf(operation)}): ${method.toUpperCase()} \`${path}\`, credential ${credentialsOf(operation)}`;
        });
      if (lines.length === 0) continue;
      for (const place of reflection.signatures ?? [reflection]) {
        place.comment ??= new Comment();
        const others = otherErrors(place.comment).map((name) => `\`${name}\``);
        if (others.length > 0) {
          const text = `${others.join(", ")} as [every call](${PROMISES}).`;
          place.comment.blockTags.push(new CommentTag("@throws", [{ kind: "text", text }]));
        }
        place.comment.blockTags.push(new CommentTag(TAG, [{ kind: "text", text: lines.join("  \n") }]));
      }
    }
  });
}
