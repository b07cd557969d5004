/** The commands that CI runners read in the log of a job. What is escaped reads back there as it was. */

/** Values by name; those without a value are left out. */
type Properties = Readonly<Record<string, string | number | undefined>>;

/**
 * A command for GitHub Actions: `::error file=Dockerfile,line=3::The message`.
 *
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function gitHubCommand(name: string, properties: Properties, message: string): string {
  const pairs = given(properties).map(([key, value]) => `${key}=${escaped(value, gitHubProperty)}`);
  return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escaped(message, gitHubMessage)}`;
}

/**
 * A command for the agent of Azure Pipelines: `##vso[task.logissue type=error;linenumber=3;]The message`.
 *
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
export function azureCommand(name: string, properties: Properties, message: string): string {
  const pairs = given(properties).map(([key, value]) => `${key}=${escaped(value, azureProperty)};`);
  return `##vso[${name}${pairs.length === 0 ? '' : ` ${pairs.join('')}`}]${escaped(message, azureMessage)}`;
}

type Escapes = Readonly<Record<string, string>>;

const lineEnds = { '\r': '%0D', '\n': '%0A' };
const gitHubMessage: Escapes = { '%': '%25', ...lineEnds };
const gitHubProperty: Escapes = { ...gitHubMessage, ':': '%3A', ',': '%2C' };
const azureMessage: Escapes = { '%': '%AZP25', ...lineEnds };
const azureProperty: Escapes = { ...azureMessage, ';': '%3B', ']': '%5D' };

function escaped(text: string, escapes: Escapes): string {
  return text.replaceAll(/[%\r\n:,;\]]/g, (character) => escapes[character] ?? character);
}

function given(properties: Properties): readonly (readonly [string, string])[] {
  return Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => [key, String(value)]);
}
