import { knownText, type Value } from '../dockerfile/value.ts';
import type { Fragment } from '../text/fragment.ts';
import { baseName, resolvePath } from '../text/paths.ts';
import { imageNamed } from './base.ts';
import type {
  CompleteCopy,
  CopiedContent,
  CopiedSource,
  CopyOrigin,
  CopyStep,
  Stage,
  Step,
} from './model.ts';
import { ReadStep, type StepPlace } from './step.ts';
import { resolveValue } from './workdir.ts';

/** What COPY takes as the number of a stage. */
export const STAGE_NUMBER = /^[+-]?\d+$/;

/** The stages that a `--from` can name. */
export interface KnownStages {
  readonly stages: readonly Stage[];
  readonly named: ReadonlyMap<string, Stage>;
  /** The names of all stages of the file, including later ones, in lower case. */
  readonly stageNames: ReadonlySet<string>;
}

/** A COPY or ADD. */
export class ReadCopy extends ReadStep<CompleteCopy> implements CopyStep {
  readonly sources: readonly CopiedSource[];
  readonly destination: Value;
  readonly intoDirectory: boolean;
  readonly from: CopyOrigin | undefined;
  #content: CopiedContent | undefined;
  #destinationPaths: readonly string[] | undefined;

  constructor(instruction: CompleteCopy, place: StepPlace, known: KnownStages) {
    super(instruction, place);
    const { sources, destination, heredocs, flags } = instruction;
    const flag = flags.find(({ name }) => name === 'from');
    const target = this.value(destination);
    this.sources = sources.map((word) => ({ word, value: this.value(word) }));
    this.destination = resolveValue(this.before.workdir, target);
    this.intoDirectory = sources.length + heredocs.length > 1 || endsLikeDirectory(target);
    this.from = flag?.value && copyOrigin(flag.value, this, known, true);
  }

  get content(): CopiedContent {
    this.#content ??= contentOf(this);
    return this.#content;
  }

  get destinationPaths(): readonly string[] {
    this.#destinationPaths ??= filledPaths(this);
    return this.#destinationPaths;
  }
}

/** A COPY or ADD as text, with its flags, but with only some of its sources and another destination. */
export function rewrittenCopy(copy: CopyStep, sources: readonly CopiedSource[], target: string): string {
  const { instruction, stage } = copy;
  const flags = instruction.flags.map(({ start, end }) => stage.file.source.text.slice(start, end));
  return [instruction.name, ...flags, ...sources.map(({ word }) => word.text), target].join(' ');
}

function contentOf({ sources, instruction: { flags, heredocs } }: CopyStep): CopiedContent {
  const files = flags.some(({ name }) => name === 'parents') ? [] : sources.filter(isSingleFile);
  const names = [
    ...files.map(({ value }) => baseName(knownText(value)!)),
    ...heredocs.map(({ name }) => name),
  ];
  return { names, isTree: files.length < sources.length };
}

/** The places that a COPY fills; also for one that is assumed to copy into a directory. */
export function filledPaths({
  destination,
  intoDirectory,
  content,
}: Pick<CopyStep, 'destination' | 'intoDirectory' | 'content'>): readonly string[] {
  const path = knownText(destination);
  if (path === undefined) return [];
  const { names, isTree } = content;
  return intoDirectory && !isTree && names.length > 0 ? names.map((name) => resolvePath(path, name)) : [path];
}

/** Extensions of files, never of directories, that ADD does not unpack. */
const FILE_ENDINGS =
  /\.(?:py|pyi|ipynb|txt|md|rst|ya?ml|json|toml|cfg|ini|conf|env|sh|bash|list|sources|gpg|asc|deb|rpm|sql|csv|r|js|ts|html|css|jar|whl|so|pem|crt|key|onnx|pkl|pickle|joblib|pt|pth|h5|hdf5|keras|tflite|pb|safetensors|gguf|ckpt|mar|cbm|bst|ubj|pmml)$/i;

/** Whether a source is certainly a single file, judging by its name. */
export function isSingleFile({ value }: CopiedSource): boolean {
  const name = knownText(value);
  return name !== undefined && FILE_ENDINGS.test(name) && !/[*?[]/.test(name);
}

function endsLikeDirectory(target: Value): boolean {
  const last = target.parts[target.parts.length - 1];
  return typeof last === 'string' && /(?:^|\/)\.{0,2}$/.test(last);
}

/**
 * What a `--from` names: an earlier stage by name or number, an image, or something that only the build knows.
 *
 * @param numbered whether a number means a stage, as in COPY; a mount takes it as the name of an image
 */
export function copyOrigin(
  word: Fragment,
  step: Step,
  { stages, named, stageNames }: KnownStages,
  numbered: boolean,
): CopyOrigin {
  const value = step.value(word);
  const text = knownText(value) ?? '';
  const name = text.toLowerCase();
  const isNumber = numbered && STAGE_NUMBER.test(text);
  const stage = named.get(name) ?? (isNumber ? stages[Number(text)] : undefined);
  if (stage && stage.index < step.stage.index) return { kind: 'stage', word, stage };
  const base = isNumber || stageNames.has(name) ? undefined : imageNamed(word, value);
  return base ? { kind: 'image', word, base } : { kind: 'other', word, value };
}
