import { type CopyStep, defineRule, isWithin, knownText, positionAt, type RunStep } from 'azml-lint';
import {
  copiedFilesIn,
  isServiceScript,
  placeInFile,
  SERVICE_DIRECTORY,
  serviceScriptsOf,
} from 'azml-lint/facts';

export default defineRule({
  id: 'server/runit-script-mode',
  title: 'A service script of runit that may not be executable',
  level: { inference: 'warning', training: 'off', other: 'off' },
  serving: true,
  messages: {
    mode:
      'What is copied to `{destination}` keeps the mode that it has in the build context, and runit starts only what is executable. ' +
      'Put `RUN {chmod}` after it, as root; where BuildKit builds, `{copy} --chmod=755` does.',
    plain:
      'The mode `{mode}` is not executable, so runit cannot start what is copied to `{destination}`. Write `--chmod=755`.',
    lineEnds:
      'This script, which becomes `{path}`, has the line ends of Windows: Linux takes the carriage return for a part of the name of the program ' +
      "or of its last argument. Save it with LF alone, or put `RUN sed -i 's/\\r$//' {path}` after the {copy} on line {line}, as root.",
    copied: 'Copied to `{destination}` here',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage) return;
    const chain = stage.ancestors;
    const change = chain.flatMap((one) => one.runs).findLast(changesMode);
    for (const copy of chain.flatMap((one) => one.copies)) {
      const destination = knownText(copy.destination);
      const scripts = serviceScriptsOf(copy, stage);
      const bringsSome = scripts ? scripts.length > 0 : bringsScript(copy);
      if (copy.from || destination === undefined || !bringsSome) continue;
      const chmod = copy.instruction.flags.find(({ name }) => name === 'chmod')?.value;
      if (chmod && !isExecutable(chmod.text)) {
        report({ at: chmod, message: 'plain', data: { mode: chmod.text, destination } });
      } else if (!chmod && !(change && isAfter(change, copy))) {
        report({
          at: copy.instruction.destination ?? copy,
          message: 'mode',
          data: { destination, chmod: chmodOf(copy, destination, scripts), copy: copy.instruction.name },
        });
      }
    }
    for (const { path, file: script } of copiedFilesIn(stage, SERVICE_DIRECTORY)) {
      const first = isServiceScript(path) && script.source ? /^(.+)\r$/m.exec(script.source.text) : null;
      const place = first && placeInFile(script, { start: first.index, end: first.index + first[1]!.length });
      if (!place) continue;
      const { copy } = script;
      const { destination, name } = copy.instruction;
      report({
        at: place,
        message: 'lineEnds',
        data: { path, copy: name, line: positionAt(file.source, copy.start).line },
        related: [{ at: destination, message: 'copied', data: { destination: destination.text } }],
      });
    }
  },
});

/** A script of a service, or a tree that must contain some. */
function bringsScript(copy: CopyStep): boolean {
  return copy.destinationPaths.some(
    (place) => isWithin(place, SERVICE_DIRECTORY) && (isServiceScript(place) || isTree(copy)),
  );
}

function isTree({ sources, intoDirectory, destination }: CopyStep): boolean {
  const path = knownText(destination) ?? '';
  return sources.length > 0 && (intoDirectory || !/\.\w+$/.test(path));
}

/** Makes the copied files executable. */
function chmodOf(copy: CopyStep, destination: string, known: readonly string[] | undefined): string {
  const scripts = known ?? copy.destinationPaths.filter((place) => isServiceScript(place));
  return scripts.length > 0 ? `chmod 755 ${scripts.join(' ')}` : `chmod -R 755 ${destination}`;
}

/** In digits, any of which may grant it, or in letters; a variable may have any value. */
function isExecutable(mode: string): boolean {
  return /^\d+$/.test(mode) ? /[1357]/.test(mode.slice(-3)) : /[xX$]/.test(mode);
}

function isAfter({ stage, start }: RunStep, copy: CopyStep): boolean {
  return stage === copy.stage ? start > copy.start : stage.index > copy.stage.index;
}

/** Any change of modes in the directory, or of files whose name is not known. */
function changesMode({ commands }: RunStep): boolean {
  return commands.some(
    (command) =>
      command.is('chmod|install') &&
      command.operands.some(
        ({ text, literal }) => !literal || text.includes(SERVICE_DIRECTORY) || !text.startsWith('/'),
      ),
  );
}
