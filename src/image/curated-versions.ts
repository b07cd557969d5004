/**
 * The versions of Azure ML's curated environments, each with its day and what is certain about its Ubuntu, Python and
 * CUDA.
 *
 * `curated-versions.json` holds one line for each environment, which is parsed only when it is needed. For example,
 *
 *     1:2024-02-23 u20.04 p3.10 c12.1 +14 +7 u22.04 c
 *
 * is version 1 with its day, followed by versions 2 and 3, each with the number of days since the version before it
 * (`+-4` for an earlier day). Version 3 has another Ubuntu; `c` without a number means unknown. A value applies until
 * the next one. scripts/curated-versions.mjs makes the file.
 */
import data from './curated-versions.json' with { type: 'json' };

export interface CuratedVersion {
  readonly number: number;
  /** The day of the release, `YYYY-MM-DD`. */
  readonly released: string;
  readonly ubuntu: string | undefined;
  readonly python: string | undefined;
  readonly cuda: string | undefined;
}

const FACTS = { u: 'ubuntu', p: 'python', c: 'cuda' } as const;
const DAY_MS = 86_400_000;

/**
 * A version of a curated environment; `undefined` when it is not known.
 *
 * @param environment its name, `acpt-pytorch-2.2-cuda12.1`
 */
export function curatedVersion(environment: string, number: number): CuratedVersion | undefined {
  return curatedVersions(environment).find((version) => version.number === number);
}

/** All versions of a curated environment, oldest first; empty for an unknown environment. */
export function curatedVersions(environment: string): readonly CuratedVersion[] {
  const lines: Readonly<Record<string, string>> = data.environments;
  return versionsIn(Object.hasOwn(lines, environment) ? lines[environment]! : '');
}

function versionsIn(line: string): readonly CuratedVersion[] {
  const versions: CuratedVersion[] = [];
  for (const word of line.split(' ')) {
    const last = versions.at(-1);
    const fact = FACTS[word[0] as keyof typeof FACTS];
    if (last && fact) versions[versions.length - 1] = { ...last, [fact]: word.slice(1) || undefined };
    else if (last && word.startsWith('+')) {
      versions.push({
        ...last,
        number: last.number + 1,
        released: daysAfter(last.released, Number(word.slice(1))),
      });
    } else if (word !== '') {
      const [number = '', released = ''] = word.split(':');
      const { ubuntu, python, cuda } = last ?? {};
      versions.push({ number: Number(number), released, ubuntu, python, cuda });
    }
  }
  return versions;
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
