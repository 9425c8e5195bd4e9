import { setTimeout } from "node:timers/promises";
import * as openai from "./client";
import { client } from "./client/client.gen";

client.setConfig({ baseUrl: process.env["OPENAI_BASE_URL"] ?? "", auth: () => process.env["OPENAI_API_KEY"] });

export async function createStore(): Promise<string> {
  const { data } = await openai.createVectorStore({
    body: {
      name: "Manuals",
      expires_after: { anchor: "last_active_at", days: 7 },
      chunking_strategy: { type: "static", static: { max_chunk_size_tokens: 400, chunk_overlap_tokens: 100 } },
      metadata: { team: "support" },
    },
    throwOnError: true,
  });
  return data.id;
}

export async function listModels(): Promise<string[]> {
  const { data } = await openai.listModels({ throwOnError: true });
  return data.data.map(({ id }) => id);
}

export async function upload(content: Blob): Promise<string> {
  const file = new File([content], "batch.jsonl");
  const expires_after = { anchor: "created_at", seconds: 3600 } as const;
  const { data } = await openai.createFile({ body: { file, purpose: "batch", expires_after }, throwOnError: true });
  return data.id;
}

export async function download(id: string): Promise<ArrayBuffer> {
  const { data } = await openai.downloadFile({ path: { file_id: id }, throwOnError: true });
  return data.arrayBuffer();
}

export async function streamAnswer(question: string, write: (text: string) => void): Promise<void> {
  const { stream } = await client.sse.post<{ 200: openai.ChatCompletionChunk }>({
    security: [{ scheme: "bearer", type: "http" }],
    url: "/chat/completions",
    headers: { "Content-Type": "application/json" },
    body: { model: "gpt-5", messages: [{ role: "user", content: question }], stream: true },
    onSseError: (error) => {
      throw error; // else it sends the request again
    },
  });
  for await (const chunk of stream) {
    if (String(chunk) === "[DONE]") break;
    write(chunk.choices[0]?.delta.content ?? "");
  }
}

export async function filterFiles(): Promise<string[]> {
  const { data } = await openai.listFiles({ query: { purpose: "batch", order: "asc", limit: 2 }, throwOnError: true });
  return data.data.map(({ id }) => id);
}

export async function findName(id: string): Promise<string | undefined> {
  const { data, error, response } = await openai.retrieveFile({ path: { file_id: id } });
  if (response?.status === 404) return undefined;
  if (!data) throw new Error(`HTTP ${response?.status}`, { cause: error });
  return data.filename;
}

export async function findUntil(id: string, signal: AbortSignal): Promise<string> {
  const { data } = await openai.retrieveFile({ path: { file_id: id }, signal, throwOnError: true });
  return data.filename;
}

export async function listPatiently(): Promise<string[]> {
  for (let attempt = 0; ; attempt += 1) {
    const { data, error, response } = await openai.listModels();
    if (data) return data.data.map(({ id }) => id);
    const mayRetry = response === undefined || response.status === 429 || response.status >= 500;
    if (!mayRetry || attempt === 4) throw new Error(`HTTP ${response?.status}`, { cause: error });
    const seconds = Number(response?.headers.get("retry-after") ?? Number.NaN);
    await setTimeout(seconds > 0 ? seconds * 1000 : 500 * 2 ** attempt);
  }
}

export async function listAllFiles(): Promise<string[]> {
  const names: string[] = [];
  for (let after: string | undefined; ;) {
    const { data } = await openai.listFiles({ query: { limit: 2, ...(after !== undefined && { after }) }, throwOnError: true });
    names.push(...data.data.map(({ filename }) => filename));
    after = data.data.at(-1)?.id;
    if (!data.has_more || after === undefined) return names;
  }
}
