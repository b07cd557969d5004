import {
  baseName,
  type CopyStep,
  defineRule,
  isAbsolute,
  knownText,
  normalizePath,
  positionAt,
  type RunStep,
  type Value,
} from 'azml-lint';
import {
  describeSwallowed,
  filesAfter,
  mayHaveFile,
  missingRequirements,
  rewrittenCopy,
  swallowedInstructions,
} from 'azml-lint/facts';

export default defineRule({
  id: 'pip/requirements-not-copied',
  title: 'Requirements file is not in the image',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    missing:
      'Nothing before this RUN puts `{path}` into the image, so `{program}` finds no such file and the build fails. Copy it ' +
      'first: `COPY {source} {directory}`.',
    elsewhere:
      '`{path}` is not in the image, so `{program}` finds no such file and the build fails: the {copy} on line {line} goes to ' +
      '`{destination}`. {cure}.',
    later:
      '`{path}` is not in the image yet, so `{program}` finds no such file and the build fails: the {copy} on line {line} comes ' +
      'after this RUN. Move it above.',
    laterElsewhere:
      '`{path}` is not in the image, so `{program}` finds no such file and the build fails: the {copy} on line {line} comes ' +
      'after this RUN, and goes to `{destination}`. {cure} above.',
    near: '`{path}` is not in the image, so `{program}` finds no such file and the build fails. There is `{near}`: write `{better}`.',
    swallowed:
      'Nothing before this RUN puts `{path}` into the image, so `{program}` finds no such file and the build fails: a stray ' +
      '`{character}` on line {stray} makes `{written}` part of the {by} above it. Remove the `{character}`.',
    copied: 'Copied here',
    part: 'part of the {by} above it',
  },
  check({ file, report }) {
    for (const { run, word, text, path, install, files, copy, near } of missingRequirements(file)) {
      const name = baseName(text);
      const missing = {
        path: knownText(path) ?? text,
        program: install.command.name,
      };
      const swallowed = swallowedAbove(run, name);
      if (swallowed) {
        const data = { ...missing, ...describeSwallowed(swallowed, file) };
        const related = [{ at: swallowed, message: 'part' as const, data: { by: data.by } }];
        report({ at: word, message: 'swallowed', data, related });
        continue;
      }
      if (near !== undefined && !copy) {
        const better = text.slice(0, text.length - name.length) + near;
        report({ at: word, message: 'near', data: { ...missing, near, better } });
        continue;
      }
      if (!copy) {
        const data = { ...missing, source: sourceOf(text), directory: directoryOf(path) };
        report({ at: word, message: 'missing', data });
        continue;
      }
      const { instruction } = copy;
      const { line } = positionAt(file.source, copy.start);
      const data = { ...missing, copy: instruction.name, line };
      const placed = {
        ...data,
        destination: instruction.destination?.text ?? '',
        cure: cureOf(copy, name, path),
      };
      const related = [{ at: copy, message: 'copied' }] as const;
      if (copy.start < run.start) report({ at: word, message: 'elsewhere', data: placed, related });
      else if (mayHaveFile(filesAfter(files, copy), path, run))
        report({ at: word, message: 'later', data, related });
      else report({ at: word, message: 'laterElsewhere', data: placed, related });
    }
  },
});

/** A COPY of the file that another instruction above a RUN has swallowed. */
function swallowedAbove({ stage, start }: RunStep, file: string) {
  return swallowedInstructions(stage.file).find(
    ({ name, text, start: at }) => (name === 'COPY' || name === 'ADD') && at < start && text.includes(file),
  );
}

/** As the destination of a COPY: in full if it is known, otherwise relative to WORKDIR. */
function directoryOf(path: Value): string {
  const rest = path.parts.at(-1);
  const text = knownText(path) ?? (typeof rest === 'string' ? rest.replace(/^\/+/, '') : '');
  return text.slice(0, text.lastIndexOf('/') + 1) || './';
}

/** As the source of a COPY: the context often has the same layout as the image. */
function sourceOf(text: string): string {
  return isAbsolute(text) ? baseName(text) : normalizePath(text).replace(/^(?:\.\.\/)+/, '');
}

/** The COPY that puts a file in place under its name; other files of the same COPY stay where they are. */
function cureOf(copy: CopyStep, name: string, path: Value): string {
  const { sources } = copy;
  const directory = directoryOf(path);
  const target = copy.content.names.includes(name) ? directory : `${directory}${name}`;
  const one = sources.length > 1 ? sources.filter(({ word }) => baseName(word.text) === name) : sources;
  return `${sources.length > 1 ? 'Add' : 'Write'} \`${rewrittenCopy(copy, one, target)}\``;
}
