import { kinds } from '../kinds/index.ts';
import type { CaseSettings, InvalidCase, InvalidProject, ValidCase, ValidProject } from './cases.ts';

/** The cases on a page. */
export interface PageCases<Options> {
  readonly valid: readonly (ValidCase<Options> | ValidProject<Options>)[];
  readonly invalid: readonly (InvalidCase<Options> | InvalidProject<Options>)[];
}

/** A fenced Dockerfile of a page, or several fences with the files of a project. */
interface Example {
  readonly kind: Kind;
  /** `line 12`: its place on the page. */
  readonly name: string;
  /** Unchanged, with its marks; of a project, the files by path. */
  readonly shown: string | Readonly<Record<string, string>>;
  /** The text after `dockerfile` on the fence, as JSON: `{"now": "2026-11-01", "options": {…}}`. */
  readonly settings: FenceSettings | undefined;
}

/** The settings of a case; below Cured, also the number of its example below Bad. */
interface FenceSettings extends CaseSettings<unknown> {
  readonly of?: number;
}

type Kind = 'bad' | 'good' | 'fixed' | 'cured';

const FENCE = new RegExp(
  `^\`\`\`(?:${kinds.map(({ language }) => language).join('|')})(?![^ \\t{])[ \\t]*(.*)$`,
);
/** A fence with a path after its language: a file of a project. */
const FILE_FENCE = /^```[a-z]+[ \t]+([^\s{]+)[ \t]*(.*)$/;
const KINDS: Readonly<Record<string, Kind>> = { Bad: 'bad', Good: 'good', Fixed: 'fixed', Cured: 'cured' };

/**
 * The cases on the page of a rule: the fenced Dockerfiles below its headings `## Bad`, `## Good`, `## Fixed` and
 * `## Cured`. Fences with a path after their language, one directly after the other, are the files of a project; below Fixed and
 * Cured only those that change. The n-th below Fixed is made from the n-th below Bad, with the same settings; others need not show what
 * becomes of them. So is the n-th below Cured, by somebody who does what the messages say; with `{"of": 3}` on its
 * fence it comes of the third below Bad.
 *
 * @param page the text of the page, in Markdown
 * @throws for a fence that is not closed, or that has no counterpart
 *
 * @example
 * testRule(noCurl, casesOf(readFileSync('rules/no-curl.md', 'utf8')), { describe, it });
 */
export function casesOf<Options>(page: string): PageCases<Options> {
  const examples = examplesOf(page);
  const of = (kind: Kind) => examples.filter((example) => example.kind === kind);
  const caseOf = ({ name, shown, settings }: Example) => ({
    name,
    ...(typeof shown === 'string' ? { text: shown } : { project: shown }),
    ...(settings as CaseSettings<Options>),
  });
  const fixed = of('fixed');
  const bad = of('bad');
  for (const [index, { name, settings }] of fixed.entries()) {
    if (!bad[index])
      throw new Error(`${name}: there is no example below "## Bad" that this is the fixed form of`);
    if (settings) throw new Error(`${name}: the settings are those of the example below "## Bad"`);
  }
  const cured = curesOf(of('cured'), bad.length);
  return {
    valid: of('good').map((example) => caseOf(example) as ValidCase<Options>),
    invalid: bad.map((example, index) => {
      const after = fixed[index]?.shown;
      const cure = cured.get(index);
      return {
        ...caseOf(example),
        ...(fixed.length > 0 && { fixed: after ?? false }),
        ...(cure !== undefined && { cured: cure }),
      } as InvalidCase<Options>;
    }),
  };
}

/** The texts below Cured, by the index of their example below Bad. */
function curesOf(examples: readonly Example[], count: number): ReadonlyMap<number, Example['shown']> {
  const cures = new Map<number, Example['shown']>();
  for (const [place, { name, shown, settings = {} }] of examples.entries()) {
    const { of = place + 1, ...others } = settings;
    if (Object.keys(others).length > 0)
      throw new Error(`${name}: the settings are those of the example below "## Bad"`);
    if (!(of >= 1 && of <= count))
      throw new Error(`${name}: there is no example below "## Bad" that this is the cured form of`);
    if (cures.has(of - 1)) throw new Error(`${name}: this is the second cured form of the same example`);
    cures.set(of - 1, shown);
  }
  return cures;
}

function examplesOf(page: string): readonly Example[] {
  const examples: Example[] = [];
  let kind: Kind | undefined;
  /** The project that the next file belongs to. */
  let project: Record<string, string> | undefined;
  const lines = page.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const heading = /^## (.*)$/.exec(lines[at]!);
    if (heading) kind = KINDS[heading[1]!];
    const ofProject = FILE_FENCE.exec(lines[at]!);
    const fence = ofProject ?? FENCE.exec(lines[at]!);
    if (!fence) {
      if (lines[at]!.trim() !== '') project = undefined;
      continue;
    }
    const name = `line ${at + 1}`;
    const end = lines.indexOf('```', at);
    if (end === -1) throw new Error(`${name}: the fence is not closed`);
    const text = lines
      .slice(at + 1, end)
      .map((line) => `${line}\n`)
      .join('');
    at = end;
    if (!kind) continue;
    const settings = settingsOn(ofProject?.[2] ?? fence[1]!, name);
    const path = ofProject?.[1];
    if (path === undefined) examples.push({ kind, name, shown: text, settings });
    else if (project && !Object.hasOwn(project, path)) project[path] = text;
    else {
      project = { [path]: text };
      examples.push({ kind, name, shown: project, settings });
      continue;
    }
    if (path === undefined) project = undefined;
  }
  return examples;
}

function settingsOn(fence: string, name: string): FenceSettings | undefined {
  if (fence === '') return undefined;
  try {
    return JSON.parse(fence);
  } catch {
    throw new Error(`${name}: what follows \`dockerfile\` is not JSON: ${fence}`);
  }
}
