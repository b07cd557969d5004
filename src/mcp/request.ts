import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { shownPath } from '../config/paths.ts';
import type { Run } from '../report/run.ts';
import { discover, missingMessage, standardInput, type Target } from '../session/discover.ts';
import { kindTitles } from '../session/file-kind.ts';
import { lintTargets, type Outcome } from '../session/lint-targets.ts';
import type { FixOptions, SessionOptions } from '../session/options.ts';
import type { Linted } from '../session/settle.ts';
import { UserError } from '../session/user-error.ts';
import { version } from '../version.ts';
import type { Surroundings } from './tool.ts';
import { type Placed, placeOf } from './workspace.ts';

/** What an agent wants looked at. */
export interface Request {
  /** A file or a directory. */
  readonly path?: string;
  /** The content of a file, instead of a path. */
  readonly text?: string;
  /** Where that file is, or will be. */
  readonly filename?: string;
  /** Names of the only rules to run: ids, aliases, groups. */
  readonly rules?: readonly string[];
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/** The schema of each argument that says what is looked at. */
export const requestProperties = {
  path: {
    type: 'string',
    minLength: 1,
    maxLength: 4096,
    description:
      'File or directory in the workspace, absolute or relative to it. What is around it (configuration, build context, deployment YAML) is taken into account.',
  },
  text: {
    type: 'string',
    maxLength: 1_000_000,
    description:
      'Content of the file, instead of `path`: for what is not saved yet, or not in the workspace.',
  },
  filename: {
    type: 'string',
    minLength: 1,
    maxLength: 4096,
    description:
      'With `text`: where that file is or will be, for instance `scoring/Dockerfile` or `deployment.yml`. It decides the kind of file, the configuration and the build context.',
  },
  rules: {
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: 200 },
    maxItems: 100,
    description: 'Only these rules: ids (`apt/lists-kept`), aliases (`DL3009`) or groups (`apt`).',
  },
  buildArgs: {
    type: 'object',
    additionalProperties: { type: 'string', maxLength: 4096 },
    maxProperties: 100,
    description: 'Build arguments as for `docker build --build-arg`, so that `FROM ${BASE}` is resolved.',
  },
} as const;

/** The result of a request. */
export interface Answer {
  readonly run: Run;
  readonly outcome: Outcome;
  /** The file that was asked for; none for a directory. Others may be linted along with it. */
  readonly asked: Linted | undefined;
  /** The diffs of what fixing would change. */
  readonly patch: string;
  /** The folder that all paths are relative to. */
  readonly folder: string;
  /** What was left out, in words. */
  readonly notes: readonly string[];
}

/** So many files of a directory are linted. */
const MOST_FILES = 300;

/** A search ends after so many: an agent may ask for a whole disk, and nothing is answered meanwhile. */
const MOST_FOUND = 3000;

/**
 * Lints what a request is about.
 *
 * @throws {UserError} if there is nothing to lint
 */
export async function answerTo(request: Request, around: Surroundings, fix?: FixOptions): Promise<Answer> {
  const started = Date.now();
  const { placed, path } = subjectOf(request, around.folders);
  const { targets, errors, notes } = await discover([path], placed.folder, [], MOST_FOUND);
  const name =
    path === standardInput ? (request.filename ?? '<stdin>') : shownPath(placed.file, placed.folder);
  const taken = targets.slice(0, MOST_FILES);
  let patch = '';
  const text = request.text ?? '';
  const outcome = await lintTargets(taken, sessionOptions(request, { placed, path, around, fix }), {
    readStandardInput: async () => ({ text, isExact: true }),
    async print(piece) {
      patch += piece;
    },
    begin() {},
    async report() {},
    // A directory may take long: what else is asked, and that nobody waits any longer, is heard between two files.
    async progress() {
      await setImmediate();
      around.signal.throwIfAborted();
    },
  });
  const run: Run = {
    files: outcome.linted.map(({ report }) => report),
    errors: [...errors, ...outcome.failures],
    rules: outcome.rules,
    now: around.today,
    version,
    elapsed: Date.now() - started,
  };
  if (run.files.length === 0) throw await nothingLinted(run, outcome, path);
  return {
    run,
    outcome,
    asked: outcome.dockerfiles.find(({ report }) => report.path === name),
    patch,
    folder: placed.folder,
    notes: [...notes, ...outcome.notes, ...(taken.length < targets.length ? [tooMany(targets)] : [])],
  };
}

