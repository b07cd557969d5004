import {
  type CopyStep,
  type DockerfileModel,
  defineRule,
  knownText,
  type ProposedFix,
  positionAt,
  rewordLiteral,
} from 'azml-lint';
import {
  describeSwallowed,
  type EntryScript,
  entryScriptOf,
  entryScriptTarget,
  isEntryScriptOfBase,
  missingScript,
  pathBelow,
  redirectCopy,
  rewrittenCopy,
} from 'azml-lint/facts';

const VARIABLE = 'AZUREML_ENTRY_SCRIPT';

export default defineRule({
  id: 'entry-script/not-copied',
  title: 'The entry script is not where the server looks for it',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  fix: 'unsafe',
  messages: {
    swallowed:
      'The server looks for `{script}` in `{root}`, and `{written}` on line {line} copies nothing: a stray `{character}` on line ' +
      '{stray} makes it part of the {by} above it. Remove the `{character}`.',
    nowhere:
      'No code is copied to `{root}`, where the server looks for `{script}`. Add `COPY {folder} {directory}`, or leave the variable to ' +
      'Azure ML, which sets it when the deployment has code.',
    elsewhere:
      'The server looks for `{script}` in `{root}`, but the {copy} on line {line} goes to `{destination}`. Write `{better}`.',
    below:
      'The server looks for `{script}` in `{root}`, but the {copy} on line {line} goes to `{destination}`. Write ' +
      '`ENV {variable}={value}`, or copy to `{directory}`.',
    contents:
      'The {copy} on line {line} copies what is in `{source}` to `{destination}`, not `{source}` itself, so the server finds no ' +
      '`{script}` in `{root}`. Write `{better}`.',
    another:
      'The server looks for `{script}` in `{root}`, but {what} that is copied there is `{only}`. Write ' +
      '`ENV {variable}={value}`, or copy `{script}` too.',
    missing:
      'The server looks for `{script}` in `{root}`, and it is not among what is copied there: {files}. Add `COPY {script} {directory}/`.',
    ignored:
      'The server looks for `{script}` in `{root}`, and `{source}` is kept out of the build by `{pattern}` on line {line} of `{ignoreFile}`. Add ' +
      '`!{source}` below that line.',
    copied: 'copied to `{destination}`',
    part: 'part of the {by} above it',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const wanted = stage && entryScriptOf(stage);
    if (!stage || !wanted || isEntryScriptOfBase(stage, wanted.path)) return;
    const missing = missingScript(file, stage, wanted);
    if (!missing) return;
    const { at, script, root, directory } = wanted;
    const data = { script, root, directory, variable: VARIABLE };
    const rename = (value: string): ProposedFix | undefined => {
      const edit = rewordLiteral(file.source, at, script, value);
      return edit && { title: `Write \`${value}\``, edits: [edit] };
    };
    if (missing.kind === 'swallowed') {
      const described = describeSwallowed(missing.swallowed, file);
      const related = [{ at: missing.swallowed, message: 'part', data: { by: described.by } }] as const;
      report({ at, message: 'swallowed', data: { ...data, ...described }, related });
    } else if (missing.kind === 'nowhere') {
      report({ at, message: 'nowhere', data: { ...data, folder: pathBelow(directory, root) || 'code' } });
    } else if (missing.kind === 'missing') {
      report({ at, message: 'missing', data: { ...data, files: shown(missing.names) } });
    } else if (missing.kind === 'another') {
      const { kind: message, ...told } = missing;
      report({ at, message, data: { ...data, ...told }, fix: rename(told.value) });
    } else if (missing.kind === 'ignored') {
      const { kind: message, ...told } = missing;
      report({ at, message, data: { ...data, ...told } });
    } else {
      const { copy } = missing;
      const target = entryScriptTarget(copy, wanted);
      const destination = knownText(copy.destination) ?? '';
      const told = { ...data, ...wordsAbout(file, copy, wanted, target), destination };
      const related = [
        { at: copy.instruction.destination, message: 'copied', data: { destination } },
      ] as const;
      if (missing.kind === 'contents') {
        const severity = missing.isCertain ? 'error' : 'warning';
        report({ at, message: 'contents', data: told, related, severity });
      } else if (missing.kind === 'below') {
        const { value } = missing;
        report({ at, message: 'below', data: { ...told, value }, related, fix: rename(value) });
      } else {
        const edits = missing.isNear ? redirectCopy(copy, target) : undefined;
        const fix = edits && { title: `Copy to \`${target}\``, edits };
        report({ at, message: 'elsewhere', data: told, related, fix });
      }
    }
  },
});

function shown(names: readonly string[]): string {
  const quoted = names.slice(0, 5).map((name) => `\`${name}\``);
  return quoted.join(', ') + (names.length > 5 ? ', …' : '');
}

/** What a message says about a COPY that misses, with the same COPY as it should be. */
function wordsAbout({ source }: DockerfileModel, copy: CopyStep, { directory }: EntryScript, target: string) {
  return {
    copy: copy.instruction.name,
    line: positionAt(source, copy.start).line,
    source: copy.sources[0]!.word.text,
    better: rewrittenCopy(copy, copy.sources, target),
    // Without the slash, a file might get the name of the directory.
    directory: copy.content.isTree ? directory : `${directory}/`,
  };
}
