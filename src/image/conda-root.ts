import { type CatalogImage, findImage } from './catalog.ts';

/**
 * The directory of conda itself, by the family of the image. Sources: AzureML-Containers at 1cce496^, base/**, for the
 * training bases; azureml-assets for the others, see docs of each row of the catalog.
 */
const ROOTS: Readonly<Partial<Record<CatalogImage['family'], string>>> = {
  'inference-minimal': '/opt/miniconda',
  'inference-framework': '/opt/miniconda',
  'inference-mlflow': '/opt/miniconda',
  'inference-base': '/opt/miniconda',
  'training-base-openmpi': '/opt/miniconda',
  'training-base-intelmpi': '/opt/miniconda',
  'training-base-legacy': '/opt/miniconda',
  acpt: '/opt/conda',
};

/**
 * The directory of conda in an image of Azure ML: environments with a name are in its `envs`. `undefined` when it is not
 * known.
 *
 * @example condaRootOf(findImage('mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04')); // => '/opt/miniconda'
 */
export function condaRootOf(image: CatalogImage | undefined): string | undefined {
  if (!image) return undefined;
  const { family, base } = image;
  return ROOTS[family] ?? (base === undefined ? undefined : condaRootOf(findImage(nameOf(base))));
}

/** The name without tag and digest. */
function nameOf(reference: string): string {
  return reference.replace(/[:@].*$/, '');
}
