/** The scripts of CI templates, run as the runners of the services run them. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { directoryWith, type Result } from './cli.ts';

/** A script of a template, with the environment that the template gives it. */
export interface Script {
  readonly text: string;
  readonly env: Readonly<Record<string, string>>;
  /** The directory it starts in, relative to the checkout. */
  readonly directory: string;
}

type Inputs = Readonly<Record<string, string>>;

interface GitHubStep {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
  readonly 'continue-on-error'?: boolean;
}

interface GitHubAction {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly GitHubStep[] };
}

export const gitHubAction = parse(readFileSync('action.yml', 'utf8')) as GitHubAction;

/** The scripts of action.yml, in order. */
export function gitHubScripts(given: Inputs): readonly Script[] {
  const defaults = Object.entries(gitHubAction.inputs).map(([name, input]) => [name, input.default]);
  const inputs: Inputs = { ...Object.fromEntries(defaults), ...given };
  const value = (text: string) => replaced(text, /\$\{\{ inputs\.([\w-]+) \}\}/g, inputs);
  return gitHubAction.runs.steps
    .filter(({ run }) => run !== undefined)
    .map((step) => ({
      text: step.run!,
      env: values(step.env, value),
      directory: value(step['working-directory'] ?? '.'),
    }));
}

export interface AzureStep {
  readonly task?: string;
  readonly bash?: string;
  readonly condition?: string;
  readonly continueOnError?: boolean;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
}

export interface AzureTemplate {
  readonly parameters: readonly { readonly name: string; readonly default: string | boolean }[];
  /** A step, or steps by the condition under which they are there. */
  readonly steps: readonly (AzureStep | Readonly<Record<string, readonly AzureStep[]>>)[];
}

export const azureTemplate = parse(readFileSync('azure-pipelines/azml-lint.yml', 'utf8')) as AzureTemplate;

/** All steps of a template, whatever they depend on. */
export function azureSteps({ steps }: AzureTemplate): readonly AzureStep[] {
  return steps.flatMap((step) => {
    const [first] = Object.entries(step);
    return first![0].startsWith('${{') ? (first![1] as readonly AzureStep[]) : [step as AzureStep];
  });
}

/** The scripts of azure-pipelines/azml-lint.yml, in order. */
export function azureScripts(given: Inputs): readonly Script[] {
  const defaults = azureTemplate.parameters.map((one) => [one.name, String(one.default)]);
  const parameters: Inputs = { ...Object.fromEntries(defaults), ...given };
  const value = (text: string) =>
    replaced(text, /\$\{\{ (?:lower\()?parameters\.(\w+)\)? \}\}/g, parameters).replace(
      '$(System.DefaultWorkingDirectory)',
      '.',
    );
  return azureSteps(azureTemplate)
    .filter(({ bash }) => bash !== undefined)
    .map((step) => ({
      text: step.bash!,
      env: values(step.env, value),
      directory: value(step.workingDirectory ?? '.'),
    }));
}

interface GitLabHeader {
  readonly spec: { readonly inputs: Readonly<Record<string, { readonly default: string | boolean }>> };
}

interface GitLabJob {
  readonly stage: string;
  readonly image: string;
  readonly variables: Readonly<Record<string, { readonly value: string; readonly expand: boolean }>>;
  readonly script: readonly string[];
  readonly artifacts: unknown;
}

const [header, jobs] = parseAllDocuments(readFileSync('templates/azml-lint.yml', 'utf8')).map((document) =>
  document.toJS(),
) as [GitLabHeader, Readonly<Record<string, GitLabJob>>];

/** The documents of templates/azml-lint.yml. */
export const gitLabComponent = { header, jobs };

/** The script of templates/azml-lint.yml. */
export function gitLabScript(given: Inputs): Script {
  const defaults = Object.entries(header.spec.inputs).map(([name, input]) => [name, String(input.default)]);
  const inputs: Inputs = { ...Object.fromEntries(defaults), ...given };
  const [job] = Object.values(jobs);
  const variables = Object.fromEntries(
    Object.entries(job!.variables).map(([name, { value }]) => [name, value]),
  );
  return {
    text: job!.script.join('\n'),
    env: values(variables, (text) => replaced(text, /\$\[\[ inputs\.([\w-]+) \]\]/g, inputs)),
    directory: '.',
  };
}

function values(env: Inputs | undefined, value: (text: string) => string): Inputs {
  return Object.fromEntries(Object.entries(env ?? {}).map(([name, text]) => [name, value(text)]));
}

/** A text with the values of expressions, which may name nothing that there is not. */
function replaced(text: string, expression: RegExp, known: Inputs): string {
  return text.replaceAll(expression, (whole, name: string) => {
    if (known[name] === undefined) throw new Error(`${whole} names nothing that is known`);
    return known[name];
  });
}

/** The commands that the services start for a script, with the path of its file. */
const shells = {
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell
  gitHub: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'],
  azure: ['bash'],
  gitLabBash: ['bash', '-eo', 'pipefail'],
  gitLabSh: ['sh', '-e'],
} as const;

/** Runs scripts one after the other, until one fails: the output of all, and the status of the last that ran. */
export async function runScripts(
  shell: keyof typeof shells,
  scripts: readonly Script[],
  checkout: string,
  env: Readonly<Record<string, string>>,
): Promise<Result> {
  const results: Result[] = [];
  for (const { text, env: own, directory } of scripts) {
    const file = join(directoryWith({ script: text }), 'script');
    const cwd = join(checkout, directory);
    const result = await run([...shells[shell], file], cwd, { PATH: process.env.PATH!, ...env, ...own });
    results.push(result);
    if (result.status !== 0) break;
  }
  const all = (name: 'stdout' | 'stderr') => results.map((result) => result[name]).join('');
  return { status: results.at(-1)!.status, stdout: all('stdout'), stderr: all('stderr') };
}

function run(
  command: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Result> {
  const [program, ...args] = command;
  const child = spawn(program!, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ status, ...output }));
  });
}
