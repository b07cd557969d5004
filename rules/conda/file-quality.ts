import {
  type AzuremlYaml,
  type DockerfileModel,
  defineRule,
  type MessageData,
  type Origin,
  type Package,
  type Severity,
  type Span,
} from 'azml-lint';
import {
  type CondaEnvironment,
  condaEnvironmentsOf,
  endOfPython,
  installedEnvironments,
  pythonSupportedBy,
  serverOf,
} from 'azml-lint/facts';

/** Tools, which need no version. */
const TOOLS = ['pip', 'setuptools', 'wheel', 'python'];
/** At most this many packages are named. */
const MOST_NAMES = 3;

export default defineRule({
  id: 'conda/file-quality',
  title: 'A conda file gives another environment each time',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  kinds: ['dockerfile', 'azureml-yaml'],
  messages: {
    channels:
      'No channels are named, so conda takes those of the machine that builds, whose packages may be others or not allowed there. ' +
      'Write `channels: [conda-forge]`.',
    noPython:
      'No Python is among the dependencies, so the environment gets whichever fits on the day of the build, or none. Write `python=3.12`.',
    anyPython:
      '`{package}` may be another Python tomorrow, for which the packages below it are not released. Write `python=3.12`.',
    endedPython:
      '`{package}` has had no fixes since {date}, and package after package stops publishing for it. Write `python=3.12`.',
    noPip:
      'These packages need pip, which is not among the dependencies: conda adds one, and warns that it may install them into the ' +
      'wrong place. Write `pip` above.',
    open:
      'The next build of this environment may get another {packages}, so that what was tested is not what runs, and the solver ' +
      'has more to try. Write {pins}.',
    encoding: 'This is not UTF-8, and so the file cannot be read: "UnicodeDecodeError". Save it as UTF-8.',
  },
  check({ file, report }) {
    const files = file.kind === 'dockerfile' ? installedEnvironments(file) : condaEnvironmentsOf(file);
    for (const { environment, readBy, isUpdate } of files) {
      const origin: Origin = { file: environment.source, ...(readBy && { readBy }) };
      for (const { at, message, data, severity } of faultsOf(environment, isUpdate, file))
        report({ at: { ...at, origin }, message, data, severity });
    }
  },
});

type Message = 'channels' | 'noPython' | 'anyPython' | 'endedPython' | 'noPip' | 'open' | 'encoding';

interface Fault {
  readonly at: Span;
  readonly message: Message;
  readonly data?: MessageData;
  readonly severity?: Severity | undefined;
}

function* faultsOf(
  { source, channels, dependencies, packages, pip }: CondaEnvironment,
  isUpdate: boolean,
  file: DockerfileModel | AzuremlYaml,
): Iterable<Fault> {
  if (!dependencies) return;
  const broken = source.text.indexOf('\u{fffd}');
  if (broken !== -1) yield { at: { start: broken, end: broken + 1 }, message: 'encoding' };
  if (!channels?.items.length) yield { at: channels?.key ?? dependencies.key, message: 'channels' };
  const python = packages.findLast(({ name }) => name === 'python');
  if (python) yield* faultsOfPython(python, file);
  else if (!isUpdate) yield { at: dependencies.key, message: 'noPython' };
  if (pip && !isUpdate && !packages.some(({ name }) => name === 'pip'))
    yield { at: pip.at, message: 'noPip' };
  const ofPip = (pip?.requirements.packages ?? []).filter(isOpen);
  const open = [...packages.filter(isOpen), ...ofPip];
  // A lower bound is often there for the sake of a patch.
  const severity = open.some(({ pin }) => pin === 'none') ? undefined : 'info';
  if (open[0]) yield { at: open[0].word, message: 'open', data: inWords(open, ofPip), severity };
}

function* faultsOfPython(python: Package, file: DockerfileModel | AzuremlYaml): Iterable<Fault> {
  const data = { package: python.word.text };
  const ended = endOfPython(python, file.now);
  if (python.pin === 'none') yield { at: python.word, message: 'anyPython', data };
  else if (ended !== undefined && !isToldByServer(python, file))
    yield { at: python.word, message: 'endedPython', data: { ...data, date: ended } };
}

/** Whether server/python-unsupported tells of it. */
function isToldByServer({ specifier, word }: Package, file: DockerfileModel | AzuremlYaml): boolean {
  const server = file.kind === 'dockerfile' && file.finalStage ? serverOf(file.finalStage) : undefined;
  const isOfServer = server?.installs.some(({ packages }) =>
    packages.some((one) => one.word.origin?.file === word.origin?.file && one.word.start === word.start),
  );
  return isOfServer === true && pythonSupportedBy(server!.releases[0]!, specifier) === 'too-old';
}

function isOpen({ name, pin }: Package): boolean {
  return name !== undefined && !TOOLS.includes(name) && (pin === 'none' || pin === 'open');
}

function inWords(open: readonly Package[], ofPip: readonly Package[]) {
  const shown = open.slice(0, MOST_NAMES);
  const rest = open.length - shown.length;
  const more = rest > 0 ? ` and ${rest} more` : '';
  const listed = (suffix: (each: Package) => string) =>
    shown.map((each) => `\`${each.written}${suffix(each)}\``).join(', ');
  return {
    packages: listed(() => '') + more,
    pins: listed((each) => (ofPip.includes(each) ? '==…' : '=…')) + (rest > 0 ? ' …' : ''),
  };
}
