// The page's side of the worker: one request at a time, and a worker that hangs is replaced.

import type { WorkerRequest, WorkerResponse } from "./protocol";

const TIMEOUT = 20_000; // milliseconds for one request

const SHOWN: readonly WorkerRequest["kind"][] = ["validate", "progress"];

interface Pending {
  readonly request: WorkerRequest;
  readonly resolve: (response: WorkerResponse) => void;
}

export class WorkerClient {
  private worker: Promise<Worker> = startWorker();
  private queue: Pending[] = [];
  private isBusy = false;
  private abandon: ((reason: string) => void) | null = null; // what the worker is doing

  /** Return the response to a request; one of what the page shows takes the place of one that waits. */
  send(request: WorkerRequest): Promise<WorkerResponse> {
    return new Promise((resolve) => {
      if (SHOWN.includes(request.kind)) this.dropWaiting(request.kind);
      this.queue.push({ request, resolve });
      void this.sendNext();
    });
  }

  /** End what the worker is doing: its request fails. */
  stop(): void {
    this.abandon?.("stopped");
  }

  private dropWaiting(kind: WorkerRequest["kind"]): void {
    const isWaiting = ({ request }: Pending): boolean => request.kind === kind;
    for (const { resolve } of this.queue.filter(isWaiting)) {
      resolve({ kind: "failed", reason: "superseded" });
    }
    this.queue = this.queue.filter((pending) => !isWaiting(pending));
  }

  private async sendNext(): Promise<void> {
    if (this.isBusy) return;
    const pending = this.queue.shift();
    if (!pending) return;
    this.isBusy = true;
    pending.resolve(await this.receive(pending.request));
    this.isBusy = false;
    void this.sendNext();
  }

  private async receive(request: WorkerRequest): Promise<WorkerResponse> {
    const worker = await this.worker;
    return new Promise((resolve) => {
      const end = (response: WorkerResponse): void => {
        clearTimeout(timer);
        this.abandon = null;
        resolve(response);
      };
      this.abandon = (reason) => {
        worker.terminate();
        this.worker = startWorker();
        end({ kind: "failed", reason });
      };
      const timer = setTimeout(() => this.abandon?.("timeout"), TIMEOUT);
      worker.onmessage = ({ data }: MessageEvent<WorkerResponse>) => end(data);
      worker.postMessage(request);
    });
  }
}

/** Return a worker that is ready. */
async function startWorker(): Promise<Worker> {
  const code = new URL("worker.js", document.baseURI).href;
  // A worker made from a blob has the page's own Content-Security-Policy; one made from an address
  // has none where the server sends no headers.
  const blob = new Blob([`import ${JSON.stringify(code)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(blob);
  try {
    return await waitUntilReady(new Worker(address, { type: "module" }));
  } catch {
    return await waitUntilReady(new Worker(code, { type: "module" }));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function waitUntilReady(worker: Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve(worker);
    worker.onerror = (event) => reject(new Error(event.message));
  });
}
