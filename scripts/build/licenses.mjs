import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Such a package asks for nothing, so that it may come without a text. */
const PUBLIC_DOMAIN = 'CC0-1.0';
const DEDICATION = 'https://creativecommons.org/publicdomain/zero/1.0/legalcode';

/** The licenses of all packages in the bundles, as one text. Takes the paths of the bundled modules. */
export async function thirdPartyLicenses(paths) {
  const folders = paths.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
  const sections = await Promise.all([...new Set(folders)].sort().map(licenseOf));
  return `azml-lint contains the following packages.\n\n${sections.join('\n')}`;
}

async function licenseOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && license !== PUBLIC_DOMAIN)
    throw new Error(`${name} is bundled but has no license file`);
  const text = file === undefined ? DEDICATION : await readFile(join(folder, file), 'utf8');
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`;
}
