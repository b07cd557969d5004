import { aliasesOf } from '../../rule/aliases.ts';
import { helpUri } from '../../rule/links.ts';
import type { AnyRule } from '../../rule/settings.ts';
import { explanationOf } from '../../session/explanation.ts';
import { answer, type Tool } from '../tool.ts';

interface ExplainArguments {
  readonly rule: string;
  readonly full?: boolean;
}

export const explainTool: Tool<ExplainArguments> = {
  name: 'explain',
  title: 'Explain a rule',
  description:
    'The page of a rule as Markdown: why it matters on Azure Machine Learning, bad and good Dockerfiles, options, sources. Takes an id (`apt/lists-kept`), the name that another linter has for it (`DL3009`, `SecretsUsedInArgOrEnv`), or a group (`apt`), of which it lists the rules.',
  inputSchema: {
    type: 'object',
    properties: {
      rule: {
        type: 'string',
        minLength: 1,
        maxLength: 200,
        description: 'Id or alias of a rule, or a group.',
      },
      full: {
        type: 'boolean',
        default: false,
        description:
          'Also each example after its fix, and where the rule differs from that of another linter.',
      },
    },
    required: ['rule'],
    additionalProperties: false,
  },
  readsFiles: false,
  async call({ rule, full = false }) {
    const explanation = await explanationOf(rule);
    switch (explanation.kind) {
      case 'group':
        return answer(explanation.rules.map(lineOf).join(''));
      case 'shellcheck':
        return answer(explanation.text);
      case 'rules':
        return answer(
          explanation.pages.map(
            ({ rule: one, page }) => `${(full ? page : shortened(page)).trimEnd()}\n\n${helpUri(one.id)}\n`,
          ),
        );
    }
  },
};

function lineOf(rule: AnyRule): string {
  const aliases = aliasesOf(rule);
  return `- \`${rule.id}\`: ${rule.title}${aliases.length === 0 ? '' : ` (${aliases.join(', ')})`}\n`;
}

/** A page without the sections that are for its tests, and for those who come from another linter. */
function shortened(page: string): string {
  return page
    .split(/^(?=## )/m)
    .filter((section) => !/^## (?:Fixed|Cured|Differences)\n/.test(section))
    .join('');
}
