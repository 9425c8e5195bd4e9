import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { commands } from "../src/commands/index.ts";
import type { CommandContext } from "../src/host/command.ts";
import { runCommandLine } from "../src/host/run-command-line.ts";
import { paintNothing } from "../src/print/terminal-text.ts";

export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** A small workspace in a folder of its own, which is gone after the test. */
export interface TemporaryWorkspace {
  readonly root: string;
  readonly read: (path: string) => string;
  readonly write: (path: string, content: string) => void;
  readonly remove: (path: string) => void;
  /** Replaces text in a file; the text must be there. */
  readonly edit: (path: string, before: string, after: string) => void;
  /** Writes the hash that a page now has into `vendor.yaml`. */
  readonly acceptPage: (vendor: string, page: string) => void;
  /** Every file with its content. Two snapshots show the changes of a run. */
  readonly snapshot: () => ReadonlyMap<string, string>;
  /** Runs the command in this process. */
  readonly run: (argv: readonly string[], changes?: Partial<CommandContext>) => Promise<Outcome>;
}

/** A workspace with one made vendor, `acme`. */
export function createWorkspace(): TemporaryWorkspace {
  const workspace = emptyWorkspace();
  workspace.write("specs/acme/pages/users.md", USERS_PAGE);
  workspace.write("specs/acme/overlays/010-name-operations.yaml", USERS_OVERLAY);
  workspace.write("specs/acme/vendor.yaml", USERS_VENDOR);
  workspace.write("redocly.yaml", "extends: [recommended]\nrules:\n  info-license: off\n");
  workspace.acceptPage("acme", "users.md");
  return workspace;
}

export function emptyWorkspace(): TemporaryWorkspace {
  const root = mkdtempSync(join(tmpdir(), "specloom-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, "specs"));
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  return {
    root,
    read,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    edit: (path, before, after) => {
      const text = read(path);
      if (!text.includes(before)) throw new Error(`${path} does not hold ${before}`);
      write(path, text.replace(before, after));
    },
    acceptPage: (vendor, page) => {
      const hash = createHash("sha256")
        .update(readFileSync(join(root, "specs", vendor, "pages", page)))
        .digest("hex");
      const settings = `specs/${vendor}/vendor.yaml`;
      const entry = new RegExp(`(file: ${page.replaceAll(".", String.raw`\.`)}\\n(?:.*\\n){2} *sha256: )\\S+`);
      write(settings, read(settings).replace(entry, `$1${hash}`));
    },
    snapshot: () =>
      new Map(
        readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .toSorted()
          .map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")]),
      ),
    run: async (argv, changes = {}) => {
      let output = "";
      let errors = "";
      const context: CommandContext = {
        cwd: root,
        env: {},
        print: (text) => void (output += text),
        warn: (text) => void (errors += text),
        paint: paintNothing,
        today: () => "2026-02-03",
        fetch: () => Promise.reject(new Error("this test reaches for the network")),
        signal: new AbortController().signal,
        ...changes,
      };
      const exitCode = await runCommandLine(argv, commands, context, () => "1.2.3");
      return { exitCode, output, errors };
    },
  };
}

export const USERS_PAGE = `# List users

## OpenAPI

\`\`\`\`yaml GET /users
openapi: 3.1.0
info:
  title: Acme
  version: 1.0.0
servers:
  - url: https://api.acme.example
paths:
  /users:
    get:
      operationId: list_users_users_get
      summary: List users
      tags:
        - Users
      parameters:
        - name: role
          in: query
          schema:
            type: string
            enum:
              - admin
              - member
      responses:
        '200':
          description: Users
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: '#/components/schemas/User'
        '400':
          description: Bad request
      security:
        - Key: []
components:
  schemas:
    User:
      type: object
      required:
        - id
      properties:
        id:
          type: string
        name:
          type: string
          nullable: true
  securitySchemes:
    Key:
      type: apiKey
      in: header
      name: X-Key

\`\`\`\`
`;

const USERS_OVERLAY = `overlay: 1.0.0
info:
  title: Name the operations
  version: 1.0.0
actions:
  - target: $.paths['/users'].get
    description: The page's id is made by a framework.
    update:
      operationId: listUsers
`;

const USERS_VENDOR = `baseUrl: https://api.acme.example
dialect: mintlify
pages:
  - file: users.md
    url: https://docs.acme.example/users.md
    retrieved: 2026-01-01
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
`;
