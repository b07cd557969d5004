import { plural } from '../../report/summary.ts';
import { UserError } from '../../session/user-error.ts';
import { maskSecrets } from '../../text/secrets.ts';
import { type Answer, answerTo, type Request, requestProperties } from '../request.ts';
import { answer, harmless, type Tool } from '../tool.ts';

interface FixArguments extends Request {
  readonly unsafe?: boolean;
}

/** A longer text does not come along: the diff says the same. In characters. */
const LONGEST_TEXT = 50_000;

export const fixTool: Tool<FixArguments> = {
  name: 'fix',
  title: 'Preview fixes',
  description:
    'Shows what fixing the findings of one file would change: a unified diff that `git apply` takes, and the whole text afterwards. Writes nothing; apply the diff or write the text yourself. Fixes that would break the build, or add a finding, are left out. With `rules` only the fixes of some rules.',
  inputSchema: {
    type: 'object',
    properties: {
      ...requestProperties,
      path: {
        ...requestProperties.path,
        description: 'A file in the workspace, absolute or relative to it.',
      },
      unsafe: {
        type: 'boolean',
        default: false,
        description: 'Also fixes whose result must be looked at: they may change what the image does.',
      },
    },
    additionalProperties: false,
  },
  outputSchema: {
    type: 'object',
    properties: {
      fixes: { type: 'integer', description: 'Findings that are fixed.' },
      diff: { type: 'string', description: 'Empty if there is nothing to fix.' },
      text: {
        type: 'string',
        description: `The whole text afterwards. Not there if it has secrets or more than ${LONGEST_TEXT} characters.`,
      },
      folder: { type: 'string', description: 'The folder in which the diff applies.' },
      notes: { type: 'array', items: { type: 'string' }, description: 'Why some fixes are left out.' },
    },
    required: ['fixes', 'diff', 'folder', 'notes'],
  },
  readsFiles: true,
  async call({ unsafe = false, rules = [], ...request }, around) {
    const fixing = await answerTo(request, around, { mode: 'diff', unsafe, rules });
    const { asked, outcome, folder, patch: diff } = fixing;
    if (asked === undefined)
      throw new UserError(
        `\`${request.path}\` is a directory`,
        'Fixes are shown for one file at a time: the tool `lint` tells which have any.',
      );
    const fixes = outcome.dockerfiles.reduce((sum, { inDiff }) => sum + inDiff, 0);
    const text = asked.preview === undefined ? undefined : shownText(asked.preview, request);
    const notes = [
      ...notesOf(fixing),
      ...(asked.preview !== undefined && text === undefined ? [LEFT_OUT] : []),
    ];
    const words =
      diff === ''
        ? nothingToFix(fixing, unsafe)
        : `${plural(fixes, 'fix', 'fixes')}, not written yet. The diff:\n\n${diff}`;
    const texts = [[words, ...notes.map((note) => `Note: ${note}`)].join('\n')];
    if (text !== undefined) texts.push(text);
    return answer(texts, { fixes, diff, ...(text !== undefined && { text }), folder, notes });
  },
};

const LEFT_OUT =
  'the whole text is left out, because it is long or has secrets: apply the diff, or run `azml-lint --fix`';

/** Whoever gave the text knows its secrets; those of a file stay in it. */
function shownText(text: string, { text: given }: Request): string | undefined {
  const isPublic = given !== undefined || maskSecrets(text) === text;
  return isPublic && text.length <= LONGEST_TEXT ? text : undefined;
}

function notesOf({ run, notes }: Answer): readonly string[] {
  return [...notes, ...run.errors.map(({ message }) => message)].map(harmless);
}

function nothingToFix({ run }: Answer, unsafe: boolean): string {
  const left = run.files
    .flatMap(({ findings }) => findings)
    .filter(({ fix }) => fix?.safety === 'unsafe').length;
  return left === 0 || unsafe
    ? 'There is nothing to fix automatically.'
    : `There is no safe fix; ${plural(left, 'fix', 'fixes')} must be looked at afterwards: ask with \`unsafe\`.`;
}
