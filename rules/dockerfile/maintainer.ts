import { defineRule, type Instruction } from 'azml-lint';

const AUTHORS = 'org.opencontainers.image.authors';

export default defineRule({
  id: 'dockerfile/maintainer',
  aliases: { DL4000: 'same', MaintainerDeprecated: 'same' },
  title: 'MAINTAINER is deprecated',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'safe',
  messages: {
    deprecated:
      'MAINTAINER is deprecated, and what it says is no label that a registry shows. Write `{label}`.',
  },
  check({ file, report }) {
    for (const instruction of file.dockerfile.instructions.filter(({ name }) => name === 'MAINTAINER')) {
      const label = labelOf(instruction, file.dockerfile.escape);
      const { start, end, args, startLine, endLine } = instruction;
      const isSimple = args.length > 0 && startLine === endLine;
      const fix = isSimple ? { title: 'Write a label', edits: [{ start, end, text: label }] } : undefined;
      report({ at: instruction.keyword, message: 'deprecated', data: { label }, fix });
    }
  },
});

/** MAINTAINER takes its text as it is; in a LABEL, variables and escapes are read. */
function labelOf({ keyword, args }: Instruction, escape: string): string {
  const name = keyword.text === keyword.text.toLowerCase() ? 'label' : 'LABEL';
  const [, , quoted] = /^(["'])(.*)\1$/.exec(args[0]?.text ?? '') ?? [];
  const text = (quoted ?? args[0]?.text ?? '…').replaceAll(/\s+/g, ' ');
  const value = [...text].map((one) => (one === '"' || one === '$' || one === escape ? escape + one : one));
  return `${name} ${AUTHORS}="${value.join('')}"`;
}
