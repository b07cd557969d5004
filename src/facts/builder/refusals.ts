/**
 * What BuildKit refuses because of its meaning: invalid values, stages that do not exist or need each other, required
 * variables without a value. What it refuses because of its form is in the problems of the Dockerfile.
 *
 * Unknown values (an ARG without a value, the environment of a base) are not refused.
 */
import { expandWords, missingVariable } from '../../dockerfile/expand.ts';
import { hasVariable, lex, lexBody } from '../../dockerfile/lexer.ts';
import { unmetMountValue } from '../../dockerfile/mount-checks.ts';
import { expandedBodies, expandedWords } from '../../dockerfile/substitution-checks.ts';
import type { Flag, Instruction, Mount, MountOption } from '../../dockerfile/tree.ts';
import { knownPrefix, knownText, knownValue, unknownValue, type Value } from '../../dockerfile/value.ts';
import { readPlatform } from '../../image/platform.ts';
import { STAGE_NUMBER } from '../../model/copies.ts';
import { isImageInUpperCase, isImageReference, variablesOfFrom } from '../../model/images.ts';
import type { DockerfileModel, Stage, Step } from '../../model/model.ts';
import { isGitSource, isUrl } from '../../model/remote-source.ts';
import { type EvaluatedState, lookUpValue } from '../../model/state.ts';
import { globalValue } from '../../model/variables.ts';
import { resolveValue } from '../../model/workdir.ts';
import { type Fragment, type Span, slice } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import { positionAt } from '../../text/source.ts';
import { overlapsAny } from '../../text/spans.ts';
import { unmetDigest, unmetMode, unmetPort, unmetSignal } from './refused-values.ts';

/** Something that BuildKit refuses to build. `code` selects the message, `data` fills in its values. */
export interface Refusal extends Span {
  readonly code: RefusalCode;
  readonly data: Readonly<Record<string, string>>;
  /** It is in the trigger of an ONBUILD: this build succeeds, a build on top of the image fails. */
  readonly later: boolean;
}

/** Each code with its `data`. `expected` says in words what is expected there. */
export type RefusalCode =
  /** variable, text: `${X:?}` without a value */
  | 'missing-value'
  /** variable, text: the same for an empty variable */
  | 'empty-value'
  /** instruction, written, value, expected: an invalid value of the instruction, or of one of its flags */
  | 'bad-value'
  /** written: a VOLUME whose value is empty */
  | 'empty-volume'
  /** type: a mount whose target is `/` */
  | 'mount-on-root'
  /** type: a mount without a target, whose target is then the working directory, `/` */
  | 'mount-without-target'
  /** A secret without `id`, `source` and `target` */
  | 'unnamed-secret'
  /** A secret with `id` and `source` */
  | 'secret-named-twice'
  /** A checksum for something that is not downloaded */
  | 'checksum-of-file'
  /** A checksum for several sources */
  | 'checksum-of-several'
  /** source: COPY of an address */
  | 'copy-of-url'
  /** Nothing in a RUN */
  | 'nothing-to-run'
  /** text: the word after FROM or `--from` that names no image */
  | 'bad-reference'
  /** text, name: a FROM that names a stage in another letter case */
  | 'stage-in-other-case'
  /** stage, line: the source stage is defined below */
  | 'stage-below'
  /** stage, own, line: the same, and the stage below needs this one */
  | 'stages-need-each-other'
  /** text: a stage copies or mounts from itself */
  | 'stage-itself'
  /** number, last: COPY from a stage number that does not exist */
  | 'no-such-stage'
  /** written, value, expected: EXPOSE */
  | 'bad-port';

type Note = (code: RefusalCode, at: Span, data?: Readonly<Record<string, string>>) => void;

/** The refusals of a file, in order of place, one for each word. */
export const refusalsOf: (file: DockerfileModel) => readonly Refusal[] = memoized(readRefusals);

function readRefusals(file: DockerfileModel): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const noteIn =
    (later: boolean): Note =>
    (code, { start, end }, data = {}) =>
      refusals.push({ code, start, end, data, later });
  const note = noteIn(false);
  checkGlobalArgs(file, note);
  checkOrigins(file, note);
  const { text } = file.source;
  let question = text.indexOf('?');
  for (const stage of file.stages) {
    checkFrom(stage, note);
    for (const step of stage.steps) {
      // `${NAME:?}`
      if (question !== -1 && question < step.start) question = text.indexOf('?', step.start);
      if (step.start <= question && question < step.end) checkVariables(step, note);
      checkStep(step, note);
      const { instruction } = step;
      if (instruction.name === 'ONBUILD' && instruction.trigger)
        checkStep(inLaterBuild(step, instruction.trigger), noteIn(true));
    }
  }
  // If the words themselves are wrong, their meaning is unreliable.
  const { problems } = file.dockerfile;
  const meant = refusals.filter((refusal) => !overlapsAny(refusal, problems));
  return meant.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A trigger in the build on top, in which every variable may have another value. */
