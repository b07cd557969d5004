/**
 * The value of a word after its variables are expanded. A value is known, unknown (with the reason), or partly known:
 * `/var/${DIR}/model` begins with `/var/` whatever `DIR` is.
 */
export interface Value {
  /** Known texts and unknown parts in order. A known value has one text, or none if it is empty. */
  readonly parts: readonly (string | Unknown)[];
}

/** A part of a value that the file does not determine. */
export interface Unknown {
  readonly reason: UnknownReason;
  /** The variable, or the template text. */
  readonly name: string;
}

export type UnknownReason =
  /** An ARG without a default, when no `--build-arg` is given. */
  | 'unset-arg'
  /** A variable that this file does not set, but the base image may. */
  | 'base-image'
  /** A platform argument such as TARGETARCH, known only to the build. */
  | 'platform'
  /** `{{…}}`, filled in by a pipeline before the build. */
  | 'template'
  /** An expansion that BuildKit refuses: a quote or `${…}` that it cannot read, or `${x:?…}` without `x`. */
  | 'unsupported'
  /** Built from variables, it grew beyond the length that is followed. */
  | 'too-long';

/** The value of a text that is known. */
export function knownValue(text: string): Value {
  return { parts: text === '' ? [] : [text] };
}

/** A value of which nothing is known. */
export function unknownValue(reason: UnknownReason, name: string): Value {
  return { parts: [{ reason, name }] };
}

/** Joins values, one after the other. */
export function joinValues(values: readonly Value[]): Value {
  const parts: (string | Unknown)[] = [];
  for (const part of values.flatMap((value) => value.parts)) {
    const last = parts[parts.length - 1];
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return { parts };
}

/**
 * The text, when all of it is known.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nENV A=/opt\nARG B\nRUN make\n').runs;
 * knownText(run!.before.variable('A')!.value); // => '/opt'
 * knownText(run!.before.variable('B')!.value); // => undefined
 */
export function knownText(value: Value): string | undefined {
  if (value.parts.length === 0) return '';
  const [first] = value.parts;
  return value.parts.length === 1 && typeof first === 'string' ? first : undefined;
}

/**
 * The text up to the first unknown part.
 *
 * @example
 * const [copy] = readDockerfile('FROM ubuntu\nARG NAME\nCOPY a /opt/$NAME/b\n').copies;
 * knownPrefix(copy!.destination); // => '/opt/'
 */
export function knownPrefix(value: Value): string {
  const [first] = value.parts;
  return typeof first === 'string' ? first : '';
}

/**
 * The unknown parts in order.
 *
 * @example
 * const [copy] = readDockerfile('FROM ubuntu\nARG NAME\nCOPY a /opt/$NAME/b\n').copies;
 * unknownParts(copy!.destination); // => [{ reason: 'unset-arg', name: 'NAME' }]
 */
export function unknownParts(value: Value): readonly Unknown[] {
  return value.parts.filter((part) => typeof part !== 'string');
}
