import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';

/**
 * Lines on standard streams. A client that closes its end still gets what it has asked for, as in
 * `azml-lint mcp <requests`; then the transport closes.
 */
export class AnsweringTransport extends StdioServerTransport {
  readonly #input: Readable;
  readonly #unanswered = new Set<RequestId>();

  constructor(input: Readable, output: Writable) {
    super(input, output);
    this.#input = input;
  }

  /** To be called with each message from the client. */
  received(message: JSONRPCMessage): void {
    if (!('method' in message)) return;
    if ('id' in message) this.#unanswered.add(message.id);
    else if (message.method === 'notifications/cancelled')
      this.#settled(message.params?.requestId as RequestId);
  }

  override async send(message: JSONRPCMessage): Promise<void> {
    try {
      await super.send(message);
    } finally {
      if (!('method' in message) && message.id !== undefined) this.#settled(message.id);
    }
  }

  override async close(): Promise<void> {
    if (!this.#input.readableEnded || this.#unanswered.size === 0) await super.close();
  }

  #settled(id: RequestId): void {
    this.#unanswered.delete(id);
    if (this.#input.readableEnded) void this.close();
  }
}
