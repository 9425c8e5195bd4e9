/** `<sample-run>`: makes a block of code editable and runs it against the mock, in a frame that reaches no server. */
import type { FrameMessage, PageMessage } from "./frame-message.ts";

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

class SampleRun extends HTMLElement {
  #frame: HTMLIFrameElement | undefined;
  #editor: HTMLTextAreaElement | undefined;
  readonly #runButton = element("button", "run", "Run");
  readonly #editButton = element("button", "edit", "Edit");
  readonly #resetButton = element("button", "edit", "Reset");
  readonly #status = element("span", "status");
  readonly #output = element("div", "output");
  readonly #printed = element("pre", "printed");
  readonly #requests = element("div", "requests");
  readonly #hear = (event: MessageEvent<FrameMessage>): void => {
    if (this.#frame && event.source === this.#frame.contentWindow) this.#show(event.data);
  };

  connectedCallback(): void {
    if (this.querySelector(".run-bar")) return;
    const bar = element("div", "run-bar");
    this.#runButton.type = "button";
    this.#editButton.type = "button";
    this.#resetButton.type = "button";
    this.#resetButton.hidden = true;
    this.#status.setAttribute("role", "status");
    this.#printed.tabIndex = 0;
    this.#printed.setAttribute("aria-label", "What the sample printed");
    this.#output.hidden = true;
    this.#output.append(this.#printed, this.#requests);
    bar.append(this.#runButton, this.#editButton, this.#resetButton, this.#status);
    this.append(bar, this.#output);
    this.#runButton.addEventListener("click", () => (this.#frame ? this.#stop("stopped") : this.#run()));
    this.#editButton.addEventListener("click", () => this.#edit());
    this.#resetButton.addEventListener("click", () => this.#reset());
  }

  disconnectedCallback(): void {
    this.#stop("");
  }

  get #code(): string {
    return this.dataset["code"] ?? "";
  }

  #edit(): void {
    const shown = this.querySelector<HTMLElement>(".expressive-code");
    if (!this.#editor) {
      this.#editor = element("textarea", "editor");
      this.#editor.value = this.#code;
      this.#editor.spellcheck = false;
      this.#editor.rows = this.#code.split("\n").length + 1;
      this.#editor.setAttribute("aria-label", "The sample's code");
      this.#editor.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#run();
      });
      shown?.after(this.#editor);
    }
    if (shown) shown.hidden = true;
    this.#editor.hidden = false;
    this.#editButton.hidden = true;
    this.#resetButton.hidden = false;
    this.#status.textContent = "Ctrl+Enter runs it";
    this.#editor.focus();
  }

  #reset(): void {
    const shown = this.querySelector<HTMLElement>(".expressive-code");
    if (shown) shown.hidden = false;
    this.#editor?.remove();
    this.#editor = undefined;
    this.#editButton.hidden = false;
    this.#resetButton.hidden = true;
    this.#status.textContent = "";
    this.#editButton.focus();
  }

  #run(): void {
    this.#stop("");
    this.#printed.replaceChildren();
    this.#requests.replaceChildren();
    this.#output.hidden = false;
    this.#status.textContent = "runs …";
    this.#runButton.textContent = "Stop";
    this.#runButton.classList.add("running");
    const frame = document.createElement("iframe");
    // Without the page's origin: what runs there reaches neither the page nor what it stores.
    frame.setAttribute("sandbox", "allow-scripts");
    frame.hidden = true;
    frame.title = "The sample runs here";
    frame.src = new URL(`${document.documentElement.dataset["siteRoot"] ?? "./"}run.html`, location.href).href;
    this.#frame = frame;
    window.addEventListener("message", this.#hear);
    this.append(frame);
  }

  #stop(status: string): void {
    window.removeEventListener("message", this.#hear);
    this.#frame?.remove();
    this.#frame = undefined;
    this.#runButton.textContent = "Run";
    this.#runButton.classList.remove("running");
    if (status !== "") this.#status.textContent = status;
  }

  #show(message: FrameMessage): void {
    if (message.kind === "ready") {
      const program: PageMessage = {
        vendor: this.dataset["vendor"] ?? "",
        language: this.dataset["language"] === "sh" ? "sh" : "ts",
        before: this.dataset["before"] ?? "",
        source: this.#editor?.value ?? this.#code,
      };
      // The frame has no origin that could be named here.
      this.#frame?.contentWindow?.postMessage(program, "*");
    } else if (message.kind === "printed") this.#printed.append(`${message.text}\n`);
    else if (message.kind === "request") this.#requests.append(requestRow(message));
    else if (message.kind === "response") this.#showResponse(message);
    else {
      const { ms, error, exitCode = 0 } = message;
      if (error !== undefined) this.#printed.append(element("span", "failed", error));
      this.#stop(error !== undefined ? "failed" : exitCode === 0 ? `done in ${ms} ms` : `exit code ${exitCode}`);
    }
  }

  #showResponse({ index, status, text }: Extract<FrameMessage, { kind: "response" }>): void {
    const row = this.#requests.children[index];
    const summary = row?.querySelector("summary");
    if (!row || !summary) return;
    const isGood = status >= 200 && status < 400;
    summary.append(" ", element("span", isGood ? "status good" : "status bad", status === 0 ? "no response" : String(status)));
    if (text !== "") row.append(codeOf(text));
  }
}

function requestRow({ method, url, body }: Extract<FrameMessage, { kind: "request" }>): HTMLElement {
  const row = element("details", "request");
  row.append(element("summary", "", `${method} ${url}`));
  if (body !== "") row.append(codeOf(body));
  return row;
}

/** What scrolls can be reached with the keyboard. */
function codeOf(text: string): HTMLElement {
  const code = element("pre", "body", text);
  code.tabIndex = 0;
  return code;
}

customElements.define("sample-run", SampleRun);
