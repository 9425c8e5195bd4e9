import { createOpenaiClient, isApiError } from "openai-client";

const openai = createOpenaiClient(); // reads OPENAI_ACCESS_TOKEN and OPENAI_BASE_URL

export async function createStore(): Promise<string> {
  const store = await openai.vectorStores.create({
    name: "Manuals",
    expires_after: { anchor: "last_active_at", days: 7 },
    chunking_strategy: { type: "static", static: { max_chunk_size_tokens: 400, chunk_overlap_tokens: 100 } },
    metadata: { team: "support" },
  });
  return store.id;
}

export async function listModels(): Promise<string[]> {
  const models = await openai.models.list();
  return models.data.map(({ id }) => id);
}

export async function upload(content: Blob): Promise<string> {
  const file = new File([content], "batch.jsonl");
  const expires_after = { anchor: "created_at", seconds: 3600 } as const;
  const created = await openai.files.create({ body: { file, purpose: "batch", expires_after } });
  return created.id;
}

export async function download(id: string): Promise<ArrayBuffer> {
  const content = await openai.files.download({ file_id: id });
  return content.arrayBuffer();
}

export async function streamAnswer(question: string, write: (text: string) => void): Promise<void> {
  const messages = [{ role: "user", content: question } as const];
  const stream = openai.chat.createCompletion({ model: "gpt-5", messages, stream: true });
  for await (const { data } of stream) write(data.choices[0]?.delta.content ?? "");
}

export async function filterFiles(): Promise<string[]> {
  const page = await openai.files.list({ purpose: "batch", order: "asc", limit: 2 });
  return page.data.map(({ id }) => id);
}

export async function findName(id: string): Promise<string | undefined> {
  try {
    const file = await openai.files.get({ file_id: id });
    return file.filename;
  } catch (error) {
    if (isApiError(error, "retrieveFile") && error.status === 404) return undefined;
    throw error;
  }
}

export async function findUntil(id: string, signal: AbortSignal): Promise<string> {
  const file = await openai.files.get({ file_id: id }, { signal });
  return file.filename;
}

export async function listPatiently(): Promise<string[]> {
  const models = await openai.models.list({}, { maxRetries: 4 });
  return models.data.map(({ id }) => id);
}

export async function listAllFiles(): Promise<string[]> {
  const names: string[] = [];
  for await (const file of openai.files.listAll({ limit: 2 })) names.push(file.filename);
  return names;
}
