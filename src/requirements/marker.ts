/** Conditions of Python requirements: `python_version < "3.9" and sys_platform == "linux"`. Source: PEP 508. */
import { compareVersions, releaseOf } from '../image/version-range.ts';

/** What is the same in every image: Linux, CPython, and no extra of a package. */
const LINUX: Readonly<Record<string, string>> = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_system: 'Linux',
  platform_python_implementation: 'CPython',
  implementation_name: 'cpython',
  extra: '',
};

type Token = { readonly value: string | undefined; readonly isVersion?: boolean } | string;

/**
 * Whether a condition holds in an image; `undefined` if that is not known, or it cannot be read.
 *
 * @param python the Python of the environment, as `3.12`
 */
export function holdsIn(marker: string, python: string | undefined): boolean | undefined {
  const tokens = tokensOf(marker, python);
  const reader = { tokens, at: 0 };
  const result = tokens && anyOf(reader as Reader);
  return reader.at === tokens?.length ? result : undefined;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

const TOKEN =
  /\s*(?:(['"])(?<text>.*?)\1|(?<word>[A-Za-z_.]\w*(?:\.\w+)*)|(?<operator>===?|~=|!=|<=?|>=?|[()]))\s*/gsy;

function tokensOf(marker: string, python: string | undefined): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of marker.matchAll(TOKEN)) {
    const { text, word, operator } = match.groups!;
    end = match.index + match[0].length;
    if (text !== undefined) tokens.push({ value: text });
    else if (operator !== undefined || /^(?:and|or|not|in)$/.test(word!)) tokens.push(operator ?? word!);
    else if (word === 'python_version') tokens.push({ value: python, isVersion: true });
    else tokens.push({ value: LINUX[word!.replace(/^os\.name$/, 'os_name').replaceAll('.', '_')] });
  }
  return end === marker.length ? tokens : undefined;
}

/** The longest nesting that is read. */
const MOST_TOKENS = 200;

function anyOf(reader: Reader): boolean | undefined {
  if (reader.tokens.length > MOST_TOKENS) return undefined;
  let result = allOf(reader);
  while (reader.tokens[reader.at] === 'or') {
    reader.at++;
    const other = allOf(reader);
    result = result === true || other === true ? true : result === false ? other : undefined;
  }
  return result;
}

function allOf(reader: Reader): boolean | undefined {
  let result = comparison(reader);
  while (reader.tokens[reader.at] === 'and') {
    reader.at++;
    const other = comparison(reader);
    result = result === false || other === false ? false : result === true ? other : undefined;
  }
  return result;
}

function comparison(reader: Reader): boolean | undefined {
  const { tokens } = reader;
  const left = tokens[reader.at++];
  if (left === '(') {
    const result = anyOf(reader);
    return tokens[reader.at++] === ')' ? result : undefined;
  }
  let operator = tokens[reader.at++];
  if (operator === 'not' && tokens[reader.at] === 'in') operator = `not ${String(tokens[reader.at++])}`;
  const right = tokens[reader.at++];
  if (typeof left !== 'object' || typeof right !== 'object' || typeof operator !== 'string') return undefined;
  if (left.value === undefined || right.value === undefined) return undefined;
  return left.isVersion || right.isVersion
    ? compared(left.value, operator, right.value)
    : related(left.value, operator, right.value);
}

function related(left: string, operator: string, right: string): boolean | undefined {
  if (operator === '==' || operator === '===') return left === right;
  if (operator === '!=') return left !== right;
  if (operator === 'in') return right.includes(left);
  return operator === 'not in' ? !right.includes(left) : undefined;
}

function compared(left: string, operator: string, right: string): boolean | undefined {
  const isPrefix = right.endsWith('.*');
  const [one, other] = [releaseOf(left), releaseOf(right)];
  if (!one || !other) return undefined;
  const order = compareVersions(isPrefix ? one.slice(0, other.length) : one, other);
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return undefined;
  }
}