function inLaterBuild(step: Step, instruction: Instruction): Step {
  const value = (word: Fragment) =>
    hasVariable(word.text) ? unknownValue('base-image', word.text) : step.value(word);
  return { ...step, instruction, value };
}

// Variables that must have a value.

function checkGlobalArgs(file: DockerfileModel, note: Note): void {
  const { instructions } = file.dockerfile;
  const from = instructions.findIndex(({ name }) => name === 'FROM');
  const values = new Map<string, Value | undefined>();
  for (const instruction of instructions.slice(0, from === -1 ? instructions.length : from)) {
    if (instruction.name !== 'ARG') continue;
    for (const { name, value } of instruction.pairs) {
      const binding = file.globalArgs.get(name.text);
      const lookUp = (other: string) =>
        values.has(other) ? values.get(other) : other === name.text ? undefined : globalValue(other, NO_ARGS);
      if (value && isRefused(binding?.value))
        noteMissing(value, lex(value.text, file.dockerfile.escape), lookUp, note);
      values.set(name.text, binding?.value);
    }
  }
}

const NO_ARGS = new Map<string, never>();

/** Whether a value is unknown because BuildKit does not reach it. */
function isRefused(value: Value | undefined): boolean {
  return value?.parts.some((part) => typeof part !== 'string' && part.reason === 'unsupported') ?? false;
}

function checkVariables(step: Step, note: Note): void {
  const { instruction, before, stage } = step;
  const { escape } = stage.file.dockerfile;
  const lookUp = (name: string) => lookUpValue(before as EvaluatedState, name);
  if (instruction.name === 'ARG') {
    const after = stage.steps[step.index + 1]?.before ?? stage.atEnd;
    const values = new Map<string, Value>();
    for (const { name, value } of instruction.pairs) {
      const binding = after.variable(name.text);
      const lookUpHere = (other: string) => values.get(other) ?? lookUp(other);
      if (value && isRefused(binding?.value)) noteMissing(value, lex(value.text, escape), lookUpHere, note);
      if (binding) values.set(name.text, binding.value);
    }
    return;
  }
  for (const word of expandedWords(instruction).filter(mayRequireValue)) {
    if (noteMissing(word, lex(word.text, escape), lookUp, note)) return;
  }
  for (const body of expandedBodies(instruction).filter(mayRequireValue)) {
    if (noteMissing(body, lexBody(body.text), lookUp, note)) return;
  }
}

/** `${NAME:?}` */
function mayRequireValue({ text }: Fragment): boolean {
  return text.includes('?');
}

function noteMissing(
  word: Fragment,
  lexed: ReturnType<typeof lex>,
  lookUp: (name: string) => Value | undefined,
  note: Note,
): boolean {
  const missing = missingVariable(lexed, lookUp);
  if (!missing) return false;
  const place = slice(word, missing.from, missing.to);
  note(missing.empty ? 'empty-value' : 'missing-value', place, { variable: missing.name, text: place.text });
  return true;
}

// FROM.

function checkFrom(stage: Stage, note: Note): void {
  const { from, base, platform, file } = stage;
  const word = from.image;
  if (!word) return;
  const { escape } = file.dockerfile;
  const lookUp = (name: string) => globalValue(name, file.globalArgs);
  if (mayRequireValue(word) && noteMissing(word, lex(word.text, escape), lookUp, note)) return;
  if (platform && noteMissing(platform.word, lex(platform.word.text, escape), lookUp, note)) return;
  const text = platform && knownText(platform.value);
  const isDeclared = () => variablesOfFrom(stage).every(({ declared }) => declared);
  if (text !== undefined && readPlatform(text) === undefined && text !== '' && isDeclared()) {
    const expected = 'a platform such as `linux/amd64`';
    note('bad-value', platform!.word, { instruction: '`--platform`', value: text, expected });
  }
  if (base.kind === 'stage') {
    const name = nameAsWritten(stage);
    if (name !== undefined && name !== base.stage.name)
      note('stage-in-other-case', word, { text: name, name: base.stage.name! });
  }
  if (base.kind === 'invalid' && !hasVariable(word.text)) note('bad-reference', word, { text: base.text });
}

