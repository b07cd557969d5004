/** What an edit of an open Dockerfile costs, through the language server and back, in this process. */
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { serve } from '../src/lsp/server.ts';
import { Client } from '../test/lsp-client.ts';

/** In milliseconds, each sorted: what passes from sending an edit until the diagnostics of the new text are there. */
export interface EditTimes {
  readonly wall: readonly number[];
  /** Of the processor, by server and client: what others do at the same time does not count. */
  readonly cpu: readonly number[];
}

export async function editTimes(texts: readonly string[], cwd: string): Promise<EditTimes> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const load = { editor: true, explicit: false as const };
  const ended = serve({ input, output, cwd, load, today: () => '2026-11-01', fail: console.error });
  const client = new Client(output, input);
  await client.start({ rootUri: pathToFileURL(cwd).href });
  const uri = pathToFileURL(`${cwd}/Dockerfile`).href;
  client.open(uri, texts[0]!);
  await client.published(uri);
  const wall: number[] = [];
  const cpu: number[] = [];
  for (const text of texts) {
    // Typing goes on in the middle of the file.
    const middle = text.indexOf('\n', text.length >> 1) + 1;
    for (const typed of ['R', 'RUN', 'RUN echo', 'RUN echo a\n']) {
      const start = performance.now();
      const before = process.cpuUsage();
      const version = client.change(uri, text.slice(0, middle) + typed + text.slice(middle));
      await client.published(uri, (params) => params.version === version);
      const { user, system } = process.cpuUsage(before);
      wall.push(performance.now() - start);
      cpu.push((user + system) / 1000);
    }
  }
  await client.stop();
  await ended;
  return { wall: wall.sort((a, b) => a - b), cpu: cpu.sort((a, b) => a - b) };
}
