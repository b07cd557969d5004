import { defineRule, type Package } from 'azml-lint';
import {
  bringsSetuptools,
  failsBesideMonitoring,
  mayHaveBeside,
  needsDistutils,
  programsOf,
  pythonOf,
  runsMlflowScript,
  SERVER_PACKAGE,
  type Server,
  serverOf,
  serverReleasesWithin,
} from 'azml-lint/facts';

const MONITORING = 'azureml-ai-monitoring';
const CONTRIB = 'azureml-contrib-services';

/** Packages that require setuptools, or something that does. Source: their metadata of 2026-11. */
const BRINGS_SETUPTOOLS =
  /^(?:setuptools|torch(?:vision|audio|metrics)?|tensorflow.*|tensorboard|tf-.*|lightning.*|pytorch-lightning|spacy|grpcio-tools|azureml-core|azureml-defaults|azureml-train-.*|azureml-automl-.*|distutils.*)$/;

export default defineRule({
  id: 'server/broken-release',
  title: 'A release of the inference server that does not start',
  level: { inference: 'error', training: 'off', other: 'off' },
  serving: true,
  messages: {
    monitoring:
      '{server} {version} does not start beside `azureml-ai-monitoring`: it ends with "No module named \'azureml.contrib\'". Write ' +
      '`{server}>=1.4.1`, or install `azureml-contrib-services` with it.',
    distutils:
      '{server} {version} imports `distutils`, which Python 3.12 removed, and in an environment of `{creator}` there is no setuptools ' +
      'that brings it back: it ends with "No module named \'distutils\'". Write `{server}>=1.4.1`, or install ' +
      '`setuptools` with it.',
    beside: 'installed beside it here',
    made: 'made here, with Python {python}',
  },
  check({ file, report }) {
    const server = file.finalStage && serverOf(file.finalStage);
    const asked = server && packagesOf(server).findLast(({ name }) => name === SERVER_PACKAGE);
    const releases = (asked?.specifier && serverReleasesWithin(asked.specifier)) || [];
    const [newest] = releases;
    if (!server || !asked || !newest) return;
    const data = { server: SERVER_PACKAGE, version: newest.version };
    const monitoring = packagesOf(server).find(({ name }) => name === MONITORING);
    const mayHaveContrib = mayHaveBeside(server, ({ name }) => name === CONTRIB) || isOfMlflow(server);
    if (monitoring && releases.every(failsBesideMonitoring) && !mayHaveContrib) {
      report({
        at: asked.word,
        message: 'monitoring',
        data,
        related: [{ at: monitoring.word, message: 'beside' }],
      });
    }
    const bare =
      releases.every((one) => needsDistutils(one) && !bringsSetuptools(one)) && bareEnvironmentOf(server);
    if (!bare) return;
    const related = [{ at: bare.command, message: 'made' as const, data: { python: bare.python } }];
    report({
      at: asked.word,
      message: 'distutils',
      data: { ...data, creator: bare.command.head.text },
      related,
    });
  },
});

function packagesOf({ installs }: Server): readonly Package[] {
  return installs.flatMap(({ packages }) => packages);
}

/** The environment of the MLflow images has more than their documentation says. */
function isOfMlflow({ stage, activated }: Server): boolean {
  return !activated && runsMlflowScript(stage);
}

/** The command that makes an environment without distutils: Python 3.12 or newer, and nothing brings setuptools. */
function bareEnvironmentOf(server: Server) {
  const made = server.activated?.made;
  const python = made && !made.command.is(programsOf('conda')) ? pythonOf(made) : undefined;
  if (!made || python === undefined || Number(python.split('.')[1]) < 12) return undefined;
  const isBrought = mayHaveBeside(server, ({ name }) => name !== undefined && BRINGS_SETUPTOOLS.test(name));
  return isBrought ? undefined : { command: made.command, python };
}