/** The value of a FROM, with its capitals. */
function nameAsWritten({ from, file }: Stage): string | undefined {
  const [value] = expandWords(from.image!, file.dockerfile.escape, (name) =>
    globalValue(name, file.globalArgs),
  );
  return value && knownText(value);
}

// Values.

function checkStep(step: Step, note: Note): void {
  const { instruction } = step;
  switch (instruction.name) {
    case 'RUN':
      if (instruction.json && instruction.args.length === 0) note('nothing-to-run', instruction.rest);
      for (const mount of instruction.mounts) checkMount(mount, step, note);
      break;
    case 'COPY':
    case 'ADD':
      checkFlag('chmod', unmetMode, step, note);
      if (instruction.name === 'ADD') checkChecksum(step, note);
      else checkNoUrls(step, instruction.sources, note);
      break;
    case 'VOLUME':
      for (const word of instruction.args)
        if (knownText(step.value(word)) === '') note('empty-volume', word, { written: word.text });
      break;
    case 'STOPSIGNAL':
      for (const word of instruction.args) checkValue(word, step, unmetSignal, 'STOPSIGNAL', note);
      break;
    case 'EXPOSE':
      for (const word of instruction.args) checkPorts(word, step, note);
      break;
  }
}

function checkFlag(name: string, unmet: (text: string) => string | undefined, step: Step, note: Note): void {
  const word = flagOf(step.instruction, name)?.value;
  if (word) checkValue(word, step, unmet, `\`--${name}\``, note);
}

function flagOf({ flags }: Instruction, name: string): Flag | undefined {
  return flags.find((flag) => flag.name === name);
}

function checkValue(
  word: Fragment,
  step: Step,
  unmet: (text: string) => string | undefined,
  instruction: string,
  note: Note,
): void {
  const value = knownText(step.value(word));
  const expected = value === undefined ? undefined : unmet(value);
  if (expected !== undefined) note('bad-value', word, { instruction, value: value!, expected });
}

function checkPorts(word: Fragment, step: Step, note: Note): void {
  const { escape } = step.stage.file.dockerfile;
  const lookUp = (name: string) => step.value(variable(word, name));
  for (const value of expandWords(word, escape, lookUp)) {
    const text = knownText(value);
    const expected = text === undefined ? undefined : unmetPort(text);
    if (expected !== undefined) note('bad-port', word, { value: text!, expected });
  }
}

/** A use of a variable, to look up its value. */
function variable(word: Fragment, name: string): Fragment {
  return { ...word, text: `\${${name}}` };
}

function checkChecksum(step: Step, note: Note): void {
  const { instruction } = step;
  if (instruction.name !== 'ADD') return;
  const flag = flagOf(instruction, 'checksum');
  const checksum = flag?.value && knownText(step.value(flag.value));
  if (!flag?.value || checksum === '') return;
  const { sources, heredocs } = instruction;
  if (sources.length + heredocs.length !== 1 || heredocs.length > 0) {
    note('checksum-of-several', flag);
    return;
  }
  const source = step.value(sources[0]!);
  const prefix = knownPrefix(source);
  const isKnown = knownText(source) !== undefined;
  if (isGitSource(knownText(source) ?? '')) return;
  if (isUrl(prefix)) {
    if (isKnown) checkValue(flag.value, step, unmetDigest, '`--checksum`', note);
  } else if (isKnown) note('checksum-of-file', flag, { source: sources[0]!.text });
}

function checkNoUrls(step: Step, sources: readonly Fragment[], note: Note): void {
  for (const word of sources) {
    const source = knownPrefix(step.value(word));
    if (isUrl(source) || isGitSource(source)) note('copy-of-url', word, { source: word.text });
  }
}

function checkMount(mount: Mount, step: Step, note: Note): void {
  checkMountValues(mount, step, note);
  const type = mountText(mount, step, 'type');
  if (type === undefined) return;
  if (type.toLowerCase() === 'secret') checkSecret(mount, step, note);
  else if (/^(?:bind|cache|tmpfs|)$/i.test(type))
    checkTarget(mount, type === '' ? 'bind' : type.toLowerCase(), step, note);
}

/** Values with variables; the others are checked when the file is read. */
function checkMountValues({ options }: Mount, step: Step, note: Note): void {
  for (const { key, value, bare, start, end } of options) {
    if (bare || !hasVariable(value.text)) continue;
    const text = knownText(step.value(value));
    const expected = text === undefined ? undefined : unmetMountValue(key, text);
    const instruction = `\`${key}\` of \`--mount\``;
    if (expected !== undefined) note('bad-value', { start, end }, { instruction, value: text!, expected });
  }
}

