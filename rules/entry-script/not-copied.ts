import {
  type CopyStep,
  type DockerfileModel,
  defineRule,
  knownText,
  type ProposedFix,
  positionAt,
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
/** So many existing files are shown. */
const SHOWN = 5;

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
      'The server looks for `{script}` in `{root}`, but the only Python file that is copied there is `{only}`. Write ' +
      '`ENV {variable}={value}`, or copy `{script}` too.',
    missing:
      'The server looks for `{script}` in `{root}`, and it is not among what is copied there: {files}. Add `COPY {script} {directory}/`.',
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
    if (missing.kind === 'swallowed') {
      const { swallowed } = missing;
      const described = describeSwallowed(swallowed, file);
      const related = [{ at: swallowed, message: 'part', data: { by: described.by } }] as const;
      report({ at, message: 'swallowed', data: { ...data, ...described }, related });
    } else if (missing.kind === 'nowhere') {
      const folder = pathBelow(directory, root) || 'code';
      report({ at, message: 'nowhere', data: { ...data, folder } });
    } else if (missing.kind === 'missing') {
      report({ at, message: 'missing', data: { ...data, files: shown(missing.names) } });
    } else if (missing.kind === 'another') {
      const { only, value } = missing;
      report({ at, message: 'another', data: { ...data, only, value }, fix: renamed(file, wanted, value) });
    } else {
      const { copy } = missing;
      const target = entryScriptTarget(copy, wanted);
      const destination = knownText(copy.destination) ?? '';
      const told = { ...data, ...wordsAbout(file, copy, wanted, target), destination };
      const word = copy.instruction.destination ?? copy;
      const related = [{ at: word, message: 'copied', data: { destination } }] as const;
      if (missing.kind === 'contents') {
        report({ at, message: 'contents', data: told, related, severity: 'warning' });
      } else if (missing.kind === 'below') {
        const fix = renamed(file, wanted, missing.value);
        report({ at, message: 'below', data: { ...told, value: missing.value }, related, fix });
      } else {
        const edits = missing.isNear ? redirectCopy(copy, target) : undefined;
        const fix = edits && { title: `Copy to \`${target}\``, edits };
        report({ at, message: 'elsewhere', data: told, related, fix });
      }
    }
  },
});

function shown(names: readonly string[]): string {
  const quoted = names.slice(0, SHOWN).map((name) => `\`${name}\``);
  return quoted.join(', ') + (names.length > SHOWN ? ', …' : '');
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

/** The fix with another script, if its name is written literally and in one piece. */
function renamed({ source }: DockerfileModel, wanted: EntryScript, name: string): ProposedFix | undefined {
  const { start, end } = wanted.at;
  if (source.text.slice(start, end).replace(/^"(.*)"$/, '$1') !== wanted.script) return undefined;
  return { title: `Write \`${name}\``, edits: [{ start, end, text: name }] };
}
