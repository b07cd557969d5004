import type { Readable, Writable } from 'node:stream';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { schemaValidator } from './json-schema.ts';
import { mcpServer, type ServerOptions } from './server.ts';
import { AnsweringTransport } from './transport.ts';

/**
 * Serves one client until it closes its end.
 *
 * @param told receives errors of the protocol, in words
 */
export async function serve(
  input: Readable,
  output: Writable,
  options: ServerOptions,
  told: (message: string) => void,
): Promise<void> {
  const validator = await schemaValidator();
  const transport = new AnsweringTransport(input, output);
  await new Promise<void>((resolve) => {
    serveStdio(() => mcpServer(options, validator), { transport, onerror: ({ message }) => told(message) });
    const { onclose, onmessage } = transport;
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
    transport.onmessage = (message) => {
      transport.received(message);
      onmessage?.(message);
    };
  });
}
