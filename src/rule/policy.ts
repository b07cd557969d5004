/** Rules that carry out what an organization decided say so in its own words, which its configuration gives. */

/** What an organization says of one entry of its policy. */
export interface PolicyWords {
  /** Why that is so, or what to do instead; stands behind the message of the rule. */
  readonly message?: string;
  /** Where to read more. */
  readonly url?: string;
}

/** A message with the words of the policy behind it: "It is forbidden. Use the mirror. See https://…". */
export function withPolicyWords(message: string, { message: words = '', url }: PolicyWords): string {
  // A text of several lines in YAML ends with one.
  const said = words.trim().replaceAll(/\s+/g, ' ');
  const sentence = said === '' || /[.!?:…]$/.test(said) ? said : `${said}.`;
  return [message, sentence, url && `See ${url}`].filter(Boolean).join(' ');
}

/**
 * The JSON Schema of an option that lists what a policy is about. An entry is the thing itself, or an object that has it
 * under a key, with the policy's words and whatever else there is to say about it.
 *
 * @param key what holds the thing in an entry that is an object
 * @param thing the JSON Schema of the thing itself
 * @param more JSON Schemas by key, for what else an entry may hold
 *
 * @example
 * const schema = policyEntriesSchema('Hosts that nothing may be fetched from.', 'host', { type: 'string' });
 * 'anyOf' in (schema as { items: object }).items; // => true
 */
export function policyEntriesSchema(
  description: string,
  key: string,
  thing: object,
  more: Readonly<Record<string, object>> = {},
): object {
  const entry = {
    type: 'object',
    properties: { [key]: thing, ...more, ...wordSchemas },
    required: [key],
    additionalProperties: false,
  };
  return { type: 'array', items: { anyOf: [thing, entry] }, description };
}

const wordSchemas = {
  message: {
    type: 'string',
    minLength: 1,
    description: 'Why, or what to do instead. Stands behind the message of the rule.',
  },
  url: {
    type: 'string',
    pattern: '^https?://[^\\s]+$',
    description: 'Where to read more; instead of the page of the rule.',
  },
} satisfies Record<keyof PolicyWords, object>;

/**
 * The entries of an option that {@link policyEntriesSchema} describes, all as objects.
 *
 * @example
 * normalizePolicyEntries(['a.com', { host: 'b.com', message: 'Ask Bo.' }], 'host'); // => [{ host: 'a.com' }, { host: 'b.com', message: 'Ask Bo.' }]
 */
export function normalizePolicyEntries<Entry extends object>(
  entries: readonly (string | Entry)[],
  key: keyof Entry & string,
): readonly Entry[] {
  return entries.map((entry) => (typeof entry === 'string' ? ({ [key]: entry } as Entry) : entry));
}
