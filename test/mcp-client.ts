/** Clients of the server for agents: the protocol's own library. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/client';

/** What came back from a tool. */
export interface Called {
  readonly isError: boolean;
  /** Its texts. */
  readonly texts: readonly string[];
  readonly data: unknown;
}

/** A client, which tells some folders if it is asked for them. */
export function clientWith({
  roots,
  mode = 'legacy',
}: {
  roots?: readonly string[];
  mode?: 'legacy' | 'auto';
} = {}): Client {
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    { capabilities: roots === undefined ? {} : { roots: {} }, versionNegotiation: { mode } },
  );
  if (roots !== undefined)
    client.setRequestHandler('roots/list', async () => ({
      roots: roots.map((folder) => ({ uri: folder.includes('://') ? folder : pathToFileURL(folder).href })),
    }));
  return client;
}

/** Calls a tool. */
export async function call(client: Client, name: string, given: Record<string, unknown>): Promise<Called> {
  const { isError = false, content, structuredContent } = await client.callTool({ name, arguments: given });
  const texts = content.map((one) => (one.type === 'text' ? one.text : one.type));
  return { isError, texts, data: structuredContent };
}

/** The page about agents: its files, and its dialogue. */
export function agentsPage() {
  const page = readFileSync('docs/agents.md', 'utf8');
  const named = [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```/gm)].map(
    ([, path, text]) => [path!, text!] as const,
  );
  const [, dialogue = ''] = /^```text\n([\s\S]*?)^```/m.exec(page) ?? [];
  const turns = dialogue
    .split(/^> /m)
    .slice(1)
    .map((turn) => {
      const [, tool, given, shown] = /^(\w+) (\{.*\})\n([\s\S]*)$/.exec(turn)!;
      return { tool: tool!, given: JSON.parse(given!) as Record<string, unknown>, shown: shown!.trimEnd() };
    });
  return { files: Object.fromEntries(named), turns };
}
