import { type LabelType, labelTypes } from '../image/label-formats.ts';

/** The labels of an image by name, each with the type of its value. */
export type LabelSchema = Readonly<Record<string, LabelType>>;

/** The JSON Schema of the option `schema` that the rules about labels share. */
export const labelSchemaOption: object = {
  type: 'object',
  additionalProperties: { enum: labelTypes },
  description:
    'The labels of an image by name, each with the type of its value: `text` (anything), `url`, `rfc3339` (a time), ' +
    '`spdx` (a license), `hash` (of git), `semver`, `email`. Given to `label/*`, it is that of all rules about labels.',
};
