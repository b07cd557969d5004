/** conda, mamba and micromamba. Sources: the manuals of conda 25 and mamba 2, conda's specification of matches. */
import type { OptionGrammar } from './option-grammar.ts';
import type { PackageTool, Setting } from './package-tool.ts';

// conda 25 (argparse): each subcommand has its own letters.
const condaTarget =
  '-n --name -p --prefix --solver --repodata-fn --console --experimental --subdir --platform';
const condaPackages = `${condaTarget} -c --channel --file --clone --revision --dev-prefix --download-threads --update-specs-file`;
const condaBare = `--yes --quiet --json --verbose --dry-run --all --force --force-reinstall --force-remove --freeze-installed
  --no-update-deps --update-deps --update-all --update-specs --strict-channel-priority --no-channel-priority
  --override-channels --offline --use-local --no-default-packages --only-deps --no-deps --copy --no-pin --prune
  --no-capture-output --live-stream --insecure --download-only --no-shortcuts --use-index-cache --index-cache
  --packages --tarballs --force-pkgs-dirs --logfiles --tempfiles`;
const condaOptions: OptionGrammar = {
  valued: condaPackages,
  bare: condaBare,
  abbreviates: true,
  equals: true,
  subcommands: true,
};
const condaEnvironment: OptionGrammar = {
  valued: `${condaTarget} -f --file`,
  bare: condaBare,
  abbreviates: true,
  equals: true,
};
const condaTable: Readonly<Record<string, OptionGrammar>> = {
  '': condaOptions,
  env: { ...condaEnvironment, subcommands: true },
  clean: { bare: condaBare, abbreviates: true },
  run: {
    valued: '-n --name -p --prefix --cwd -e --env -r --root-prefix --label',
    bare: condaBare,
    equals: true,
    stops: true,
  },
  config: {
    valued: '--file --add --append --prepend --set --remove --remove-key --name --prefix -n -p',
    bare: '--system --env --get --show --show-sources --describe --write-default --validate --force',
    equals: true,
  },
};
// mamba 2 and micromamba (CLI11): environment files everywhere with -f, and a root prefix.
const mambaTable: Readonly<Record<string, OptionGrammar>> = {
  ...condaTable,
  '': {
    ...condaOptions,
    valued: `${condaPackages} -f -r --root-prefix --rc-file --log-level --category --channel-priority --pyc --platform`,
  },
};
const answers: Setting = {
  on: ['-y', '--yes'],
  off: [],
  key: 'always_yes',
  files: ['/opt/conda/.condarc', '/opt/miniconda/.condarc', '/etc/conda', '/root/.condarc', '/root/.mambarc'],
  variables: ['CONDA_ALWAYS_YES', 'MAMBA_ALWAYS_YES'],
};

/** At the end of its input, as in a build, conda assumes that the answer is yes. */
export const conda: PackageTool = {
  manager: 'conda',
  programs: ['conda'],
  options: condaTable,
  actions: {
    install: 'install, env update',
    create: 'create, env create',
    upgrade: 'update, upgrade',
    remove: 'remove, uninstall, env remove',
    look: 'search',
    show: 'list, info, env list, env export, export',
    clean: 'clean',
    activate: 'activate, deactivate',
    manage: 'config, init, env config, rename',
  },
  takesPackages: ['install', 'create', 'upgrade'],
  packages: {
    // `channel::name=1.2=build`, `name>=1`, `name 1.2`.
    named: /^(?:[^:\s]+::)?(?<name>[A-Za-z0-9_][A-Za-z0-9._-]*)\s*(?<specifier>(?:[=<>!~\s].*)?)$/,
    other: /^[.~]{0,2}\/|^\w+:\/\/|\.(?:conda|tar\.bz2)$/,
    fileFlags: ['--file', '-f'],
    pins: { fixed: /(?:^|,)\s*(?:~?={1,2}\s*)?\d/, limited: /</, open: /[>!]/ },
    joint: '=',
    names: 'lower-case',
    versions: 'python',
  },
  showsOnly: ['-d', '--dry-run', '-h', '--help'],
  confirmation: {
    ...answers,
    answer: { option: '-y' },
    asks: ['install', 'create', 'upgrade', 'remove', 'clean'],
  },
  cache: {
    directories: ['/opt/conda/pkgs', '/opt/miniconda/pkgs', '/opt/mamba/pkgs', '~/.conda/pkgs'],
    movedBy: { variables: ['CONDA_PKGS_DIRS'], flags: [] },
    filledBy: ['install', 'create', 'upgrade'],
    cleanedBy: { flags: ['-a', '--all', '-p', '--packages', '-t', '--tarballs', '-f', '--force-pkgs-dirs'] },
  },
  runs: 'run',
};

export const mamba: PackageTool = { ...conda, programs: ['mamba', 'micromamba'], options: mambaTable };
