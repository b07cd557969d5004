import { defineRule, type Install, type ProposedFix, type Redirection, type Run, type Word } from 'azml-lint';

export default defineRule({
  id: 'pip/unquoted-specifier',
  title: 'Shell takes a version specifier for a redirection',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  messages: {
    output:
      'The shell redirects here: what `{program}` prints goes to a file named `{target}`, and any version of `{package}` is ' +
      'installed. Put the requirement in quotes: `"{requirement}"`.',
    input:
      'The shell redirects here: it looks for a file named `{target}` to read, finds none, and the build fails. Put the ' +
      'requirement in quotes: `"{requirement}"`.',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      for (const install of run.installs) {
        if (install.manager !== 'pip' && install.manager !== 'conda') continue;
        for (const torn of tornRequirements(install)) {
          const [first] = torn.redirections;
          const at = { start: torn.package.start, end: torn.redirections.at(-1)!.end };
          const requirement = requirementOf(torn);
          const data = { target: first.target.text, requirement, program: install.command.name };
          const fix = inQuotes(at, requirement, run, install);
          if (first.operator === '<') report({ at, message: 'input', data, fix });
          else report({ at, message: 'output', data: { ...data, package: torn.package.text }, fix });
        }
      }
    }
  },
});

/** A requirement of which the shell leaves the program only the package. */
interface TornRequirement {
  readonly package: Word;
  /** One after the other: `>=1.0,<2` are two. */
  readonly redirections: readonly [TornOff, ...TornOff[]];
}

type TornOff = Redirection & { readonly target: Word };

function tornRequirements({ command, packages }: Install): readonly TornRequirement[] {
  const torn: { package: Word; redirections: [TornOff, ...TornOff[]] }[] = [];
  let passed = 0;
  for (const redirection of command.redirections.filter(isSpecifier)) {
    const last = torn.at(-1);
    if (last && last.redirections.at(-1)!.end === redirection.start) last.redirections.push(redirection);
    else {
      while (packages[passed] && packages[passed]!.word.end <= redirection.start) passed++;
      const word = packages[passed - 1]?.word;
      // With a blank before it, only `>=1` cannot be meant as a redirection.
      const certain = word?.end === redirection.start || redirection.target.text.startsWith('=');
      if (word && certain) torn.push({ package: word, redirections: [redirection] });
    }
  }
  return torn;
}

/** `>=1.2`, `<2`, `>$VERSION`: not `> log.txt`, `2>&1`, `</dev/null`. */
function isSpecifier(redirection: Redirection): redirection is TornOff {
  const { operator, target, fileDescriptor } = redirection;
  return (
    (operator === '<' || operator === '>') &&
    fileDescriptor === undefined &&
    /^(?:=|\d)/.test(target?.text ?? '')
  );
}

function requirementOf({ package: word, redirections }: TornRequirement): string {
  return word.text + redirections.map(({ operator, target }) => operator + target.text).join('');
}

/** Where a script stands in quotes itself, others would end it. */
function inQuotes(
  at: { readonly start: number; readonly end: number },
  requirement: string,
  run: Run,
  { command }: Install,
): ProposedFix | undefined {
  const isNested = run.instruction.json || command.under.some((outer) => outer.flag('-c', '--command'));
  if (isNested || !/^[\w.<>=,!~*[\]${}+:-]+$/.test(requirement) || requirement.endsWith('='))
    return undefined;
  return { title: `Write "${requirement}"`, edits: [{ ...at, text: `"${requirement}"` }] };
}