function checkSecret(mount: Mount, step: Step, note: Note): void {
  const id = mountText(mount, step, 'id');
  const source = mountText(mount, step, 'source', 'src');
  const target = mountText(mount, step, 'target', 'dst', 'destination');
  if (id === '' && source === '' && target === '') note('unnamed-secret', mount);
  else if (id && source) note('secret-named-twice', mountOption(mount, 'source', 'src') ?? mount);
}

function checkTarget(mount: Mount, type: string, step: Step, note: Note): void {
  const option = mountOption(mount, 'target', 'dst', 'destination');
  const path = option ? step.value(option.value) : knownValue('');
  const text = knownText(path);
  const { workdir } = step.before;
  const place = knownText(resolveValue(workdir, path));
  if (option && text !== '') {
    // An absolute path is not normalized: `/a/..` passes.
    if (place === '/' && (text === '/' || !text?.startsWith('/'))) note('mount-on-root', option, { type });
  } else if (place === '/' || isOfBase(workdir)) note('mount-without-target', option ?? mount, { type });
}

/** Whether the working directory is that of an unknown base: `/`, unless the base sets one. */
function isOfBase({ parts: [part, ...others] }: Value): boolean {
  return (
    others.length === 0 && typeof part === 'object' && part.reason === 'base-image' && part.name === 'WORKDIR'
  );
}

function mountOption({ options }: Mount, ...keys: readonly string[]): MountOption | undefined {
  return options.findLast(({ key }) => keys.includes(key));
}

/** The value of an option, `''` without one. */
function mountText(mount: Mount, step: Step, ...keys: readonly string[]): string | undefined {
  const option = mountOption(mount, ...keys);
  return option ? knownText(step.value(option.value)) : '';
}

// The sources of COPY and mounts.

/** A `--from` and the stage that it names, wherever that is. */
interface Origin {
  readonly word: Fragment;
  readonly text: string;
  /** It is a number, and not the name of an image. */
  readonly numbered: boolean;
  readonly stage: Stage | undefined;
}

type Origins = ReadonlyMap<Stage, readonly Origin[]>;

/** With more stages below the one that needs them, mutual needs are not checked: that takes too long. */
const MOST_BELOW = 100;

function originsOf({ stages }: DockerfileModel): Origins {
  // The last one, if several have the name.
  const named = new Map(stages.map((stage) => [stage.name, stage]));
  const originOf = (word: Fragment | undefined, step: Step, mayBeNumber: boolean): readonly Origin[] => {
    const text = word && knownText(step.value(word));
    if (!word || text === undefined || text === '') return [];
    const numbered = mayBeNumber && STAGE_NUMBER.test(text);
    return [
      {
        word,
        text,
        numbered,
        stage: named.get(text.toLowerCase()) ?? (numbered ? stages[Number(text)] : undefined),
      },
    ];
  };
  const inStep = (step: Step): readonly Origin[] => {
    const { instruction } = step;
    if (instruction.name === 'COPY') return originOf(flagOf(instruction, 'from')?.value, step, true);
    if (instruction.name !== 'RUN') return [];
    return instruction.mounts.flatMap((mount) => originOf(mountOption(mount, 'from')?.value, step, false));
  };
  return new Map(stages.map((stage) => [stage, stage.steps.flatMap(inStep)]));
}

function checkOrigins(file: DockerfileModel, note: Note): void {
  const origins = originsOf(file);
  const count = file.stages.length;
  let below = 0;
  for (const [own, found] of origins)
    for (const { word, text, numbered, stage } of found) {
      if (stage === own) note('stage-itself', word, { text });
      else if (stage && stage.index > own.index) {
        const data = { stage: text, line: String(positionAt(file.source, stage.start).line) };
        if (++below <= MOST_BELOW && needs(stage, own, origins))
          note('stages-need-each-other', word, { ...data, own: own.name ?? String(own.index) });
        else note('stage-below', word, data);
      } else if (!stage && numbered) note('no-such-stage', word, { number: text, last: String(count - 1) });
      else if (!stage && !isImageReference(text) && !isImageInUpperCase(text))
        note('bad-reference', word, { text });
    }
}

/** Whether a stage cannot be built before another one. */
function needs(stage: Stage, other: Stage, origins: Origins): boolean {
  const seen = new Set<Stage>();
  const waiting: (Stage | undefined)[] = [stage];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next === other) return true;
    if (!next || seen.has(next)) continue;
    seen.add(next);
    waiting.push(next.parent, ...origins.get(next)!.map((origin) => origin.stage));
  }
  return false;
}
