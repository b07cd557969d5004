import type { CallToolResult, JsonSchemaType } from '@modelcontextprotocol/server';
import { escapeText } from '../report/escape.ts';
import { maskSecrets } from '../text/secrets.ts';

/** What every call has around it. */
export interface Surroundings {
  /** The folders that paths may lead into, absolute; a relative path begins at one of them. Never empty. */
  readonly folders: readonly string[];
  /** The variables of the environment in which other programs run. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The configuration to use instead of the nearest one; `false`: none. */
  readonly config: string | false | undefined;
  /** Whether a configuration that is found may run code. */
  readonly trust: boolean;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether anybody still waits for the answer. */
  readonly signal: AbortSignal;
}

/** Something that an agent can have done. It changes nothing. */
export interface Tool<Arguments = never> {
  readonly name: string;
  readonly title: string;
  /** Says when to call it, and what comes back. */
  readonly description: string;
  readonly inputSchema: JsonSchemaType;
  readonly outputSchema?: JsonSchemaType;
  /** Whether it looks into files, so that the client is asked for its folders. */
  readonly readsFiles: boolean;
  /** Throws errors of the user, which become the answer. */
  call(given: Arguments, around: Surroundings): Promise<CallToolResult>;
}

/** An answer in words; data for programs goes along with it. */
export function answer(text: string | readonly string[], structuredContent?: object): CallToolResult {
  const texts = typeof text === 'string' ? [text] : text;
  return {
    content: texts.map((one) => ({ type: 'text' as const, text: one })),
    ...(structuredContent !== undefined && { structuredContent: { ...structuredContent } }),
  };
}

/** An answer that says what went wrong, and what to do about it. */
export function refusal(message: string): CallToolResult {
  return { ...answer(harmless(message)), isError: true };
}

/** Text on some lines without secrets, and without characters that act where it is shown. */
export function harmless(text: string): string {
  return maskSecrets(text).split('\n').map(escapeText).join('\n');
}
