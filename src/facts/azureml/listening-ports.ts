/** The ports on which a container is known to listen. */
import { PUBLIC_PORT, SERVICE_DIRECTORY } from '../../image/contract.ts';
import { type ContainerStart, containerStartOf } from '../../model/container-start.ts';
import type { Stage } from '../../model/model.ts';
import type { Fragment } from '../../text/fragment.ts';
import { normalizePath } from '../../text/paths.ts';
import { copiesInto } from '../image-files/copied-into.ts';
import { commandText } from './served.ts';
import { isForServer } from './server.ts';

/** What listens in a container, and where. */
export interface Listening {
  readonly ports: readonly number[];
  /** `nginx`, `azmlinfsrv`, `uvicorn`. */
  readonly program: string;
  /** What the file starts; `undefined` if it leaves that to its base. */
  readonly command: Fragment | undefined;
}

/**
 * The ports on which a container of a stage listens; `undefined` if they are not known: it starts a script, a program with a
 * configuration, or services of its own. A port of EXPOSE may be one of them.
 */
export function listeningIn(stage: Stage): Listening | undefined {
  const startup = containerStartOf(stage);
  if (startup.kind === 'server')
    return startup.port === undefined
      ? undefined
      : { ports: [startup.port], program: 'azmlinfsrv', command: startup.step.instruction.rest };
  if (startup.kind === 'base' || startup.kind === 'services') {
    const isKnown = isForServer(stage) && !mayHaveOtherServices(stage) && !startsElsewhere(startup);
    return isKnown ? { ports: [PUBLIC_PORT], program: 'nginx', command: undefined } : undefined;
  }
  if (startup.kind === 'unknown') return undefined;
  const words = [startup.step, ...(startup.cmd ? [startup.cmd] : [])].map(({ instruction }) =>
    commandText(instruction),
  );
  const found = portsIn(words.join(' '), mayHavePortElsewhere(stage));
  return found && { ...found, command: startup.step.instruction.rest };
}

/** `runsvdir /srv/services`: not the services of the base. */
function startsElsewhere(startup: ContainerStart): boolean {
  if (startup.kind !== 'services') return false;
  const steps = [startup.step, ...(startup.cmd ? [startup.cmd] : [])];
  const text = steps.map(({ instruction }) => commandText(instruction)).join(' ');
  const [, directory] = /runsvdir\s+(?:-\w+\s+)*([^\s;&|]+)/.exec(text) ?? [];
  return directory !== undefined && normalizePath(directory) !== SERVICE_DIRECTORY;
}

/** The file has to do with nginx, or with the services that runit starts. */
function mayHaveOtherServices(stage: Stage): boolean {
  const touches = [SERVICE_DIRECTORY, '/etc/nginx'].some((directory) => {
    const { inside, named } = copiesInto(stage, directory, 'SVDIR');
    return inside.length > 0 || named;
  });
  return touches || stage.atEnd.env('SVDIR')?.by === 'ENV';
}

/** Servers that listen on the port of an option, or else on one of their own; in tritonserver more than one. */
const SERVERS: readonly {
  readonly name: RegExp;
  readonly options: readonly string[];
  readonly usual: readonly number[];
}[] = [
  { name: /^uvicorn$/, options: ['--port'], usual: [8000] },
  { name: /^hypercorn$/, options: ['-b', '--bind'], usual: [8000] },
  { name: /^gunicorn$/, options: ['-b', '--bind'], usual: [8000] },
  { name: /^flask$/, options: ['-p', '--port'], usual: [5000] },
  { name: /^streamlit$/, options: ['--server.port'], usual: [8501] },
  { name: /^mlflow$/, options: ['-p', '--port'], usual: [5000] },
  { name: /^tensorflow_model_server$/, options: ['--rest_api_port', '--port'], usual: [] },
];

/** Variables from which some servers take their port: `PORT`, `UVICORN_PORT`, `GUNICORN_CMD_ARGS`. */
export function isNameOfPort(name: string): boolean {
  return /PORT|BIND|_ARGS/.test(name);
}

function mayHavePortElsewhere({ atEnd }: Stage): boolean {
  return atEnd.envs().some(({ name }) => isNameOfPort(name));
}

/** Words that start another program in front of the server. */
const BEFORE = /^(?:exec|tini|dumb-init|--|-g|poetry|uv|pipenv|run|python\d?(?:\.\d+)?|-m|-u)$/;

/** The ports of a command, if its server and all of its words are known. */
function portsIn(command: string, isElsewhere: boolean): Omit<Listening, 'command'> | undefined {
  if (/[$`;&|<>(){}*]|\.(?:toml|ini|ya?ml|conf|json)\b|\s(?:-c|--config)\b/.test(command)) return undefined;
  const words = command.split(/\s+/).filter((word) => word !== '');
  const at = words.findIndex((word) => !BEFORE.test(word));
  const program = words[at]?.replace(/^.*\//, '') ?? '';
  const server = SERVERS.find(({ name }) => name.test(program));
  if (!server) return undefined;
  const given = words.slice(at + 1).flatMap((word, index, rest) => {
    const [option, value = rest[index + 1]] = splitOption(word);
    return server.options.includes(option) ? [value ?? ''] : [];
  });
  const ports = given.map((value) => Number(/^(?:[^:\s]*:)?(\d{1,5})$/.exec(value)?.[1] ?? Number.NaN));
  if (ports.some(Number.isNaN)) return undefined;
  const all = ports.length > 0 ? ports : isElsewhere ? [] : server.usual;
  return all.length > 0 ? { ports: all, program } : undefined;
}

function splitOption(word: string): readonly [string, string?] {
  const equals = word.indexOf('=');
  return equals === -1 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}
