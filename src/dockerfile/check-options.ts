/** What the directive `check`, or such a comment, says: `skip=A,B;error=true;experimental=C`. */

/** The checks of a list; `all` alone means every one. */
export type CheckList = 'all' | ReadonlySet<string>;

export interface CheckOptions {
  readonly skip: CheckList;
  readonly experimental: CheckList;
}

/** What is wrong with an option, with what is expected in its place. */
interface WrongCheckOption {
  readonly option: string;
  readonly expected: string;
}

const NONE: CheckList = new Set();
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/** What was read; BuildKit takes nothing of it if anything is wrong. */
export interface ReadCheckOptions extends CheckOptions {
  readonly wrong: readonly WrongCheckOption[];
}

/** Reads options: at most three, the third takes the rest. */
export function readCheckOptions(value: string): ReadCheckOptions {
  const lists: Record<string, CheckList> = {};
  const wrong: WrongCheckOption[] = [];
  for (const option of splitAtMost(value, ';', 3)) {
    const [key, setting] = splitAtMost(option, '=', 2);
    if (setting === undefined || (key !== 'skip' && key !== 'error' && key !== 'experimental')) {
      wrong.push({ option, expected: '`skip=`, `error=` or `experimental=`' });
    } else if (key !== 'error') {
      lists[key] = setting === 'all' ? 'all' : new Set(setting.split(',').map((name) => name.trim()));
    } else if (!BOOLEAN.test(setting)) {
      wrong.push({ option, expected: '`error=true` or `error=false`' });
    }
  }
  return { skip: lists.skip ?? NONE, experimental: lists.experimental ?? NONE, wrong };
}

/** Whether a list names a check. */
export function listsCheck(list: CheckList, check: string): boolean {
  return list === 'all' || list.has(check);
}

/** The value of a directive or a comment up to the first blank, where BuildKit stops to read it. */
export function upToBlank(value: string): string {
  return value.split(' ', 1)[0]!;
}

/** Splits into no more than `count` parts; the last one keeps the separators that it holds. */
function splitAtMost(text: string, separator: string, count: number): readonly string[] {
  const parts = text.split(separator);
  return parts.length <= count
    ? parts
    : [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}
