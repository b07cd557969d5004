import { defineRule } from 'azml-lint';
import { contextSources, managedBuildOf, matchOf, ownPathInContext, uploadMatchOf } from 'azml-lint/facts';

export default defineRule({
  id: 'copy/source-not-uploaded',
  title: 'What is copied is not uploaded to Azure ML',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    source:
      'Line {line} of `{file}`, `{pattern}`, keeps `{source}` from being uploaded, so the build on Azure ML does not find what `docker build` ' +
      'finds here. {cure}.',
    dockerfile:
      'Line {line} of `{file}`, `{pattern}`, keeps this Dockerfile from being uploaded, so Azure ML has nothing to build. {cure}.',
    named: 'Azure ML builds it from here',
  },
  check({ file, report }) {
    const { context } = file;
    const [at] = managedBuildOf(file)?.namedAt ?? [];
    if (!at || context.certainty === 'guessed') return;
    const related = [{ at, message: 'named' }] as const;
    const own = ownPathInContext(file);
    const by = own === undefined ? undefined : context.keptBackBy(own);
    const [first] = file.dockerfile.instructions;
    if (own !== undefined && by && first) {
      const data = { file: by.file, line: by.line, pattern: by.pattern, cure: cureOf(by.file, own) };
      report({ at: first.keyword, message: 'dockerfile', data, related, severity: 'error' });
    }
    for (const source of contextSources(file)) {
      const found = matchOf(source);
      const isThere = source.context === context && found.kind === 'found' && found.paths.length > 0;
      const match = isThere ? uploadMatchOf(source) : found;
      if (!isThere || match.kind !== 'left out') continue;
      const { file: name, line, pattern } = match.by;
      const cure = cureOf(name, source.path.slice(1) || '**');
      report({
        at: source.word,
        message: 'source',
        data: { file: name, line, pattern, source: source.text, cure },
        related,
      });
    }
  },
});

/** What git leaves out may be meant for git alone. */
function cureOf(name: string, path: string): string {
  return name === '.gitignore'
    ? "Put an `.amlignore` beside it, which Azure ML's client reads in its place: an empty one keeps nothing back"
    : `Add the line \`!${path}\` at the end of \`${name}\``;
}
