import type { Io } from './io.ts';

type Environment = Io['env'];

/** Who reads what is printed when nobody says how: a coding agent, or the runner of a CI service. */
export type Reader = 'agent' | 'github' | 'azure';

/**
 * Variables that coding agents set for the commands that they run.
 *
 * Sources: the documentation of Claude Code, Cursor, Gemini CLI (docs/tools/shell.md) and Codex
 * (developers.openai.com/codex/environment-variables), and https://github.com/vercel/vercel/tree/main/packages/detect-agent,
 * which proposes AI_AGENT for all of them.
 */
const agentMarkers: readonly string[] = [
  'AI_AGENT',
  'CLAUDECODE',
  'CURSOR_AGENT',
  'GEMINI_CLI',
  ...['CODEX_SANDBOX', 'CODEX_THREAD_ID', 'CODEX_CI'],
  'ANTIGRAVITY_AGENT',
  'AUGMENT_AGENT',
];

/** Whom the environment names. An agent that works in a CI job is the one that reads. */
export function readerIn(env: Environment): Reader | undefined {
  if (agentMarkers.some((name) => isOn(env[name]))) return 'agent';
  if (env.GITHUB_ACTIONS?.toLowerCase() === 'true') return 'github';
  return env.TF_BUILD?.toLowerCase() === 'true' ? 'azure' : undefined;
}

function isOn(value = ''): boolean {
  return !['', '0', 'false'].includes(value.toLowerCase());
}
