// The worker behind a promise: one question at a time, and a worker that hangs is replaced.

import type { Answer, Question } from "../protocol";

const LONGEST = 20_000; // milliseconds that a question may take

interface Asked {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
}

export class Judge {
  private worker: Promise<Worker> = started();
  private waiting: Asked[] = [];
  private isBusy = false;

  /** Return the answer to a question; a check that is asked later takes the place of one waiting. */
  ask(question: Question): Promise<Answer | null> {
    return new Promise((resolve) => {
      if (question.kind === "check") {
        for (const each of this.waiting) {
          if (each.question.kind === "check") each.resolve({ kind: "failed", reason: "superseded" });
        }
        this.waiting = this.waiting.filter((each) => each.question.kind !== "check");
      }
      this.waiting.push({ question, resolve });
      void this.next();
    });
  }

  private async next(): Promise<void> {
    if (this.isBusy) return;
    const asked = this.waiting.shift();
    if (!asked) return;
    this.isBusy = true;
    asked.resolve(await this.answer(asked.question));
    this.isBusy = false;
    void this.next();
  }

  private async answer(question: Question): Promise<Answer> {
    const worker = await this.worker;
    return new Promise((resolve) => {
      const end = (answer: Answer): void => {
        clearTimeout(timer);
        resolve(answer);
      };
      const timer = setTimeout(() => {
        worker.terminate();
        this.worker = started();
        end({ kind: "failed", reason: "timeout" });
      }, LONGEST);
      worker.onmessage = ({ data }: MessageEvent<{ answer: Answer }>) => end(data.answer);
      worker.postMessage({ id: 0, question });
    });
  }
}

/** Return a worker that is ready. */
async function started(): Promise<Worker> {
  const code = new URL("worker.js", document.baseURI).href;
  // A worker made from a blob is under the page's own Content-Security-Policy; one made from an
  // address is under none where the server sends no headers.
  const blob = new Blob([`import ${JSON.stringify(code)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(blob);
  try {
    return await ready(new Worker(address, { type: "module" }));
  } catch {
    return await ready(new Worker(code, { type: "module" }));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function ready(worker: Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve(worker);
    worker.onerror = (event) => reject(new Error(event.message));
  });
}
