/** Credentials in the requirement and environment files that a Dockerfile installs. */
import type { DockerfileModel } from '../../model/model.ts';
import { type Credential, findCredentials } from '../../text/credentials.ts';
import { lineAt, lineText, type Origin, type SourceFile } from '../../text/source.ts';
import { installedFiles } from './installed-files.ts';

/** A credential with the file in which it is. */
export interface FileCredential extends Credential {
  readonly origin: Origin;
}

/**
 * The credentials in the files with packages that the RUNs of a file read. Comments do not count, nor do here-documents, whose
 * text is that of the file itself.
 */
export function credentialsInFiles(file: DockerfileModel): readonly FileCredential[] {
  return installedFiles(file)
    .filter(({ source }) => source.path !== file.source.path)
    .flatMap(({ source, readBy }) =>
      findCredentials(source.text)
        .filter((credential) => !isInComment(credential, source))
        .map((credential) => ({ ...credential, origin: { file: source, readBy } })),
    );
}

function isInComment({ start }: Credential, source: SourceFile): boolean {
  const line = lineAt(source, start);
  const before = lineText(source, line).slice(0, start - source.lineStarts[line - 1]!);
  return /(?:^|\s)#/.test(before);
}
