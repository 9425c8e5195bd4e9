/** What each of the programs in `compared/tasks` exports, in the order of the page. */
export interface Tasks {
  readonly createStore: () => Promise<string>;
  readonly listModels: () => Promise<string[]>;
  readonly upload: (content: Blob) => Promise<string>;
  readonly download: (id: string) => Promise<ArrayBuffer>;
  readonly streamAnswer: (question: string, write: (text: string) => void) => Promise<void>;
  readonly filterFiles: () => Promise<string[]>;
  readonly findName: (id: string) => Promise<string | undefined>;
  readonly findUntil: (id: string, signal: AbortSignal) => Promise<string>;
  readonly listPatiently: () => Promise<string[]>;
  readonly listAllFiles: () => Promise<string[]>;
}

/** What a task is called on the page, and a slip that the compiler should refuse in it: a text of the program, and another one for it. */
export interface Task {
  readonly name: keyof Tasks;
  readonly title: string;
  readonly slip: readonly [from: string, to: string];
}

export const tasks: readonly Task[] = [
  { name: "createStore", title: "Create with a nested body", slip: ["max_chunk_size_tokens:", "max_chunk_size_token:"] },
  { name: "listModels", title: "List all", slip: ["({ id }) => id", "({ uuid }) => uuid"] },
  { name: "upload", title: "Upload", slip: ['purpose: "batch"', 'purpose: "batches"'] },
  { name: "download", title: "Download", slip: [".arrayBuffer()", ".buffer()"] },
  { name: "streamAnswer", title: "Stream", slip: [".delta.content", ".delta.text"] },
  { name: "filterFiles", title: "Filter", slip: ['order: "asc"', 'order: "up"'] },
  { name: "findName", title: "Error by status", slip: [".filename", ".name"] },
  { name: "findUntil", title: "Cancel", slip: ["signal: AbortSignal", "signal: string"] },
  { name: "listPatiently", title: "Retry", slip: ["({ id }) => id", "({ uuid }) => uuid"] },
  { name: "listAllFiles", title: "Page to the end", slip: ["limit: 2", 'limit: "2"'] },
];
