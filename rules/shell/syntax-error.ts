import { defineRule, type ScriptError } from 'azml-lint';
import { syntaxErrorsIn } from 'azml-lint/facts';

export default defineRule({
  id: 'shell/syntax-error',
  title: 'The shell cannot read the script of a RUN',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    unexpected:
      '{shell} does not expect `{token}` here, so the build stops before this RUN does anything. {cure}',
    unclosed:
      'The {what} that begins here is never closed, so the build stops before this RUN does anything. {cure}',
    'no-end':
      '`{opener}` that begins here has no `{closer}`, so the build stops before this RUN does anything. Add ' +
      '`{closer}` at its end.',
    'no-word':
      '{shell} needs `{word}` and does not find it by here, so the build stops before this RUN does anything. Write `; {word}` ' +
      'before the commands that it governs.',
    'no-command':
      '{shell} needs a command beside `{token}`, so the build stops before this RUN does anything. Write one, or take `{token}` out.',
    'no-target':
      '`{token}` needs a file, so the build stops before this RUN does anything. Write its name behind it: `{token}…`.',
    other: '{shell} cannot read this, so the build stops before this RUN does anything: {problem}.',
  },
  check({ file, report }) {
    const { text } = file.source;
    for (const run of file.runs) {
      for (const error of syntaxErrorsIn(run)) {
        const token = text.slice(error.start, error.end);
        report({ at: error, message: messageFor(error), data: dataFor(error, token) });
      }
    }
  },
});

function messageFor({ code, expected }: ScriptError) {
  if (code !== 'missing') return code;
  if (expected === 'command') return 'no-command';
  return expected === 'redirect target' ? 'no-target' : 'no-word';
}

function dataFor({ code, expected = '', message, shell }: ScriptError, token: string) {
  return {
    shell: shell === 'bash' ? 'bash' : 'The shell',
    token,
    what: expected,
    word: expected,
    opener: token,
    closer: expected,
    problem: message,
    cure: code === 'unclosed' ? closing(expected, token) : removal(token),
  };
}

function closing(what: string, token: string): string {
  if (what === 'backtick') return 'Close it, or write `$(…)`, whose ends differ.';
  if (what.endsWith('quote'))
    return `Close it with \`${token}\`, or put \`\\\` before it if it is meant itself.`;
  return `Close it with \`${token === '${' ? '}' : ')'}\`.`;
}

function removal(token: string): string {
  if (/^(?:&&|\|\|?|;;?|&)$/.test(token)) return 'Write a command before it, or take it out.';
  if (/[()]/.test(token)) return `Put quotes around it if it is meant itself: \`'${token}'\`.`;
  if (/^(?:then|do|done|fi|elif|else|esac|in|\})$/.test(token))
    return 'Write what it belongs to before it, or take it out.';
  return 'Take it out, or put quotes around it.';
}
