import { defineRule } from 'azml-lint';
import { quotedRequirement, quoteRequirement, tornRequirements } from 'azml-lint/facts';

export default defineRule({
  id: 'pip/unquoted-specifier',
  title: 'Shell takes a version specifier for a redirection',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  messages: {
    output:
      'The shell redirects here: what `{program}` prints goes to a file named `{target}`, and any version of `{package}` is ' +
      'installed. Put the requirement in quotes: `{quoted}`.',
    input:
      'The shell redirects here: it looks for a file named `{target}` to read, finds none, and the build fails. Put the ' +
      'requirement in quotes: `{quoted}`.',
  },
  check({ file, report }) {
    for (const torn of tornRequirements(file)) {
      const { at, command, operator, target } = torn;
      const data = { target, quoted: quotedRequirement(torn), program: command.name };
      const fix = quoteRequirement(torn);
      if (operator === '<') report({ at, message: 'input', data, fix });
      else report({ at, message: 'output', data: { ...data, package: torn.package }, fix });
    }
  },
});
