import { defineRule, type ProposedFix, positionAt, slice } from 'azml-lint';
import { type GoneInstall, goneInstalls } from 'azml-lint/facts';

export default defineRule({
  id: 'apt/package-gone',
  title: 'A package is no longer in the release of the image',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  messages: {
    replaced:
      '{release} has no `{package}`: the build stops with "Unable to locate package" or "no installation candidate". Write ' +
      '`{replacement}`{instead}.',
    gone:
      '{release} has no `{package}`: the build stops with "Unable to locate package" or "no installation candidate". It was ' +
      'last in the release before {last}. Take it out, or build on that one.',
    elsewhere:
      '{release} has no `{package}`: unless the source that line {line} adds has it, the build stops with "Unable to locate ' +
      'package". Write `{replacement}`{instead}.',
  },
  check({ file, report }) {
    for (const install of goneInstalls(file)) {
      const { word, gone, release, source } = install;
      const { name, replacement, same } = gone;
      const data = { release, package: name };
      if (replacement === undefined) {
        // The other source is there for a reason.
        if (!source) report({ at: word, message: 'gone', data: { ...data, last: gone.release } });
        continue;
      }
      const more = { ...data, replacement, instead: same ? ', which is the same' : '' };
      const fix = renamed(install, replacement);
      if (!source) report({ at: word, message: 'replaced', data: more, fix });
      else {
        const { line } = positionAt(file.source, source.start);
        report({ at: word, message: 'elsewhere', data: { ...more, line }, severity: 'warning', fix });
      }
    }
  },
});

/** Only the name is replaced: an architecture stays. */
function renamed({ word, gone, source }: GoneInstall, replacement: string): ProposedFix | undefined {
  if (!word.literal || !word.text.startsWith(gone.name)) return undefined;
  const { start, end } = slice(word.content, 0, gone.name.length);
  return {
    title: `Install \`${replacement}\``,
    edits: [{ start, end, text: replacement }],
    safety: gone.same && !source ? 'safe' : 'unsafe',
  };
}
