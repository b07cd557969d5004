/** Rules that enforce an organization's policy use the organization's own words, from its configuration. */

/** What an organization says about one entry of its policy. */
export interface PolicyWords {
  /** The reason, or what to do instead; it follows the message of the rule. */
  readonly message?: string;
  /** Where to read more. */
  readonly url?: string;
}

/** A message followed by the words of the policy: "It is forbidden. Use the mirror. See https://…". */
export function withPolicyWords(message: string, { message: words = '', url }: PolicyWords): string {
  // A YAML text of several lines ends with a line end.
  const said = words.trim().replaceAll(/\s+/g, ' ');
  const sentence = said === '' || /[.!?:…]$/.test(said) ? said : `${said}.`;
  return [message, sentence, url && `See ${url}`].filter(Boolean).join(' ');
}

/**
 * The JSON Schema of an option that lists the things of a policy. An entry is the thing itself, or an object with the
 * thing under a key, the policy's words, and any further settings.
 *
 * @param key the key of the thing in an object
 * @param thing the JSON Schema of the thing itself
 * @param more JSON Schemas of the further settings, by key
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
