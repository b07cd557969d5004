import { basename } from 'node:path';
import { readText } from '../session/read.ts';
import { searchDirectory } from '../session/search.ts';
import { UserError } from '../session/user-error.ts';

/** So many files are linted at most to find out what they say of one that they may lead to. */
const MOST = 40;

/**
 * The Dockerfiles and Azure ML YAML that may lead to a file, such as an entry script or a requirements file: those that have
 * its name in their text. A folder is searched once.
 */
export class LeadingFiles {
  readonly #found = new Map<string, readonly string[]>();

  /**
   * @param directory where they are looked for
   * @param textOf the text of a file that is open
   */
  to(file: string, directory: string, textOf: (file: string) => string | undefined): readonly string[] {
    const name = basename(file);
    return this.#filesIn(directory)
      .filter((one) => one !== file && (textOf(one) ?? textOnDisk(one)).includes(name))
      .slice(0, MOST);
  }

  #filesIn(directory: string): readonly string[] {
    const found = this.#found.get(directory) ?? searchDirectory(directory, directory).files;
    this.#found.set(directory, found);
    return found;
  }
}

function textOnDisk(file: string): string {
  try {
    return readText(file).text;
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
}
