import {
  type CallToolResult,
  fromJsonSchema,
  inputRequired,
  inputResponse,
  type jsonSchemaValidator,
  McpServer,
  type ServerContext,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import { describeError } from '../session/user-error.ts';
import { homepage, version } from '../version.ts';
import { refusal, type Surroundings, type Tool } from './tool.ts';
import { explainTool } from './tools/explain.ts';
import { fixTool } from './tools/fix.ts';
import { imagesTool } from './tools/images.ts';
import { lintTool } from './tools/lint.ts';
import { foldersAmong } from './workspace.ts';

const tools: readonly Tool<never>[] = [lintTool, fixTool, explainTool, imagesTool];

const INSTRUCTIONS =
  'azml-lint knows Dockerfiles and YAML of Azure Machine Learning, and its images. After writing or changing such a file call `lint` with its path, mend what it finds (`fix` shows what can be done automatically, `explain` why a rule exists and what is good), and lint again. To choose a base image ask `images`. Suppress a finding only with a reason: a comment `# azml-lint ignore=RULE -- the reason` above the line.';

/** How a server is set up, for all calls. */
export interface ServerOptions extends Pick<Surroundings, 'env' | 'config' | 'trust'> {
  /** The working directory: where files are, if the client tells no folders. */
  readonly cwd: string;
  /** The day, `YYYY-MM-DD`, asked for each call: a server may run for weeks. */
  readonly today: () => string;
}

/** A server of the Model Context Protocol with all tools, not connected yet. */
export function mcpServer(options: ServerOptions, validator: jsonSchemaValidator): McpServer {
  const server = new McpServer(
    { name: 'azml-lint', title: 'azml-lint', version, websiteUrl: homepage },
    { instructions: INSTRUCTIONS, jsonSchemaValidator: validator },
  );
  const anything = fromJsonSchema<object>({ type: 'object' }, validator);
  for (const tool of tools) {
    const { name, title, description, inputSchema, outputSchema } = tool;
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: fromJsonSchema<never>(inputSchema, validator),
        ...(outputSchema && { outputSchema: fromJsonSchema(outputSchema, validator) }),
        annotations: {
          title,
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
      },
      async (given, context) => {
        const { envelope, inputResponses, signal } = context.mcpReq;
        const isAsking = tool.readsFiles && hasFolders(server, context);
        if (isAsking && envelope !== undefined && inputResponses === undefined)
          return inputRequired({ inputRequests: { [FOLDERS]: inputRequired.listRoots() } });
        const roots =
          isAsking && envelope === undefined ? await askedRoots(context, anything) : rootsIn(context);
        const folders = foldersAmong(roots);
        return called(tool, given, {
          ...options,
          folders: folders.length > 0 ? folders : [options.cwd],
          today: options.today(),
          signal,
        });
      },
    );
  }
  return server;
}

/** Calls a tool. What goes wrong is told in the answer, so that the agent can do something about it. */
async function called(tool: Tool<never>, given: never, around: Surroundings): Promise<CallToolResult> {
  try {
    return await tool.call(given, around);
  } catch (error) {
    return refusal(describeError(error, Boolean(around.env.AZML_LINT_DEBUG)));
  }
}

/** The name of the question for the client's folders. */
const FOLDERS = 'folders';

const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';

/** Whether the client can be asked for its folders. A newer client says so with each request, an older one at the start. */
function hasFolders({ server }: McpServer, { mcpReq }: ServerContext): boolean {
  const told = mcpReq.envelope as { readonly [CAPABILITIES]?: { readonly roots?: object } } | undefined;
  return (told?.[CAPABILITIES] ?? server.getClientCapabilities())?.roots !== undefined;
}

/** The roots that a newer client has sent along with its request. */
function rootsIn({ mcpReq }: ServerContext): readonly unknown[] {
  const told = inputResponse(mcpReq.inputResponses, FOLDERS);
  return told.kind === 'roots' ? told.roots : [];
}

/** In milliseconds: a client knows its folders without asking anybody. */
const LONGEST_WAIT = 5000;

/**
 * The roots that an older client answers with: none if it does not, or with an error. One that is no folder, such as
 * `vscode-vfs://github/owner/name`, is no reason to refuse the others.
 */
async function askedRoots(
  { mcpReq }: ServerContext,
  anything: StandardSchemaWithJSON<object, object>,
): Promise<readonly unknown[]> {
  try {
    const told = await mcpReq.send({ method: 'roots/list' }, anything, { timeout: LONGEST_WAIT });
    return 'roots' in told && Array.isArray(told.roots) ? told.roots : [];
  } catch {
    return [];
  }
}
