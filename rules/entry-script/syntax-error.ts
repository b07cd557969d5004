import { defineRule, positionAt } from 'azml-lint';

export default defineRule({
  id: 'entry-script/syntax-error',
  title: 'Python cannot read the entry script',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  kinds: ['python'],
  messages: {
    conflict:
      'A merge conflict is left, so the server cannot load the script and exits with status 3. Keep one side, and remove the lines that ' +
      'begin with `<<<<<<<`, `=======` and `>>>>>>>`.',
    command:
      '`{text}` is for a notebook: Python cannot read it, and the server exits with status 3. Remove it; what the script needs is ' +
      'installed into the image.',
    print: '`{text}` is Python 2: the server runs Python 3 and exits with status 3. Write `print(…)`.',
    tabs:
      'The indentation mixes tabs and blanks, so its depth depends on how wide a tab is. Python raises TabError, and the server exits ' +
      'with status 3. Indent with blanks alone.',
    indentation:
      '`{text}` is indented like nothing around it, so the server cannot load the script and exits with status 3. Align it with the ' +
      'lines of its block.',
    bracket:
      'This `{text}` is never closed, so the server cannot load the script and exits with status 3. Close it.',
    string:
      'This text is never closed, so the server cannot load the script and exits with status 3. Close it with the quotes that open it.',
    character:
      '`{text}` can be in a Python file only within a text, so the server cannot load the script and exits with status 3. Remove it, or ' +
      'write the plain character that is meant.',
    misplaced:
      '`{text}` is outside of what it belongs to, a function or a loop, so the server cannot load the script and exits with status 3. ' +
      'Move or remove it.',
    other:
      'Python cannot read line {line} from `{text}` on, so the server cannot load the script and exits with status 3. ' +
      '`python -m py_compile {script}` shows what is wrong.',
    named: 'The script is named here.',
  },
  check({ file, report }) {
    const { problem, source, uses } = file;
    if (!problem) return;
    const text = shown(source.text.slice(problem.start, problem.end));
    const { line } = positionAt(source, problem.start);
    report({
      at: problem,
      message: problem.kind,
      data: { text, line, script: source.path },
      related: uses.map(({ at }) => ({ at, message: 'named' as const })),
    });
  },
});

/** A text for a message; a character that cannot be seen by its number. */
function shown(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  return /^[\s\p{C}]/u.test(text)
    ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    : text.slice(0, 60);
}
