/** The Dockerfiles on a rule's page: those below `## Bad`, `## Good` and `## Fixed`. */
import { type Marker, readMarkers } from './markers.ts';

/** One fenced Dockerfile of a page. */
export interface Example {
  readonly kind: 'bad' | 'good' | 'fixed';
  /** Line of the page, from 1, where the fence opens. */
  readonly line: number;
  readonly text: string;
  readonly markers: readonly Marker[];
  /** For `fixed`: the bad example that it is made from. */
  readonly before?: string;
  /** What stands behind `dockerfile` on the fence, as JSON: `{"now": "2026-11-01", "options": {…}}`. */
  readonly settings: ExampleSettings;
}

export interface ExampleSettings {
  readonly options?: unknown;
  readonly now?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
}

const FENCE = /^```dockerfile[ \t]*(.*)$/;
const KINDS: Readonly<Record<string, Example['kind']>> = { Bad: 'bad', Good: 'good', Fixed: 'fixed' };

/**
 * Reads the examples of a page. The n-th example below `## Fixed` is made from the n-th below `## Bad`, with the same
 * settings.
 */
export function examplesOf(page: string): readonly Example[] {
  const examples: Example[] = [];
  let kind: Example['kind'] | undefined;
  const lines = page.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const heading = /^## (.*)$/.exec(lines[at]!);
    if (heading) kind = KINDS[heading[1]!];
    const fence = FENCE.exec(lines[at]!);
    if (!fence) continue;
    const end = lines.indexOf('```', at);
    if (kind) examples.push(exampleOf(kind, at + 1, lines.slice(at + 1, end), fence[1]!, examples));
    at = end;
  }
  return examples;
}

function exampleOf(
  kind: Example['kind'],
  line: number,
  lines: readonly string[],
  settings: string,
  earlier: readonly Example[],
): Example {
  const own = settings === '' ? {} : (JSON.parse(settings) as ExampleSettings);
  const example = { kind, line, ...readMarkers(`${lines.join('\n')}\n`), settings: own };
  if (kind !== 'fixed') return example;
  const nth = earlier.filter((one) => one.kind === 'fixed').length;
  const bad = earlier.filter((one) => one.kind === 'bad')[nth];
  if (!bad)
    throw new Error(`line ${line}: there is no example below "## Bad" that this is the fixed form of`);
  return { ...example, before: bad.text, settings: bad.settings };
}
