import { catalogDate } from '../../image/catalog.ts';
import { analyzeYaml } from './analyze.ts';
import type { AzuremlYaml } from './model.ts';

/**
 * Reads the text of an Azure ML YAML as rules get it, for programs that ask the same questions. Never throws.
 *
 * @example
 * const { environments } = readAzuremlYaml('name: scoring\nimage: ubuntu:24.04\n');
 * environments.map(({ image }) => image?.base.reference.familiar); // => ['ubuntu']
 */
export function readAzuremlYaml(text: string): AzuremlYaml {
  return analyzeYaml(text, undefined, { buildArgs: {}, now: catalogDate });
}
