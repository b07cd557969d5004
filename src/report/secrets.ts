/** Hides secrets in what findings consist of. */
import type { MessageData } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import type { TextMasker } from '../text/masker.ts';
import { mask } from '../text/secrets.ts';

/**
 * The values of a message without their secrets. What is masked in the message is masked in its values too, even if a
 * value alone does not look like a secret.
 */
export function maskData(data: MessageData, message: string, masker: TextMasker): MessageData {
  const values = Object.entries(data);
  if (values.length === 0) return data;
  const hidden = masker
    .find(message)
    .map(({ start, end }) => message.slice(start, end))
    .filter(Boolean);
  return Object.fromEntries(
    values.map(([name, value]) => {
      const shown = hidden.reduce(
        (text, secret) => text.replaceAll(secret, () => mask),
        masker.mask(String(value)),
      );
      return [name, shown === String(value) ? value : shown];
    }),
  );
}

/**
 * Whether edits can be given to programs. Edits that repeat a secret are withheld: with the secret they would leak it,
 * and with a mask they would destroy it when applied.
 */
export function arePublic(edits: readonly Edit[], masker: TextMasker): boolean {
  return edits.every((edit) => masker.find(edit.text).length === 0);
}
