import { defineRule } from 'azml-lint';
import { type ContextSource, contextSources, managedBuildOf, matchOf } from 'azml-lint/facts';

export default defineRule({
  id: 'copy/source-ignored',
  aliases: { CopyIgnoredFile: 'differs' },
  title: 'An ignore file keeps out of the build what is copied',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  presetOptions: { buildkit: { unseen: true } },
  options: {
    defaults: { unseen: false },
    schema: { unseen: { type: 'boolean', description: 'Report sources too that are not there.' } },
  },
  messages: {
    source:
      'Line {line} of `{file}`, `{pattern}`, keeps `{source}` out of the build: {instruction} does not find it, and the build stops. ' +
      'Add the line `!{path}` at the end of `{file}`, or take `{source}` out here.',
    nothing:
      'Line {line} of `{file}`, `{pattern}`, keeps all that `{source}` names out of the build: {instruction} copies nothing. Add the line ' +
      '`!{path}` at the end of `{file}`, or take `{source}` out here.',
    everything:
      'Line {line} of `{file}`, `{pattern}`, keeps everything out of the build: {instruction} copies nothing. Add lines such as `!src` below it ' +
      'for what the image needs.',
  },
  check({ file, options, report }) {
    const isManaged = managedBuildOf(file) !== undefined;
    for (const source of contextSources(file)) {
      const by = ignoredBy(source, options.unseen);
      // Docker's classic builder, which may build there, does not read an ignore file that is named after a Dockerfile.
      if (!by || (isManaged && by.file !== '.dockerignore')) continue;
      const { step, word, text, path } = source;
      const match = matchOf(source);
      const stops = match.kind !== 'left out' || match.stops;
      const message = path === '/' ? 'everything' : stops ? 'source' : 'nothing';
      const instruction = step.instruction.name === 'RUN' ? 'the mount' : step.instruction.name;
      const data = { file: by.file, line: by.line, pattern: by.pattern, instruction, source: text };
      report({ at: word, message, data: { ...data, path: path.slice(1) } });
    }
  },
});

/** What keeps out all that a source names, or with `unseen` would. */
function ignoredBy(source: ContextSource, unseen: boolean) {
  const match = matchOf(source);
  if (match.kind === 'left out') return match.by;
  const isNowhere = match.kind === 'missing' || (match.kind === 'found' && match.paths.length === 0);
  return unseen && isNowhere && source.step.instruction.name !== 'RUN'
    ? source.context.ignoredBy(source.path)
    : undefined;
}
