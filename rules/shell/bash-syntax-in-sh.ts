import { type BashFeature, defineRule, type RunStep } from 'azml-lint';
import { bashSyntaxInDash, type DashTrouble } from 'azml-lint/facts';

/** What dash does with each, and what it understands. Tried with dash 0.5.12; see test/dash.test.ts. */
const FEATURES: Readonly<Record<BashFeature, readonly [effect: string, instead: string]>> = {
  '[[': ['looks for a program of that name and does not find it', '`[ … ]`, with `=` between texts'],
  '==': ['ends `[` with the error "unexpected operator"', '`=`'],
  '((': ['takes it for a subshell in a subshell', '`$((…))`, as in `i=$((i + 1))`'],
  'brace expansion': ['leaves it as it is: one word with braces in it', 'each word in full'],
  array: ['stops with a syntax error', 'single variables, or `set -- a b` and `"$@"`'],
  '+=': ['looks for a program of that name and does not find it', '`name="${name}…"`'],
  source: ['looks for a program of that name and does not find it', '`.`'],
  function: ['stops with a syntax error', '`name() { …; }`'],
  'process substitution': ['stops with a syntax error', 'a file or a pipe'],
  'here-string': ['stops with a syntax error', "`printf '%s\\n' … |`"],
  '&>': [
    'runs the command in the background and empties the file, or stops with a syntax error',
    '`>file 2>&1`',
  ],
  '|&': ['stops with a syntax error', '`2>&1 |`'],
  "$'…'": ['prints the `$` and leaves the escapes as they are', '`"$(printf …)"`'],
  'substitution in ${…}': ['stops with "Bad substitution"', '`sed`, or `${name#…}` and `${name%…}`'],
  select: ['stops with a syntax error', '`for`'],
  coproc: ['looks for a program of that name and does not find it', '`&` and a named pipe'],
  pipefail: ['stops with "Illegal option -o pipefail"', 'the commands without a pipe'],
  builtin: ['looks for a program of that name and does not find it', 'what sh has'],
  'echo -e': ['prints it, as the first word of the text', '`printf`'],
};

export default defineRule({
  id: 'shell/bash-syntax-in-sh',
  title: 'A script for sh uses what only bash has',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    bash:
      'Only bash knows `{syntax}`; `/bin/sh` of this image is dash, which {effect}. Write {instead}, or ' +
      '`SHELL ["/bin/bash", "-c"]` above this RUN.',
    nested:
      'Only bash knows `{syntax}`; `sh` of this image is dash, which {effect}. Write {instead}, or call `bash` in place of `sh`.',
    again: 'here as well',
  },
  check({ file, report }) {
    for (const [first, ...others] of byFeature(bashSyntaxInDash(file))) {
      const { what, start, end } = first!.syntax;
      const [effect, instead] = FEATURES[what];
      report({
        at: first!.syntax,
        message: first!.syntax.nested ? 'nested' : 'bash',
        data: { syntax: file.source.text.slice(start, end), effect, instead },
        related: others.map(({ syntax }) => ({ at: syntax, message: 'again' as const })),
      });
    }
  },
});

/** The uses of each feature in each RUN. */
function byFeature(troubles: readonly DashTrouble[]): readonly (readonly DashTrouble[])[] {
  const groups = new Map<RunStep, Map<BashFeature, DashTrouble[]>>();
  for (const trouble of troubles) {
    const ofRun = groups.get(trouble.run) ?? new Map<BashFeature, DashTrouble[]>();
    groups.set(trouble.run, ofRun);
    ofRun.set(trouble.syntax.what, [...(ofRun.get(trouble.syntax.what) ?? []), trouble]);
  }
  return [...groups.values()].flatMap((ofRun) => [...ofRun.values()]);
}
