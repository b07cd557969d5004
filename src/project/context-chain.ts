import { type BuildContext, type Certainty, unknownContext } from '../context/context.ts';
import { type Files, fromRoot } from '../context/files.ts';
import { folderContext } from '../context/folder.ts';
import { isDockerfilePath } from '../kinds/dockerfile/names.ts';
import { lineAt } from '../text/source.ts';
import type { NamedBuild } from './named-build.ts';
import { ancestorsOf, directoryOf } from './places.ts';
import { resolvesIn } from './resolved-sources.ts';

/** What the chain asks of a project. */
export interface ContextSearch {
  readonly files: Files;
  /** A folder as people see it. */
  readonly shown: (folder: string) => string;
  /** The root of the project is that of a repository. */
  readonly isRepository: boolean;
  /** The Dockerfile. */
  readonly path: string;
  /** What it takes from its context. */
  readonly sources: readonly string[];
  /** The builds that name it, the surest first; asked for once. */
  readonly named: () => readonly NamedBuild[];
  /** The same of `docker build` lines in workflows, Makefiles and scripts, which are believed only if they fit. */
  readonly buildLines: () => readonly NamedBuild[];
}

/** Why a context is not known. */
const NOWHERE = 'nothing names it, and no folder at or above the Dockerfile has what is copied';

/** A folder and why it is the context. */
interface Choice {
  readonly folder: string;
  readonly certainty: Certainty;
  readonly reason: string;
}

/**
 * Finds the build context of a Dockerfile: named by another file; its own folder, if all that it copies is there; named by a
 * build line, or the nearest folder above, if all is there; or its own folder, if some of it is there or it looks like a context.
 */
export function findContext(search: ContextSearch): BuildContext {
  const choice = namedChoice(search) ?? (search.sources.length === 0 ? undefined : guessedChoice(search));
  if (choice === undefined)
    return search.sources.length === 0 ? unknownContext : { ...unknownContext, reason: NOWHERE };
  const { folder, certainty, reason } = choice;
  const shown = search.shown(folder);
  return folderContext(search.files, { path: folder, shown, certainty, reason, dockerfile: search.path });
}

/**
 * What Azure ML builds from counts before all else: there it must be complete. Of several builds with different contexts, that in
 * which everything is: what lacks in another is perhaps made before that build. Where it lacks in all, the surest is taken.
 */
function namedChoice(search: ContextSearch): Choice | undefined {
  const named = search.named();
  const managed = named.filter(({ definition }) => definition !== undefined);
  const counting = managed.length > 0 ? managed : named;
  const build = counting.find(({ context }) => isComplete(search, context)) ?? counting[0];
  return build && choiceOf(build);
}

function choiceOf({ context, at }: NamedBuild): Choice {
  const place = `${at.file.path}:${lineAt(at.file, at.span.start)}`;
  return { folder: context, certainty: 'named', reason: `named by ${place}` };
}

function guessedChoice(search: ContextSearch): Choice | undefined {
  const own = directoryOf(search.path);
  const guess = (folder: string, reason: string): Choice => ({ folder, certainty: 'guessed', reason });
  if (isComplete(search, own) && tellsSomething(search, own))
    return guess(own, 'the folder of the Dockerfile, which has all that it copies');
  const line = search.buildLines().find(({ context }) => isComplete(search, context));
  if (line) return choiceOf(line);
  const above = ancestorsOf(own).find(
    (folder) => isComplete(search, folder) && tellsSomething(search, folder),
  );
  if (above !== undefined)
    return guess(above, 'the nearest folder above the Dockerfile that has all that it copies');
  return looksLikeContext(search, own)
    ? guess(own, 'the folder of the Dockerfile, though it does not have all that it copies')
    : undefined;
}

function isComplete({ files, sources }: ContextSearch, folder: string): boolean {
  return sources.every((source) => resolvesIn(files, folder, source) === true);
}

function looksLikeContext({ files, sources, isRepository }: ContextSearch, folder: string): boolean {
  if (isRepository && folder === '/') return true;
  if (files.stat(`${folder}/.dockerignore`) === 'file') return true;
  return sources.some(
    (source) => resolvesIn(files, folder, source) === true && !isLittle(files, folder, source),
  );
}

/** That all of nothing is there tells nothing: `COPY . .` is taken as a guess of a folder with more in it than Dockerfiles and settings. */
function tellsSomething(search: ContextSearch, folder: string): boolean {
  const { files, sources } = search;
  const isMore = (source: string) => fromRoot(source) !== '/' && !holdsNothing(files, `${folder}/${source}`);
  return sources.some(isMore) || looksLikeContext(search, folder);
}

/** A source that is there anyway, whatever the context is: a Dockerfile, or a folder with nothing but Dockerfiles. */
function isLittle(files: Files, folder: string, source: string): boolean {
  if (fromRoot(source) === '/') return !holdsMore(files, folder);
  return isDockerfilePath(source) || holdsNothing(files, `${folder}/${source}`);
}

function holdsNothing(files: Files, folder: string): boolean {
  return files.stat(folder) === 'directory' && (files.list(folder) ?? ['?']).every(isDockerfilePath);
}

function holdsMore(files: Files, folder: string): boolean {
  return (files.list(folder) ?? []).some(
    (name) => !name.startsWith('.') && !isDockerfilePath(name) && files.stat(`${folder}/${name}`) === 'file',
  );
}
