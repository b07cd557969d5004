/** The worker, as the page asks it: one question at a time, the newest text last. */
import type { PlaygroundState } from './state.ts';
import type { Request, Response } from './worker.ts';

type Answer<Kind> = Extract<Response, { kind: Kind }>;

/** After this time a question has no answer, and the worker begins anew. */
const patience = 10_000;

export interface LinterEvents {
  readonly linted: (answer: Answer<'lint'>, state: PlaygroundState) => void;
  readonly failed: (message: string) => void;
}

export class Linter {
  private worker: Worker;
  private isReady = false;
  private asked:
    | { request: Request; answer: (response: Response | undefined) => void; timer: number }
    | undefined;
  private readonly waiting: Pick<NonNullable<Linter['asked']>, 'request' | 'answer'>[] = [];
  private readonly events: LinterEvents;

  constructor(events: LinterEvents) {
    this.events = events;
    this.worker = this.start();
  }

  /** Lints a state, unless a newer one comes before it is its turn. */
  lint(state: PlaygroundState): void {
    const older = this.waiting.findIndex(({ request }) => request.kind === 'lint');
    if (older >= 0) this.waiting.splice(older, 1);
    const answer = (response: Response | undefined) => {
      if (response?.kind === 'lint') this.events.linted(response, state);
    };
    this.waiting.push({ request: { kind: 'lint', state }, answer });
    this.next();
  }

  /** The files that fixes change, with their new texts; `undefined` if that cannot be found out. */
  fix(state: PlaygroundState, unsafe: boolean): Promise<Answer<'fix'>['texts'] | undefined> {
    return new Promise((resolve) => {
      const answer = (response: Response | undefined) =>
        resolve(response?.kind === 'fix' ? response.texts : undefined);
      this.waiting.push({ request: { kind: 'fix', state, unsafe }, answer });
      this.next();
    });
  }

  private start(): Worker {
    const script = new URL('linter.js', import.meta.url).href;
    // What is made by the page is held to its policy, so the linter cannot connect to anything either.
    const url = URL.createObjectURL(
      new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' }),
    );
    const worker = new Worker(url, { type: 'module', name: 'linter' });
    worker.addEventListener('message', ({ data }: MessageEvent<Response>) => {
      if (data.kind === 'ready') {
        URL.revokeObjectURL(url);
        this.isReady = true;
        this.next();
      } else this.done(data);
    });
    worker.addEventListener('error', ({ message }) =>
      this.restart(message || 'The linter cannot be loaded.'),
    );
    return worker;
  }

  private next(): void {
    if (!this.isReady || this.asked !== undefined) return;
    const next = this.waiting.shift();
    if (next === undefined) return;
    const timer = window.setTimeout(
      () => this.restart('This takes too long: the linter was stopped.'),
      patience,
    );
    this.asked = { ...next, timer };
    this.worker.postMessage(next.request);
  }

  private done(response: Response | undefined): void {
    const asked = this.asked;
    this.asked = undefined;
    clearTimeout(asked?.timer);
    asked?.answer(response);
    this.next();
  }

  private restart(message: string): void {
    this.worker.terminate();
    const wasReady = this.isReady;
    this.isReady = false;
    this.events.failed(message);
    this.done(undefined);
    // A linter that has never begun does not begin the second time either.
    if (wasReady) this.worker = this.start();
  }
}
