import { defineRule } from 'azml-lint';
import { labelSettings } from 'azml-lint/facts';

/** https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations */
const WELL_FORMED = /^[a-z](?:[a-z0-9._/-]*[a-z0-9])?$/;
const REPEATED = /\.\.|--/;
const RESERVED = /^(?:com\.docker|io\.docker|org\.dockerproject)\./;

export default defineRule({
  id: 'label/invalid-key',
  aliases: { DL3048: 'differs' },
  title: 'The key of a label breaks the guidelines of Docker',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    form:
      '`{key}` is no key as the guidelines of Docker have it: lower-case letters, digits and single `.`, `-`, between a letter and a ' +
      'letter or digit. Tools that look for labels by these miss it. Write `{better}`.',
    reserved:
      '`{key}` begins with `{prefix}`, which Docker keeps for its own labels. Begin with a domain of yours instead: ' +
      '`com.example.{rest}`.',
  },
  check({ file, report }) {
    for (const { name: key, pair } of labelSettings(file)) {
      const prefix = RESERVED.exec(key)?.[0];
      if (prefix)
        report({
          at: pair.name,
          message: 'reserved',
          data: { key, prefix: prefix.slice(0, -1), rest: wellFormed(key.slice(prefix.length)) },
        });
      else if (!WELL_FORMED.test(key) || REPEATED.test(key))
        report({ at: pair.name, message: 'form', data: { key, better: wellFormed(key) } });
    }
  },
});

/** The key with the fewest changes that make it one. */
function wellFormed(key: string): string {
  const lower = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._/-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/-{2,}/g, '-');
  return lower.replace(/^[^a-z]+/, '').replace(/[^a-z0-9]+$/, '') || 'label';
}
