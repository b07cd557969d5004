import { plural } from '../../report/summary.ts';
import { closingWords, findingLines, findingsOf, worstOf } from '../findings.ts';
import { answerTo, type Request, requestProperties } from '../request.ts';
import { answer, harmless, type Tool } from '../tool.ts';

interface LintArguments extends Request {
  readonly maxFindings?: number;
}

const DEFAULT_MOST = 50;

const place = {
  line: { type: 'integer', description: 'From 1.' },
  column: { type: 'integer', description: 'From 1, in UTF-16 units.' },
} as const;

export const lintTool: Tool<LintArguments> = {
  name: 'lint',
  title: 'Lint Dockerfiles and Azure ML YAML',
  description:
    'Checks a Dockerfile, or an Azure Machine Learning environment, deployment or job YAML, and tells with place, rule and cure what will break the build or the endpoint, what is unsafe and what is against the policy of the workspace. Knows the images of Azure ML: their users, Python, ends of support and successors. Call it after writing or changing such a file, with `path` (a file, or a directory to search) or with `text`. No Docker and no network are needed, and nothing is changed.',
  inputSchema: {
    type: 'object',
    properties: {
      ...requestProperties,
      maxFindings: {
        type: 'integer',
        minimum: 1,
        maximum: 500,
        default: DEFAULT_MOST,
        description: 'Answer with at most so many findings, the worst first to stay.',
      },
    },
    additionalProperties: false,
  },
  outputSchema: {
    type: 'object',
    properties: {
      findings: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            file: { type: 'string', description: 'Relative to `folder`.' },
            ...place,
            endLine: { type: 'integer' },
            endColumn: { type: 'integer' },
            severity: { enum: ['error', 'warning', 'info'] },
            rule: { type: 'string', description: 'The tool `explain` has its page.' },
            message: { type: 'string' },
            fix: {
              type: 'object',
              description: 'The tool `fix` makes it, if it is safe or unsafe.',
              properties: {
                title: { type: 'string' },
                safety: { enum: ['safe', 'unsafe', 'by hand'] },
              },
              required: ['title', 'safety'],
            },
            related: {
              type: 'array',
              description: 'Places that explain it.',
              items: {
                type: 'object',
                properties: {
                  file: { type: 'string', description: 'If it is another file.' },
                  line: place.line,
                  message: { type: 'string' },
                },
                required: ['line', 'message'],
              },
            },
          },
          required: ['file', 'line', 'column', 'endLine', 'endColumn', 'severity', 'rule', 'message'],
        },
      },
      notShown: { type: 'integer', description: 'Findings beyond `maxFindings`.' },
      files: { type: 'integer', description: 'Files that were linted.' },
      folder: { type: 'string', description: 'The folder that paths are relative to.' },
      problems: {
        type: 'array',
        items: { type: 'string' },
        description: 'Files that could not be linted, and why.',
      },
      notes: { type: 'array', items: { type: 'string' } },
    },
    required: ['findings', 'notShown', 'files', 'folder', 'problems', 'notes'],
  },
  readsFiles: true,
  async call({ maxFindings = DEFAULT_MOST, ...request }, around) {
    const { run, folder, notes: all } = await answerTo(request, around);
    const shown = worstOf(run, maxFindings);
    const findings = findingsOf(shown);
    const notShown = findingsOf(run).length - findings.length;
    const problems = run.errors.map(({ path, message }) =>
      harmless(path === undefined ? message : `${path}: ${message}`),
    );
    const notes = all.map(harmless);
    const closing = [
      closingWords(run),
      ...(notShown > 0 ? [`${plural(notShown, 'finding')} not shown (\`maxFindings\`).`] : []),
      ...(findings.length > 0 ? ['`explain` gives the page of a rule, with a good example.'] : []),
    ].join(' ');
    const more = [
      ...problems.map((problem) => `Problem: ${problem}`),
      ...notes.map((note) => `Note: ${note}`),
    ];
    return answer([findingLines(shown) + closing, ...more].join('\n'), {
      findings,
      notShown,
      files: run.files.length,
      folder,
      problems,
      notes,
    });
  },
};
