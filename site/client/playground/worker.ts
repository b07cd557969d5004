/** The thread that lints, so that typing is never held up. */
import { fixState, type Linted, lintState } from './engine.ts';
import type { PlaygroundState } from './state.ts';

export type Request =
  | { readonly kind: 'lint'; readonly state: PlaygroundState }
  | { readonly kind: 'fix'; readonly state: PlaygroundState; readonly unsafe: boolean };

export type Response =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'lint'; readonly milliseconds: number } & Linted)
  | { readonly kind: 'fix'; readonly texts: Readonly<Record<string, string>> };

const post = (response: Response) => postMessage(response);

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  const begun = performance.now();
  if (data.kind === 'fix') post({ kind: 'fix', texts: fixState(data.state, { unsafe: data.unsafe }) });
  else {
    const linted = lintState(data.state);
    post({ kind: 'lint', ...linted, milliseconds: performance.now() - begun });
  }
});

post({ kind: 'ready' });
