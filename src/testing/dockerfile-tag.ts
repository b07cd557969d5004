/**
 * A template tag for Dockerfiles and YAML inside code: backslashes are kept, and the common indentation of all lines is
 * removed, as are the blank first and last line. Only `` \` `` and `\${` are escapes, because a template has no other
 * way to write them.
 *
 * @returns the Dockerfile, each line with its line end
 *
 * @example
 * dockerfile`
 *   FROM ubuntu:24.04
 *   RUN apt-get update && \
 *       apt-get install -y curl
 * `
 */
export function dockerfile(strings: TemplateStringsArray, ...values: readonly unknown[]): string {
  const raw = { raw: strings.raw.map((part) => part.replaceAll(/\\(`|\$\{)/g, '$1')) };
  const lines = String.raw(raw, ...values).split('\n');
  if (lines[0]?.trim() === '') lines.shift();
  if (lines.at(-1)?.trim() === '') lines.pop();
  const indentations = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const shared = Math.min(...indentations);
  return lines.map((line) => `${line.slice(shared)}\n`).join('');
}

/**
 * The same for several Dockerfiles, with a blank line between each two: a table of cases. A comment at the top of one is its
 * name.
 *
 * @returns the Dockerfiles in their order
 *
 * @example
 * invalid: dockerfiles`
 *   RUN curl example.com
 *   #   ^^^^^^^^^^^^^^^^
 *
 *   # by its path
 *   RUN /usr/bin/curl example.com
 *   #   ^^^^^^^^^^^^^^^^^^^^^^^^^
 * `
 */
export function dockerfiles(strings: TemplateStringsArray, ...values: readonly unknown[]): readonly string[] {
  return dockerfile(strings, ...values)
    .split(/\n(?:[ \t]*\n)+/)
    .filter((text) => text.trim() !== '')
    .map((text) => (text.endsWith('\n') ? text : `${text}\n`));
}
