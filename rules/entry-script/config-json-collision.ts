import { baseName, defineRule, type Span } from 'azml-lint';
import {
  hasLoggingVersion,
  type JsonEntry,
  placeInFile,
  type ServerFile,
  serverFilesOf,
  serverOf,
  settingsTaken,
} from 'azml-lint/facts';

export default defineRule({
  id: 'entry-script/config-json-collision',
  title: 'The inference server takes a JSON file for its own',
  level: { inference: 'error', training: 'off', other: 'off' },
  serving: true,
  messages: {
    broken:
      'The inference server reads `{name}` in `{directory}`, and ends: {problem}. Mend the file, or copy it under another name.',
    noObject:
      'The inference server reads its settings from `{name}` in `{directory}`, and ends because this is no object. Copy the file under ' +
      'another name.',
    noVersion:
      'The inference server gives `{name}` in `{directory}` to Python\'s logging, and ends because it does not say `"version": 1`. Add that, or ' +
      'copy the file under another name.',
    taken:
      '`{key}` is a setting of the inference server too, which takes it from `{name}` in `{directory}`{end}. If it is meant, write ' +
      '`ENV {key}={value}`; otherwise copy the file under another name.',
    ignored:
      '`{key}` has no effect in `{name}`: the image starts the server with the script of the environment, or else with `main.py`. Write ' +
      '`ENV {key}={value}`, and leave it out here.',
    copied: 'Copied to `{directory}` here',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage || !serverOf(stage)) return;
    for (const one of serverFilesOf(stage)) {
      const name = baseName(one.path);
      const directory = one.path.slice(0, -name.length - 1) || '/';
      const { copy } = one.file;
      const related = [{ at: copy.instruction.destination, message: 'copied', data: { directory } }] as const;
      const place = (span: Span) => placeInFile(one.file, span)!;
      const data = { name, directory };
      const { json, role } = one;
      if (json.kind === 'broken') {
        const problem = problemOf(one.file.text!, json);
        report({ at: place(json.at), message: 'broken', data: { ...data, problem }, related });
      } else if (role === 'settings' && json.kind === 'other') {
        report({ at: place(json.at), message: 'noObject', data, related });
      } else if (role === 'logging' && !hasLoggingVersion(one)) {
        report({ at: place(versionOf(one)), message: 'noVersion', data, related });
      }
      for (const { entry, wanted } of role === 'settings' ? settingsTaken(one, stage) : []) {
        const isIgnored = entry.key === 'AZUREML_ENTRY_SCRIPT';
        const end = wanted ? `, and ends because it is not ${wanted}` : '';
        report({
          at: place(entry.at),
          message: isIgnored ? 'ignored' : 'taken',
          data: { ...data, key: entry.key, end, value: valueOf(entry, wanted) },
          severity: 'warning',
          related,
        });
      }
    }
  },
});

/** As ENV takes it without quotes, if it is right. */
function valueOf({ value }: JsonEntry, wanted: unknown): string {
  return wanted === undefined && /^[\w./:-]+$/.test(`${value}`) ? `${value}` : '…';
}

type BrokenJson = ServerFile['json'] & { readonly kind: 'broken' };

/** What is wrong where a text stops being JSON. */
function problemOf(text: string, { at: { start }, isCut }: BrokenJson): string {
  if (isCut) return text.trim() === '' ? 'it is empty' : 'it stops before it is complete';
  const rest = text.slice(start, start + 2);
  if (/^(?:\/[/*]|#)/.test(rest)) return 'JSON has no comments';
  if (rest.startsWith('\u{feff}')) return 'it begins with a byte-order mark';
  if (rest.startsWith("'")) return 'texts of JSON have double quotes';
  if (/^[}\]]/.test(rest) && /,\s*$/.test(text.slice(0, start).slice(-200)))
    return 'the comma before this is one too many';
  return 'it is no JSON from here on';
}

/** The wrong version, or all that is there. */
function versionOf({ json, file }: ServerFile): Span {
  const entry = json.kind === 'object' && json.entries.find(({ key }) => key === 'version');
  return entry ? entry.at : { start: 0, end: file.text!.trimEnd().length };
}