/** What to do about a file that is not in the workspace. */
const ELSEWHERE = {
  onDisk: 'of any other file, give the `text`',
  named: 'of any other file, give the `text` alone, or with the last part of its name as `filename`',
} as const;

/** The place that a request is about, and its path for the run. */
function subjectOf(
  { path, text, filename }: Request,
  folders: readonly string[],
): { placed: Placed; path: string } {
  if ((path === undefined) === (text === undefined) || (path !== undefined && filename !== undefined))
    throw new UserError(
      'give either `path`, or `text` and the `filename` that it has',
      'Of a file in the workspace the `path` is enough.',
    );
  if (path === undefined)
    return { placed: placeOf(filename ?? '.', folders, ELSEWHERE.named), path: standardInput };
  const placed = placeOf(path, folders, ELSEWHERE.onDisk);
  const shown = shownPath(placed.file, placed.folder);
  // What does not exist may be a glob, and one such as `{..,.}/*` leads out.
  if (!existsSync(placed.file))
    throw new UserError(
      `${shown}: ${missingMessage(shown, placed.folder)}`,
      'Of a file that is not saved yet, give the `text`.',
    );
  const found = statSync(placed.file);
  // A pipe or a device may never end, and nothing else could be asked meanwhile.
  if (!found.isFile() && !found.isDirectory())
    throw new UserError(`${shown}: is neither a file nor a directory`);
  // `-` is the name of a file here.
  return { placed, path: shown === standardInput ? `./${shown}` : shown };
}

function sessionOptions(
  { filename, rules = [], buildArgs = {} }: Request,
  {
    placed,
    path,
    around,
    fix,
  }: { placed: Placed; path: string; around: Surroundings; fix: FixOptions | undefined },
): SessionOptions {
  const { folder, file } = placed;
  const { env, config, trust, today } = around;
  return {
    cwd: folder,
    env,
    paths: [path],
    // What an agent looks at may be anybody's: a configuration that is found runs no code.
    load: { cwd: folder, explicit: config, select: rules, buildArgs, now: today, trust, ci: true },
    now: today,
    stdinFilename: filename === undefined ? undefined : shownPath(file, folder),
    forceIgnore: false,
    jobs: 1,
    fix,
    patchStyle: { forPrograms: true, color: false },
    baselineAction: 'apply',
    debug: Boolean(env.AZML_LINT_DEBUG),
  };
}

async function nothingLinted({ errors }: Run, { ignored }: Outcome, path: string): Promise<UserError> {
  if (errors.length > 0)
    return new UserError(
      errors.map((one) => (one.path === undefined ? one.message : `${one.path}: ${one.message}`)).join('\n'),
    );
  if (ignored > 0)
    return new UserError(
      `the configuration ignores all ${ignored} files in \`${path}\``,
      'Name one of them to lint it all the same.',
    );
  return new UserError(`there is no ${(await kindTitles()).join(' or ')} in \`${path}\``);
}

function tooMany(targets: readonly Target[]): string {
  const last = targets[MOST_FILES - 1]!.shown;
  const all = targets.length < MOST_FOUND ? `${targets.length}` : `${MOST_FOUND} and more`;
  return `only ${MOST_FILES} of ${all} files are linted, up to \`${last}\`: give a directory further down, such as \`${dirname(targets[MOST_FILES]!.shown)}\``;
}
