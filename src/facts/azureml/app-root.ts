import { knownText } from '../../dockerfile/value.ts';
import { DEFAULT_APP_ROOT } from '../../image/contract.ts';
import type { Stage } from '../../model/model.ts';
import { isAbsolute, normalizePath } from '../../text/paths.ts';

/**
 * The directory in which the inference server runs and looks for the entry script: AML_APP_ROOT, its value in the base
 * image, or the default. `undefined` when it is not known.
 */
export function appRootOf({ atEnd, image, family }: Stage): string | undefined {
  const binding = atEnd.env('AML_APP_ROOT');
  // On a training image, the boot script uses its default.
  if (!binding) return image && family !== 'training' ? image.appRoot : DEFAULT_APP_ROOT;
  const text = knownText(binding.value);
  return text !== undefined && isAbsolute(text) ? normalizePath(text) : undefined;
}
