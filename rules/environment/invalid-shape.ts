import { defineRule } from 'azml-lint';
import {
  cureOfKey,
  documentProblems,
  type ShapeProblem,
  secondDocument,
  shapeProblems,
  wantedInWords,
} from 'azml-lint/facts';

const MESSAGES = {
  unknownKey: '`{key}` is no key of {owner}, and `az ml` refuses the file: "Unknown field". {cure}',
  condaFile:
    '`{key}` belongs in a conda file, and `az ml` refuses it in an environment. Keep it in a file of its own, and name that with ' +
    '`conda_file: conda.yml` beside `image:`.',
  empty:
    '`{key}` has no value, and `az ml` refuses the file: "Field may not be null". Write a value, or take `{key}:` out.',
  wrongType: '`{key}` must be {wanted}, and `az ml` refuses `{found}`. {cure}',
  collection: '`{key}` must be {wanted}, and `az ml` refuses a {found}. Write {wanted}.',
  missingKey:
    'The {owner} has no `{key}`, and `az ml` refuses the file: "Missing data for required field". Add `{key}: …`.',
  noSource:
    'This environment has neither an image nor a Dockerfile, and `az ml` refuses it: "Docker image or Dockerfile is required". Add `image: …`, ' +
    'or `build:` with the `path` of a folder that has a Dockerfile.',
  bothSources:
    '`image` and `build` are both there, and `az ml` refuses an environment with more than one of them. Take one of the two out.',
  otherSource: 'The other one is here',
  twice:
    '`{key}` is there twice: `az ml` uses the last one and ignores this one silently. Take one of the two out.',
  documents:
    '`az ml` reads files of one document only, and refuses this second one. Put it into a file of its own.',
  emptyDocument:
    'This begins a second document, though an empty one, and `az ml` reads files of one document only. Take the mark out.',
  tab: '`az ml` refuses a tab here, and with it the file: only quotes, comments and blocks of text may have one. Write a blank instead.',
  syntax: '`az ml` cannot read this YAML: {problem}.',
};

export default defineRule({
  id: 'environment/invalid-shape',
  title: 'Azure ML refuses the YAML as it is written',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['azureml-yaml'],
  messages: MESSAGES,
  check({ file, report }) {
    const problem = file.yaml.problems[0];
    if (problem?.code === 'TAB') report({ at: problem, message: 'tab' });
    else if (problem)
      report({ at: problem, message: 'syntax', data: { problem: lowerCased(problem.message) } });
    const second = secondDocument(file);
    if (second) report({ at: second, message: second.isEmpty ? 'emptyDocument' : 'documents' });
    // What several environments merge from one place is one mistake.
    const seen = new Set<string>();
    const problems = [
      ...file.environments.flatMap(shapeProblems),
      ...file.documents.flatMap(documentProblems),
    ];
    for (const one of problems) {
      const found = reportOf(one);
      const place = `${found.at.start} ${JSON.stringify(one)}`;
      if (!seen.has(place)) report(found);
      seen.add(place);
    }
  },
});

function reportOf(problem: ShapeProblem) {
  switch (problem.code) {
    case 'unknown-key': {
      const { key, owner } = problem;
      const data = { key: key.text || '""', owner, cure: cureOfKey(problem) };
      return { at: key, message: 'unknownKey', data } as const;
    }
    case 'conda-file':
      return { at: problem.key, message: 'condaFile', data: { key: problem.key.text } } as const;
    case 'empty':
      return { at: problem.key, message: 'empty', data: { key: problem.key.text } } as const;
    case 'wrong-type': {
      const { at, key, wanted, isCollection } = problem;
      const found = problem.found || '""';
      if (isCollection) {
        const data = { key, wanted: wantedInWords(wanted), found: found === 'sequence' ? 'list' : found };
        return { at, message: 'collection', data } as const;
      }
      if (key === 'build' && wanted === 'mapping') {
        const data = {
          key,
          wanted: wantedInWords(wanted),
          found,
          cure: `Write \`build: {path: ${found}}\`.`,
        };
        return { at, message: 'wrongType', data } as const;
      }
      const cure =
        wanted === 'text' && found.length < 40 ? `Write \`"${found}"\`.` : `Write ${wantedInWords(wanted)}.`;
      return { at, message: 'wrongType', data: { key, wanted: wantedInWords(wanted), found, cure } } as const;
    }
    case 'missing-key': {
      const { at, key, owner } = problem;
      return { at, message: 'missingKey', data: { key, owner } } as const;
    }
    case 'no-source':
      return { at: problem.at, message: 'noSource' } as const;
    case 'both-sources': {
      const related = [{ at: problem.first, message: 'otherSource' }] as const;
      return { at: problem.second, message: 'bothSources', related } as const;
    }
    case 'twice': {
      const data = { key: problem.key.text };
      return { at: problem.key, message: 'twice', data, severity: 'warning' } as const;
    }
  }
}

/** The words of the parser for the middle of a sentence, shortened. */
function lowerCased(message: string): string {
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}`.split('\n')[0]!.replace(/[.:]$/, '');
}
