import { defineRule } from 'azml-lint';
import { type RefusalMessage, refusalsInWords } from 'azml-lint/facts';

/** What BuildKit refuses, with the cure. `{hint}` is a separate sentence, or empty. */
const MESSAGES: Readonly<Record<RefusalMessage, string>> = {
  'no-instruction':
    'There is no instruction in this file, so nothing to build. Begin with one such as ' +
    '`FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest`.',
  'unknown-instruction': '`{name}` is no instruction of a Dockerfile.{hint}',
  'unknown-flag': '{instruction} has no flag `{flag}`.{hint}',
  'bad-flag-value': '`{flag}` of {instruction} takes {expected}, not {given}.',
  'too-much': 'BuildKit takes {limit}, and this is {found}. {cure}',
  'unterminated-heredoc':
    'This heredoc has no end: no line below is just `{name}`, so the build stops here. Add that line after the text.',
  'heredoc-quote':
    'The quote that begins here is never closed, so that no here-document begins and its lines are read as instructions. ' +
    'Write `{closed}`.',
  'missing-equals': '`{word}` is no `name=value`. Write `{word}=…`; a value with blanks in it needs quotes.',
  'late-comment':
    '`{comment}` is not a comment here, but a part of the arguments of {instruction}: a comment needs a line of its own. Move it to ' +
    'the line above.',
  'blank-name': '{instruction} needs {expected} here, and finds nothing. Write it, or take this out.',
  'json-not-strings':
    '`{element}` is no string, and in its JSON form {instruction} takes nothing else. Put it in `"`.',
  'json-required': '{instruction} takes its words as JSON only: `SHELL ["/bin/bash", "-c"]`.',
  'argument-count': '{instruction} takes {expected}.{hint}',
  'bad-directive': 'The directive `{name}` takes {expected}, not `{value}`.',
  'bad-stage-name':
    '`{name}` cannot name a stage: names begin with a letter and go on with letters, digits, `_`, `-` or `.`. Write ' +
    'a name such as `{better}`.',
  'bad-healthcheck': 'HEALTHCHECK takes {expected}. {cure}',
  'bad-mount': '`--mount` does not take `{option}`: expected {expected}.{hint}',
  'mount-option-of-other-type': 'A mount of type `{type}` has no `{key}`. {cure}',
  'unterminated-quote': 'The quote that begins here is never closed. Close it, or put `\\` before it.',
  'bad-substitution':
    '`{text}` is no substitution that BuildKit can make: after a name may come the closing brace, `:-`, `:+`, `:?`, `#`, `%` or `/`.',
  unfilled: 'As the file is, BuildKit stops here: something has to fill in `{text}` before the build.',
  'missing-value':
    '`{variable}` has no value here, so `{text}` stops the build. Give it one above: `ARG {variable}=…`.{hint}',
  'empty-value':
    '`{variable}` is set to nothing, so `{text}` stops the build. Give it a value (`{variable}=…`), or write `?` without the colon.',
  'bad-value': '{instruction} takes {expected}, not {given}.',
  'empty-volume':
    'VOLUME needs a path, and `{written}` comes to nothing here. Write the path itself, give the variable a value, or leave it out.',
  'mount-on-root':
    'The target of this {type} mount is `/`, which no mount can cover. Choose a directory below it: `target=/…`.',
  'mount-without-target':
    'This {type} mount has no target, and without one it is `/`, which no mount can cover. Add a directory: `target=…`.',
  'unnamed-secret':
    'This secret has no name. Add the one that `docker build --secret id=…` gives it: `id=…`.',
  'secret-named-twice': '`source` and `id` of a secret are the same thing. Remove one of the two.',
  'checksum-of-file':
    '`--checksum` is for what ADD downloads, and `{source}` is a file of the build context. Remove the flag.',
  'checksum-of-several': '`--checksum` is for one download only. Write an ADD of its own for each source.',
  'copy-of-url': 'COPY downloads nothing, and `{source}` is an address. Write ADD in place of COPY.',
  'nothing-to-run': 'There is nothing to run in `[]`. Write a command, or remove the line.',
  'bad-reference': '{given} is no image reference: {because}.',
  'stage-in-other-case':
    'FROM knows a stage by its name in lower case only: `{text}` is taken for an image, and no image has capitals in its ' +
    'name. Write `{name}`.',
  'stage-below':
    'Stage `{stage}` begins below, on line {line}, so that there is nothing to take from it yet. Move it above this stage.',
  'stages-need-each-other':
    'Stage `{stage}` on line {line} needs `{own}` in turn, so that neither can be built. Move what both need into a third one.',
};

/** Added to the message of a problem in an ONBUILD. */
const LATER = ' The build of this image passes; every build on top of it stops here.';

export default defineRule({
  id: 'dockerfile/syntax-error',
  aliases: { DL1000: 'differs' },
  title: 'BuildKit refuses this',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: Object.fromEntries(
    Object.entries(MESSAGES).map(([id, text]) => [id, `${text}{later}`]),
  ) as typeof MESSAGES,
  check({ file, report }) {
    const { unfilled } = file.dockerfile;
    if (unfilled) {
      const text = file.source.text.slice(unfilled.start, unfilled.end);
      report({ at: unfilled, message: 'unfilled', data: { text, later: '' }, severity: 'info' });
    }
    for (const { at, message, data, later } of refusalsInWords(file)) {
      report({ at, message, data: { ...data, later: later ? LATER : '' } });
    }
  },
});
