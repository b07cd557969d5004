import type { MessagePort } from 'node:worker_threads';
import { builtIn } from '../config/built-in.ts';
import { configurationLoader } from '../config/load.ts';
import type { Orders, Piece, Product } from './crew.ts';
import { type Examined, examineFile } from './examine.ts';

/** What a worker thread does: it looks at the files it is sent, and sends back what it has made of them. */
export function serve(port: MessagePort, { load, task }: Orders): void {
  const configurationOf = configurationLoader(load, builtIn);
  port.on('message', async (piece: Piece) => {
    const product: [number, Examined | undefined][] = [];
    for (const [index, { file, shown: path }] of piece) {
      try {
        const configuration = await configurationOf(file);
        const settings = configuration.settingsFor(file);
        product.push([index, await examineFile({ file, path, configuration, settings }, task)]);
      } catch {
        // The thread that has sent it will find out what is wrong.
        product.push([index, undefined]);
      }
    }
    port.postMessage(product satisfies Product);
  });
}
