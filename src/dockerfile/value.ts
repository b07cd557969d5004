/**
 * What a word stands for once its variables are put in. A value is known, unknown (with the reason), or partly known:
 * `/var/${DIR}/model` begins with `/var/` whatever `DIR` is.
 */
export interface Value {
  /** Known text and unknown parts in turn. A known value has one text or none (the empty text). */
  readonly parts: readonly (string | Unknown)[];
}

/** A part of a value that the file does not tell. */
export interface Unknown {
  readonly reason: UnknownReason;
  /** The variable, or the template text. */
  readonly name: string;
}

export type UnknownReason =
  /** An ARG without a default, and no `--build-arg` given. */
  | 'unset-arg'
  /** A variable that this file does not set and the base image may. */
  | 'base-image'
  /** A platform argument such as TARGETARCH, known only to the build. */
  | 'platform'
  /** `{{…}}`, put in by a pipeline before the build. */
  | 'template'
  /** An expansion that BuildKit refuses: a quote or `${…}` that it cannot read, or `${x:?…}` without `x`. */
  | 'unsupported'
  /** Put together from variables, it grew beyond the length that is followed up. */
  | 'too-long';

/** The value of a text that is known. */
export function knownValue(text: string): Value {
  return { parts: text === '' ? [] : [text] };
}

/** A value of which nothing is known. */
export function unknownValue(reason: UnknownReason, name: string): Value {
  return { parts: [{ reason, name }] };
}

/** Values one after the other. */
export function joinValues(values: readonly Value[]): Value {
  const parts: (string | Unknown)[] = [];
  for (const part of values.flatMap((value) => value.parts)) {
    const last = parts[parts.length - 1];
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return { parts };
}

/** The text, when all of it is known. */
export function knownText(value: Value): string | undefined {
  if (value.parts.length === 0) return '';
  const [first] = value.parts;
  return value.parts.length === 1 && typeof first === 'string' ? first : undefined;
}

/** The text up to the first unknown part. */
export function knownPrefix(value: Value): string {
  const [first] = value.parts;
  return typeof first === 'string' ? first : '';
}

/** The unknown parts in order. */
export function unknownParts(value: Value): readonly Unknown[] {
  return value.parts.filter((part) => typeof part !== 'string');
}
