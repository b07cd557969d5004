/** What is in the playground: the files, the configuration, and what else decides the findings. */
export interface PlaygroundState {
  /** Path and text of each file, in the order of their tabs. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** The configuration, as in `.azml-lint.yaml`. */
  readonly config: string;
  /** The day to judge ages by, `YYYY-MM-DD`; empty: the day of the image catalog. */
  readonly now: string;
  /** The files are all that there is, so that what is not among them is missing. */
  readonly whole: boolean;
}

const version = '1.';
/** More than any Dockerfile that somebody shares; a hash that unpacks to more is none of ours. */
const mostCharacters = 300_000;
const mostBytes = mostCharacters * 3;
const mostFiles = 40;
const mostInPath = 200;

/** The address of a state, after the `#`. Long texts are long addresses; too long ones have none that could be opened. */
export async function hashOf(state: PlaygroundState): Promise<string | undefined> {
  const { files, config, now, whole } = state;
  const value = [files, config, now, whole];
  if (checked(value) === undefined) return undefined;
  const text = new Blob([JSON.stringify(value)]);
  if (text.size > mostBytes) return undefined;
  const packed = await through(text.stream().pipeThrough(new CompressionStream('deflate-raw')));
  let bytes = '';
  for (const byte of packed!) bytes += String.fromCharCode(byte);
  const hash = version + btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return hash.length > mostCharacters ? undefined : hash;
}

/** The state of an address; `undefined` for whatever does not come of `hashOf`. Never throws. */
export async function stateOf(hash: string): Promise<PlaygroundState | undefined> {
  if (!hash.startsWith(version) || hash.length > mostCharacters) return undefined;
  try {
    const text = atob(hash.slice(version.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const unpacked = await through(stream, mostBytes);
    return unpacked && checked(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpacked)));
  } catch {
    return undefined;
  }
}

/** A value that came from outside as a state, if it is one. */
export function checked(value: unknown): PlaygroundState | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  const [files, config, now, whole] = value as unknown[];
  const isState =
    Array.isArray(files) &&
    files.length > 0 &&
    files.length <= mostFiles &&
    files.every(isFile) &&
    new Set(files.map(([path]) => path)).size === files.length &&
    typeof config === 'string' &&
    typeof now === 'string' &&
    /^(?:\d{4}-\d\d-\d\d)?$/.test(now) &&
    typeof whole === 'boolean';
  if (!isState) return undefined;
  const size = files.reduce((sum, [, text]) => sum + text.length, config.length);
  return size > mostCharacters ? undefined : { files, config, now, whole };
}

function isFile(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && isPath(value[0]) && typeof value[1] === 'string';
}

/** Whether a text can be the path of a file: relative, with forward slashes, leading nowhere else. */
export function isPath(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= mostInPath &&
    !/[\u0000-\u001f\u007f-\u009f\\\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(value) &&
    value.split('/').every((name) => !['', '.', '..', '__proto__'].includes(name))
  );
}

/** All bytes of a stream; `undefined` if there are more than allowed. */
async function through(stream: ReadableStream<Uint8Array>, most = Infinity): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
