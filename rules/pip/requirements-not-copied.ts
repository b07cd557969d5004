import {
  baseName,
  type Copy,
  carried,
  commandPlaces,
  copyOf,
  defineRule,
  type File,
  type Files,
  filesAfter,
  filesOfBase,
  type Install,
  knownText,
  mayHave,
  positionAt,
  type Run,
  resolveIn,
  type Stage,
  type Value,
  type Word,
} from 'azml-lint';

export default defineRule({
  id: 'pip/requirements-not-copied',
  title: 'Requirements file is not in the image',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    missing:
      'Nothing before this RUN puts `{path}` into the image, so `{program}` finds no such file and the build fails. Copy it ' +
      'first: `COPY {name} {directory}`.',
    elsewhere:
      '`{path}` is not in the image: `{name}` was copied to `{destination}` (line {line}). Make both the same, or the build ' +
      'fails.',
    later:
      '`{path}` is not in the image yet: it is copied in line {line}, after this RUN. Move that COPY above it, or the build ' +
      'fails.',
    copied: 'Copied here',
  },
  check({ file, report }) {
    if (!file.runs.some(({ installs }) => installs.some((install) => filesOf(install).length > 0))) return;
    const last = lastCopies(file);
    const before = carried(file, filesOfBase, filesAfter);
    for (const run of file.runs) {
      if (run.onbuild) continue;
      for (const { word, path, install, files } of filesAskedFor(run, before(run))) {
        if (mayHave(files, path, run)) continue;
        const name = baseName(word.text);
        const shown = knownText(path) ?? word.text;
        const copy = copyOf(files, name) ?? last.get(keyOf(run.stage, name));
        if (copy) {
          const line = positionAt(file.source, copy.start).line;
          const destination = copy.instruction.destination?.text ?? '';
          const related = [{ at: copy, message: 'copied' as const }];
          const data = { path: shown, name, line };
          if (copy.start > run.start) report({ at: word, message: 'later', data, related });
          else report({ at: word, message: 'elsewhere', data: { ...data, destination }, related });
        } else {
          const directory = directoryOf(path);
          report({
            at: word,
            message: 'missing',
            data: { path: shown, name, directory, program: install.command.name },
          });
        }
      }
    }
  },
});

interface FileAskedFor {
  readonly word: Word;
  readonly path: Value;
  readonly install: Install;
  readonly files: Files;
}

/** The files that the installs of a RUN read, as far as it is known where they should be. */
function* filesAskedFor(run: Run, before: Files): Iterable<FileAskedFor> {
  const installs = new Map(run.installs.map((install) => [install.command, install]));
  if (installs.size === 0) return;
  for (const { command, directory, files } of commandPlaces(run, before)) {
    const install = installs.get(command);
    if (!install) continue;
    for (const word of filesOf(install)) {
      if (isPlainPath(word)) yield { word, path: resolveIn(directory, word.text), install, files };
    }
  }
}

function filesOf({ manager, files, constraints }: Install): readonly Word[] {
  return manager === 'pip' || manager === 'conda' ? [...files, ...constraints] : [];
}

/** No URL, no glob, no home directory, not standard input. */
function isPlainPath({ text, literal }: Word): boolean {
  return literal && /^[\w./@+-]*[\w]$/.test(text) && !/^\/(?:dev|proc)\//.test(text) && !text.startsWith('-');
}

/** The last COPY of a file by its stage and name. */
function lastCopies({ copies }: File): ReadonlyMap<string, Copy> {
  return new Map(
    copies.flatMap((copy) =>
      copy.sources.map(({ value }) => [keyOf(copy.stage, baseName(knownText(value) ?? '')), copy] as const),
    ),
  );
}

function keyOf(stage: Stage, name: string): string {
  return `${stage.index} ${name}`;
}

/** As the destination of a COPY. */
function directoryOf(path: Value): string {
  const text = knownText(path);
  return text === undefined ? './' : text.slice(0, text.lastIndexOf('/') + 1);
}
