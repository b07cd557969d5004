import {
  baseName,
  type CopyStep,
  defineRule,
  isWithin,
  knownText,
  normalizePath,
  type Stage,
} from 'azml-lint';
import { containerStartOf, SERVICE_DIRECTORY } from 'azml-lint/facts';

/** The services of the images. Source: azureml.md, the boot chain; `iot-server` is of older ones. */
const OF_IMAGE = ['gunicorn', 'nginx', 'rsyslog', 'iot-server'];
/** Both of them listen: nginx to the outside, and what it passes on. */
const WEB = ['gunicorn', 'nginx'];
const PORTS = ['5001', '31311'];

/** Words in the name of a service, or in its script, that say that it is a web server. */
const SERVERS =
  /(?:^|[\W_])(?:uvicorn|gunicorn|hypercorn|waitress(?:-serve)?|fastapi|flask|django|nginx|tritonserver|triton|torchserve|api|web|webserver|http|httpd|rest)(?=$|[\W_])/i;

export default defineRule({
  id: 'server/services-collide',
  title: 'A web server is added to those that the image starts',
  level: { inference: 'warning', training: 'off', other: 'off' },
  serving: true,
  messages: {
    collides:
      '`runsvdir` starts `{service}` beside gunicorn and nginx of the image, and nginx listens on port 5001: both want it. ' +
      'Take theirs away, `rm -rf /var/runit/gunicorn /var/runit/nginx`, or give your services a directory of their own with `ENV SVDIR`.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage?.serves || !runsAllServices(stage)) return;
    const services = stage.ancestors
      .flatMap(({ copies }) => copies)
      .flatMap((copy) => servicesIn(copy).map((service) => ({ copy, service })));
    if (services.some(({ service }) => OF_IMAGE.includes(service))) return;
    const reported = new Set<string>();
    for (const { copy, service } of services) {
      if (reported.has(service) || !isWebServer(copy, service)) continue;
      reported.add(service);
      report({ at: copy.instruction.destination, message: 'collides', data: { service } });
    }
  },
});

/** The image's own directory of services is the one that is started, with all that the image has there. */
function runsAllServices(stage: Stage): boolean {
  const { kind } = containerStartOf(stage);
  if (kind !== 'base' && kind !== 'services') return false;
  const directory = stage.atEnd.env('SVDIR');
  if (directory?.by === 'ENV' && knownText(directory.value) !== SERVICE_DIRECTORY) return false;
  const changed = [...WEB.map((name) => `${SERVICE_DIRECTORY}/${name}`), `${SERVICE_DIRECTORY}/*`];
  const isOwn = (text: string) =>
    changed.some((path) => text === path || text.startsWith(`${path}/`)) ||
    normalizePath(text) === SERVICE_DIRECTORY;
  const isCopied = stage.ancestors
    .flatMap(({ copies }) => copies)
    .some(
      ({ destination, content }) =>
        content.isTree && isWithin(SERVICE_DIRECTORY, knownText(destination) ?? '/'),
    );
  const isChanged = stage.ancestors
    .flatMap(({ runs }) => runs.flatMap(({ commands }) => commands))
    .some((command) => !command.is('chmod|chown|mkdir|ls') && command.words.some(({ text }) => isOwn(text)));
  return !isCopied && !isChanged;
}

/** The services into whose directory something is copied. */
function servicesIn({ destinationPaths, destination }: CopyStep): readonly string[] {
  const paths = [knownText(destination) ?? '', ...destinationPaths];
  const names = paths.flatMap((path) => new RegExp(`^${SERVICE_DIRECTORY}/([^/]+)`).exec(path)?.[1] ?? []);
  return [...new Set(names)];
}

/** Judging by the names, or by a script in the file that names no other port. */
function isWebServer({ sources, instruction: { heredocs } }: CopyStep, service: string): boolean {
  const names = [service, ...sources.map(({ value }) => baseName(knownText(value) ?? ''))];
  const scripts = heredocs.map(({ body }) => body.text);
  const ports = scripts.flatMap((text) =>
    [...text.matchAll(/(?:port[ =]+|:)(\d{4,5})\b/gi)].map(([, port]) => port!),
  );
  if (ports.length > 0 && !ports.some((port) => PORTS.includes(port))) return false;
  return [...names, ...scripts].some((text) => SERVERS.test(text));
}
