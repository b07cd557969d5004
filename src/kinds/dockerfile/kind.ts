import { checkCommentAbove } from '../../dockerfile/comments-above.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import type { Instruction } from '../../dockerfile/tree.ts';
import { scriptsLoadedBy } from '../../facts/azureml/script-uses.ts';
import { CHECK_ARGUMENT } from '../../facts/builder/check-requests.ts';
import type { ImageFamily } from '../../image/family.ts';
import { analyze } from '../../model/analyze.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import type { Span } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import { lastAt } from '../../text/search.ts';
import type { CommentPlace, Damage, Kind, TextChange, TextProblem } from '../kind.ts';
import { pythonKind } from '../python/kind.ts';
import { allComments } from './comments.ts';
import { coverageOf } from './coverage.ts';
import { dockerfileFiles } from './names.ts';
import { touchesTorn } from './torn.ts';

/** Dockerfiles: every text that no other kind recognizes. */
export const dockerfileKind: Kind<'dockerfile', DockerfileModel> = {
  id: 'dockerfile',
  title: 'Dockerfile',
  language: 'dockerfile',
  names: dockerfileFiles,
  recognizes: () => true,
  describeOther: () => '',
  analyze(text, path, optionsFor) {
    const dockerfile = parseDockerfile(text, { asMeant: true, path });
    return analyze(dockerfile, optionsFor(dockerfile.template !== undefined));
  },
  familyAt(file, offset, isServing) {
    const stage = offset === undefined ? undefined : file.stageAt(offset);
    return familyOf(stage ?? file.finalStage, isServing);
  },
  familiesIn: (file, isServing) => (isServing ? familiesOfServing(file) : familiesOfImages(file)),
  reached: (file) => scriptsLoadedBy(file).map((script) => ({ kind: pythonKind, ...script })),
  commentsIn,
  anchorsIn,
  problemsIn: ({ dockerfile, runs }) =>
    [...dockerfile.problems, ...runs.flatMap(({ scripts }) => scripts.flatMap(scriptErrors))].sort(
      (a, b) => a.start - b.start,
    ),
  mayEdit: (file, place) => !touchesTorn(place, file),
  damage,
  uncoveredBy,
};

const familiesOfServing = memoized((file: DockerfileModel) => familiesOf(file, true));
const familiesOfImages = memoized((file: DockerfileModel) => familiesOf(file, false));

/** Asked for each rule, and mostly the same: a set of at most three. */
function familiesOf({ stages }: DockerfileModel, isServing: boolean): readonly ImageFamily[] {
  if (stages.length === 0) return ['other'];
  return [...new Set(stages.map((stage) => familyOf(stage, isServing)))];
}

function familyOf(stage: Stage | undefined, isServing: boolean): ImageFamily {
  if (isServing && stage?.serves) return 'inference';
  return stage?.family === 'inference' || stage?.family === 'training' ? stage.family : 'other';
}

/** The directives that can hide findings, followed by the comments. */
function commentsIn({ dockerfile, source, buildArgs }: DockerfileModel): readonly CommentPlace[] {
  const { directives, instructions } = dockerfile;
  const isReplaced = Object.hasOwn(buildArgs, CHECK_ARGUMENT);
  const read = new Set(instructions.map((one) => checkCommentAbove(one, dockerfile)?.comment));
  const comments = allComments(dockerfile);
  const covered = coverageOf({ ...dockerfile, comments });
  const checks = directives
    .filter(({ name }) => name === 'check')
    // After a `#!` line BuildKit reads the first one alone; elsewhere a second is an error, and meant all the same.
    .slice(0, source.text.startsWith('#!') ? 1 : undefined)
    .map((directive): CommentPlace => {
      const { start, end } = directive;
      return {
        start,
        end,
        text: source.text.slice(source.text.indexOf('#', start) + 1, end),
        directive: directive === directives.at(-1) ? 'last' : 'earlier',
        ...(!isReplaced && { isForBuildKit: true }),
        covers: () => covered('file', directive),
      };
    });
  return [
    ...checks,
    ...comments.map((comment) => {
      const { start, end, text } = comment;
      return {
        start,
        end,
        text,
        ...(read.has(comment) && { isForBuildKit: true as const }),
        covers: (scope: Parameters<typeof covered>[0]) => covered(scope, comment),
      };
    }),
  ];
}

/** The instruction, independent of its layout: keyword in capitals, lines joined, comments left out. */
function anchorsIn(text: string): (offset: number) => string | undefined {
  const { instructions } = parseDockerfile(text);
  return (offset) => {
    const instruction =
      instructions[lastAt(instructions.length, (index) => instructions[index]!.start, offset)];
    if (instruction === undefined || offset >= instruction.end) return undefined;
    const { keyword, rest, heredocs } = instruction;
    return [keyword.text.toUpperCase(), rest.text, ...heredocs.map(({ body }) => body.text)].join(' ');
  };
}

const SCRIPT = 'script';

function scriptErrors({ errors }: { readonly errors: readonly Span[] }): readonly TextProblem[] {
  return errors.map(({ start, end }) => ({ code: SCRIPT, start, end }));
}

function damage({ before, after }: TextChange<DockerfileModel>): Damage | undefined {
  const allowed = countsOf(before);
  for (const [code, count] of countsOf(after)) {
    if (count > (allowed.get(code) ?? 0)) return code === SCRIPT ? 'script' : 'syntax';
  }
  return undefined;
}

function countsOf(file: DockerfileModel): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of file.dockerfile.problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  const scripts = file.runs.flatMap((run) => run.scripts.flatMap(({ errors }) => errors));
  return counts.set(SCRIPT, scripts.length);
}

/** Instructions whose settings apply to everything that follows. */
const SETTING: ReadonlySet<string> = new Set(['FROM', 'ARG', 'ENV', 'USER', 'WORKDIR', 'SHELL']);

function uncoveredBy({ dockerfile }: DockerfileModel, edits: readonly Span[]): readonly Span[] {
  return instructionsIn(dockerfile.instructions, edits).map(({ name, start, end }) => ({
    start,
    end: SETTING.has(name) ? Number.POSITIVE_INFINITY : end,
  }));
}

/** The instructions that edits change, in order. */
function instructionsIn(
  instructions: readonly Instruction[],
  edits: readonly Span[],
): readonly Instruction[] {
  const changed = new Set<number>();
  for (const { start, end } of edits) {
    let index = Math.max(
      0,
      lastAt(instructions.length, (at) => instructions[at]!.start, start),
    );
    for (; index < instructions.length && instructions[index]!.start < end; index++) {
      if (start < instructions[index]!.end) changed.add(index);
    }
  }
  return instructions.filter((_, index) => changed.has(index));
}
