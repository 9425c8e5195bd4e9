/** The program of `run.html`: runs `worker.ts` beside the page's own thread, so that a sample that never ends does not stop the page too. */
import type { FrameMessage, PageMessage } from "./frame-message.ts";

const program = document.querySelector("#worker")?.textContent ?? "";
const worker = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })));

worker.addEventListener("message", ({ data }: MessageEvent<FrameMessage>) => window.parent.postMessage(data, "*"));
window.addEventListener("message", ({ data, source }: MessageEvent<PageMessage>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- between a worker and its owner there is no origin
  if (source === window.parent) worker.postMessage(data);
});
