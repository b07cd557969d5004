/** Facts about package managers, compared with commands from their manuals. */
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { cachesLeft } from '../src/facts/packages/caches.ts';
import { askingCommands } from '../src/facts/packages/confirmation.ts';
import { packageUses } from '../src/facts/packages/package-settings.ts';
import { analyze } from '../src/model/analyze.ts';
import { installsOf } from '../src/model/installs.ts';
import type { DockerfileModel } from '../src/model/model.ts';
import { packageAction, programsOf, showsOnly } from '../src/model/package-actions.ts';
import { type PackageAction, type PackageManager, packageManagers } from '../src/programs/package-tool.ts';
import { packageTool, packageTools } from '../src/programs/package-tools.ts';
import { readScript } from '../src/shell/read.ts';
import type { Command } from '../src/shell/script.ts';
import { verbatim } from '../src/text/fragment.ts';

function command(text: string): Command {
  return readScript(verbatim(text, 0), 'bash').commands[0]!;
}

/** `name specifier (pin)`, separated by commas; a package without a name has its word, one that takes no version has `-`. */
function installed(text: string): string {
  const [install] = installsOf(command(text), () => undefined);
  if (!install) return 'nothing';
  return install.packages
    .map(({ word, name, specifier, pin = '-' }) =>
      [name ?? `'${word.text}'`, specifier, `(${pin})`].filter(Boolean).join(' '),
    )
    .join(', ');
}

describe('a subcommand', () => {
  test.each<[string, PackageManager, PackageAction]>([
    ['apt-get update', 'apt', 'refresh'],
    ['apt -y full-upgrade', 'apt', 'upgrade'],
    ['aptitude safe-upgrade', 'apt', 'upgrade'],
    ['apt-get build-dep -y x', 'apt', 'sync'],
    ['apt-get auto-remove', 'apt', 'remove'],
    ['apt-get dist-clean', 'apt', 'clean'],
    ['apk --no-cache add x', 'apk', 'install'],
    ['apk del .deps', 'apk', 'remove'],
    ['apk cache clean', 'apk', 'clean'],
    ['yum -y localinstall ./x.rpm', 'yum', 'install'],
    ['yum group install -y "Development Tools"', 'yum', 'sync'],
    ['yum makecache fast', 'yum', 'refresh'],
    ['dnf -y in x', 'dnf', 'install'],
    ['dnf up -y', 'dnf', 'upgrade'],
    ['dnf module enable -y nodejs:18', 'dnf', 'manage'],
    ['microdnf clean all', 'dnf', 'clean'],
    ['zypper -n in x', 'zypper', 'install'],
    ['zypper dup', 'zypper', 'upgrade'],
    ['zypper ref', 'zypper', 'refresh'],
    ['pip3.11 install x', 'pip', 'install'],
    ['python3 -m pip uninstall -y x', 'pip', 'remove'],
    ['pip cache purge', 'pip', 'clean'],
    ['pip cache dir', 'pip', 'show'],
    ['uv --quiet pip install x', 'pip', 'install'],
    ['uv add x', 'pip', 'install'],
    ['uv cache prune', 'pip', 'clean'],
    ['uv venv /opt/x', 'pip', 'create'],
    ['pipx upgrade-all', 'pip', 'upgrade'],
    ['conda env create -f x.yml', 'conda', 'create'],
    ['conda env update -f x.yml', 'conda', 'install'],
    ['mamba create -n x', 'conda', 'create'],
    ['micromamba clean -a', 'conda', 'clean'],
    ['conda activate x', 'conda', 'activate'],
    ['npm i x', 'npm', 'install'],
    ['npm ci', 'npm', 'sync'],
    ['npm cache clean --force', 'npm', 'clean'],
    ['yarn', 'yarn', 'sync'],
    ['yarn global add x', 'yarn', 'install'],
    ['yarn cache dir', 'yarn', 'show'],
    ['pnpm add x', 'pnpm', 'install'],
    ['pnpm store prune', 'pnpm', 'clean'],
    ['gem i x', 'gem', 'install'],
    ['go get -d x', 'go', 'install'],
    ['go mod download', 'go', 'sync'],
    ['go clean -modcache', 'go', 'clean'],
  ])('%s', (text, manager, action) => {
    expect(packageAction(command(text), manager)).toBe(action);
    expect(command(text).is(programsOf(manager))).toBe(true);
  });

  test('of another manager, or of none, does nothing for this one', () => {
    expect(packageAction(command('dnf install x'), 'yum')).toBeUndefined();
    expect(packageAction(command('make install'))).toBeUndefined();
    expect(packageAction(command('apt-get frobnicate'))).toBeUndefined();
    expect(packageAction(command('go'))).toBeUndefined();
  });
});

describe('a package, its version, and how much that decides', () => {
  test.each([
    // apt-get(8)
    ['apt-get install vim=2:8.2.3995-1ubuntu2', 'vim =2:8.2.3995-1ubuntu2 (fixed)'],
    [
      'apt-get install libc6:i386 nginx/bookworm-backports',
      'libc6 (none), nginx /bookworm-backports (fixed)',
    ],
    ['apt install ./local.deb other.deb gone-', "'./local.deb' (-), other.deb (-), 'gone-' (-)"],
    ['aptitude install -R curl', 'curl (none)'],
    ['apt-get reinstall curl', 'nothing'],
    // apk-world(5)
    [
      'apk add --virtual .deps bash=5.2.21-r0 "gcc~13" "musl>1.2" "zlib<2"',
      'bash =5.2.21-r0 (fixed), gcc ~13 (fixed), musl >1.2 (open), zlib <2 (limited)',
    ],
    [
      'apk add stress@testing curl local.apk /tmp/x.apk',
      "stress @testing (none), curl (none), local.apk (-), '/tmp/x.apk' (-)",
    ],
    ['apk add asterisk=1.6.0.21-r0@edge', 'asterisk =1.6.0.21-r0@edge (fixed)'],
    // yum(8), dnf(8): names with numbers in them
    [
      'yum install httpd-2.4.6-97.el7.x86_64 httpd-2.4.6',
      'httpd -2.4.6-97.el7.x86_64 (fixed), httpd -2.4.6 (fixed)',
    ],
    [
      'yum install bind-utils-32:9.11.4-26.P2.el7 less-530-1.el8',
      'bind-utils -32:9.11.4-26.P2.el7 (fixed), less -530-1.el8 (fixed)',
    ],
    [
      'dnf install java-11-openjdk java-1.8.0-openjdk-devel gcc-toolset-12 glibc.i686',
      'java-11-openjdk (none), java-1.8.0-openjdk-devel (none), gcc-toolset-12 (-), glibc (none)',
    ],
    ['dnf install java-11-openjdk-11.0.20', 'java-11-openjdk -11.0.20 (fixed)'],
    [
      'microdnf install @development https://x/y.rpm epel-release.rpm',
      "@development (-), 'https://x/y.rpm' (-), epel-release.rpm (-)",
    ],
    [
      "yum install cuda-9-0 devtoolset-8 'skopeo-0.1.31*' java-1.8.0-openjdk-1.8.0.232.b09-0.el7_7",
      'cuda-9-0 (-), devtoolset-8 (-), skopeo -0.1.31* (fixed), java-1.8.0-openjdk -1.8.0.232.b09-0.el7_7 (fixed)',
    ],
    // zypper(8)
    [
      'zypper in "mozilla<3.0" vim=8.0 "gcc>=7" curl',
      'mozilla <3.0 (limited), vim =8.0 (fixed), gcc >=7 (open), curl (none)',
    ],
    // pip's manual, PEP 440
    [
      'pip install Flask_Login==0.6.3 "numpy~=1.26" "torch>=2,<3" "pandas>=2" "six!=1.1" tqdm',
      'flask-login ==0.6.3 (fixed), numpy ~=1.26 (fixed), torch >=2,<3 (limited), pandas >=2 (open), six !=1.1 (open), tqdm (none)',
    ],
    ['pip install "x[a,b]===1.0" "y==2.* ; python_version<\'3.12\'"', 'x ===1.0 (fixed), y ==2.* (fixed)'],
    [
      'pip install . ./sub .[dev] dist/x.whl https://x/y.zip',
      "'.' (-), './sub' (-), '.[dev]' (-), 'dist/x.whl' (-), 'https://x/y.zip' (-)",
    ],
    ['pip install "x @ https://x/y.whl"', 'x (fixed)'],
    [
      'pip install git+https://github.com/a/b git+https://github.com/a/b@main',
      "'git+https://github.com/a/b' (none), 'git+https://github.com/a/b@main' @main (open)",
    ],
    [
      'pip install git+ssh://git@github.com/a/b.git@v1.2#egg=b "b @ git+https://x/b@0c1f"',
      "'git+ssh://git@github.com/a/b.git@v1.2#egg=b' @v1.2 (fixed), b @0c1f (fixed)",
    ],
    ['uv pip install --system x==1', 'x ==1 (fixed)'],
    ['uv tool install ruff', 'ruff (none)'],
    ['pipx install black==24.1.0', 'black ==24.1.0 (fixed)'],
    // conda's match specification
    [
      'conda install -y -c conda-forge numpy=1.11 numpy==1.11.1 "numpy>1.11" "numpy=1.11.1=py39_0" Pip',
      'numpy =1.11 (fixed), numpy ==1.11.1 (fixed), numpy >1.11 (open), numpy =1.11.1=py39_0 (fixed), pip (none)',
    ],
    [
      'mamba create -n x conda-forge::python=3.9 "blas=*=mkl" "torch<2"',
      'python =3.9 (fixed), blas =*=mkl (none), torch <2 (limited)',
    ],
    ['conda install ./x.conda https://x/y.tar.bz2', "'./x.conda' (-), 'https://x/y.tar.bz2' (-)"],
    // npm help install
    [
      'npm install -g sax@0.1.1 @a/b@1.2.3-rc.1 sax@latest sax@^1.2 "sax@>=0.1.0 <0.2.0" sax@1 sax',
      'sax @0.1.1 (fixed), @a/b @1.2.3-rc.1 (fixed), sax @latest (open), sax @^1.2 (limited), sax @>=0.1.0 <0.2.0 (limited), sax @1 (limited), sax (none)',
    ],
    [
      'npm i alias@npm:sax@1.0.0 ./dir https://x/y.tgz',
      "alias @npm:sax@1.0.0 (fixed), './dir' (-), 'https://x/y.tgz' (-)",
    ],
    [
      'npm add npm/cli github:a/b#v1.2.0 git+https://x/y.git#main',
      'npm/cli (none), github:a/b#v1.2.0 #v1.2.0 (fixed), git+https://x/y.git#main #main (open)',
    ],
    ['yarn global add typescript@5.4.2 eslint', 'typescript @5.4.2 (fixed), eslint (none)'],
    ['pnpm add -g pnpm@9', 'pnpm @9 (limited)'],
    // gem help install
    [
      'gem install rake:13.0.6 "rails:~> 7.0" nokogiri ./x.gem',
      "rake :13.0.6 (fixed), rails :~> 7.0 (limited), nokogiri (none), './x.gem' (-)",
    ],
    ['gem install bundler -v 2.4.22', 'bundler 2.4.22 (fixed)'],
    ["gem install bundler -v '>= 2'", 'bundler >= 2 (open)'],
    // https://go.dev/ref/mod#version-queries
    [
      'go install golang.org/x/tools/cmd/goimports@v0.21.0 a.b/c@latest a.b/c@v1.2 a.b/c@1234567 a.b/c',
      'golang.org/x/tools/cmd/goimports @v0.21.0 (fixed), a.b/c @latest (none), a.b/c @v1.2 (limited), a.b/c @1234567 (fixed), a.b/c (none)',
    ],
    ['go install ./... std cmd/vet', "'./...' (-), 'std' (-), 'cmd/vet' (-)"],
  ])('%s', (text, expected) => {
    expect(installed(text)).toBe(expected);
  });

  test('is unknown where a variable says it', () => {
    const [install] = installsOf(command('pip install x==$VERSION $ALL'), (word) =>
      word.text === '$ALL' ? undefined : ['x==1'],
    );
    expect(install!.packages.map(({ name, pin }) => [name, pin])).toEqual([
      ['x', 'fixed'],
      [undefined, undefined],
    ]);
  });
});

describe('files of packages', () => {
  test.each([
    ['pip install -r a.txt --requirement=b.txt -c c.txt', 'a.txt b.txt', 'c.txt'],
    ['uv pip install --requirements a.txt --constraints c.txt', 'a.txt', 'c.txt'],
    ['uv add -r a.txt', 'a.txt', ''],
    ['conda env update -n x -f e.yml', 'e.yml', ''],
    ['mamba install --file a.txt', 'a.txt', ''],
    ['npm install -g a', '', ''],
  ])('%s', (text, files, constraints) => {
    const [install] = installsOf(command(text), () => undefined);
    expect(install!.files.map((word) => word.text).join(' ')).toBe(files);
    expect(install!.constraints.map((word) => word.text).join(' ')).toBe(constraints);
  });
});

test.each([
  ['apt-get install -s x', true],
  ['conda install --dry-run x', true],
  ['zypper in -D x', true],
  ['dnf --assumeno install x', true],
  ['pip install x', false],
  ['make -s', false],
])('%s shows only what it would do: %s', (text, expected) => {
  expect(showsOnly(command(text))).toBe(expected);
});

describe('the table', () => {
  test('has each program once, and each manager', () => {
    const programs = packageTools.flatMap((tool) => tool.programs);
    expect(new Set(programs).size).toBe(programs.length);
    expect(new Set(packageTools.map(({ manager }) => manager))).toEqual(new Set(packageManagers));
    for (const tool of packageTools)
      for (const program of tool.programs) expect(packageTool(program)).toBe(tool);
  });

  test.each(packageTools.map((tool) => [tool.programs[0]!, tool] as const))(
    'of %s calls each subcommand once',
    (_program, { actions }) => {
      const subcommands = Object.values(actions).flat();
      expect(subcommands).toEqual([...new Set(subcommands)]);
    },
  );
});

/** A file with one stage, and the RUNs in it. */
function fileOf(lines: string): DockerfileModel {
  return analyze(parseDockerfile(`FROM alpine:3.20\n${lines}\n`), { buildArgs: {}, now: '2026-07-31' });
}

describe('what asks for confirmation', () => {
  /** The line and the head of each command that asks, and about what. */
  function asking(lines: string, manager: PackageManager): readonly string[] {
    return [...askingCommands(fileOf(lines), manager)].map(
      ({ command: { head }, about }) => `${head.text}: ${about}`,
    );
  }

  test.each<[PackageManager, string, string]>([
    ['yum', 'RUN yum install httpd', 'yum install: install'],
    ['yum', 'RUN yum update', 'yum update: upgrade'],
    ['yum', 'RUN yum groupinstall "Development Tools"', 'yum groupinstall: install'],
    ['dnf', 'RUN dnf rm x', 'dnf rm: remove'],
    ['dnf', 'RUN tdnf install x', 'tdnf install: install'],
    ['zypper', 'RUN zypper in x', 'zypper in: install'],
    ['zypper', 'RUN zypper dup', 'zypper dup: upgrade'],
    ['pip', 'RUN pip uninstall x', 'pip uninstall: remove'],
    ['pip', 'RUN python3 -m pip uninstall x', 'pip uninstall: remove'],
    ['conda', 'RUN conda create -n x', 'conda create: install'],
    ['conda', 'RUN conda install --file x.txt', 'conda install: install'],
    ['conda', 'RUN micromamba remove x', 'micromamba remove: remove'],
    ['apt', 'RUN apt-get auto-remove', 'apt-get auto-remove: perhaps'],
    ['apt', 'RUN aptitude install x', 'aptitude install: install'],
  ])('%s: %s', (manager, lines, expected) => {
    expect(asking(lines, manager)).toEqual([expected]);
  });

  test.each<[PackageManager, string]>([
    ['yum', 'RUN yum -y install httpd'],
    ['yum', 'RUN yum install --assumey httpd'],
    ['yum', 'RUN yum --setopt=assumeyes=1 install httpd'],
    ['yum', 'RUN echo assumeyes=1 >> /etc/yum.conf && yum install httpd'],
    ['yum', 'COPY yum.conf /etc/\nRUN yum install httpd'],
    ['yum', 'RUN yes | yum install httpd'],
    ['yum', 'RUN yum makecache'],
    ['dnf', "RUN printf 'assumeyes=True\\n' >> /etc/dnf/dnf.conf\nRUN dnf install x"],
    ['dnf', 'RUN dnf module enable nodejs:18'],
    ['zypper', 'RUN zypper --non-interactive in x'],
    ['zypper', 'RUN zypper -n in x'],
    ['zypper', 'RUN zypper in -y x'],
    ['pip', 'RUN pip uninstall -y x'],
    ['pip', 'ENV PIP_YES=1\nRUN pip uninstall x'],
    ['pip', 'RUN pip install x'],
    // dnf/dnf-main.c of microdnf: it always assumes yes
    ['dnf', 'RUN microdnf install x'],
    ['pip', 'RUN uv pip uninstall x'],
    ['conda', 'ENV CONDA_ALWAYS_YES=true\nRUN conda install x'],
    ['conda', 'RUN CONDA_ALWAYS_YES=1 conda install x'],
    ['conda', 'ARG CONDA_ALWAYS_YES\nRUN conda install x'],
    ['conda', 'RUN conda config --set always_yes yes && conda install x'],
    ['conda', 'RUN conda install –yq x'],
    ['conda', 'RUN conda update $FLAGS x'],
    ['apk', 'RUN apk add x'],
    ['npm', 'RUN npm install x'],
  ])('not %s: %s', (manager, lines) => {
    expect(asking(lines, manager)).toEqual([]);
  });

  test.each([
    ['ENV CONDA_ALWAYS_YES=0\nRUN conda install x'],
    ['RUN conda config --set always_yes no && conda install x'],
    ['RUN conda config --set channel_priority strict && conda install x'],
  ])('conda after all: %s', (lines) => {
    expect(asking(lines, 'conda')).toEqual(['conda install: install']);
  });
});

describe('whether extras are installed', () => {
  test.each<[PackageManager, string, boolean | 'unknown' | undefined]>([
    ['apt', 'RUN apt-get install x', undefined],
    ['apt', 'RUN apt-get install --no-install-recommends x', false],
    ['apt', 'RUN apt-get -o APT::Install-Recommends=0 install x', false],
    ['apt', 'RUN aptitude install -R x', false],
    ['apt', 'RUN aptitude install --with-recommends x', true],
    ['apt', 'ENV APT_CONFIG=/etc/x\nRUN apt-get install x', 'unknown'],
    ['apt', 'RUN apt-get install —no-install-recommends x', 'unknown'],
    ['dnf', 'RUN dnf install --setopt=install_weak_deps=False x', false],
    ['dnf', 'RUN echo install_weak_deps=0 >> /etc/dnf/dnf.conf && microdnf install x', false],
    ['dnf', 'RUN dnf install x', undefined],
    ['zypper', 'RUN zypper in --no-recommends x', false],
    ['zypper', 'RUN zypper in --recommends x', true],
    ['yum', 'RUN yum install x', undefined],
  ])('%s: %s', (manager, lines, expected) => {
    const [use] = packageUses(fileOf(lines), manager, 'extras');
    expect(use!.configured).toBe(expected);
  });
});

describe('what keeps its downloads', () => {
  function left(lines: string, manager: PackageManager): readonly string[] {
    return fileOf(lines).runs.flatMap((run) => cachesLeft(run, manager).map(({ head }) => head.text));
  }

  test.each<[PackageManager, string, string]>([
    ['apk', 'RUN apk add x', 'apk add'],
    ['apk', 'RUN apk update', 'apk update'],
    ['yum', 'RUN yum install -y x', 'yum install'],
    ['yum', 'RUN yum clean all && yum install -y x', 'yum install'],
    ['yum', 'RUN yum install -y x && yum clean expire-cache', 'yum install'],
    ['yum', 'RUN yum install -y x && rm -rf /tmp/x', 'yum install'],
    ['dnf', 'RUN dnf up -y', 'dnf up'],
    ['dnf', 'RUN microdnf install x && dnf clean metadata', 'microdnf install'],
    ['zypper', 'RUN zypper -n in x', 'zypper in'],
    ['pip', 'RUN pip install x', 'pip install'],
    ['pip', 'ENV PIP_NO_CACHE_DIR=\nRUN pip install x', 'pip install'],
    ['pip', 'ENV UV_NO_CACHE=0\nRUN uv pip install x', 'uv pip install'],
    ['pip', 'RUN --mount=type=cache,target=/root/.cache/uv pip install x', 'pip install'],
    ['pip', 'ENV PIP_CACHE_DIR=/cache\nRUN pip install x && rm -rf ~/.cache', 'pip install'],
    ['pip', 'RUN uv pip install x && pip cache purge', 'uv pip install'],
    ['conda', 'RUN conda install -y x && conda clean -y --index-cache', 'conda install'],
    ['conda', 'RUN conda env create -f x.yml', 'conda env create'],
    ['npm', 'RUN npm ci && npm cache clean', 'npm ci'],
    ['yarn', 'RUN yarn && yarn build', 'yarn'],
    ['pnpm', 'RUN pnpm i', 'pnpm i'],
    ['go', 'RUN go install a.b/c@latest && go clean', 'go install'],
  ])('%s: %s', (manager, lines, expected) => {
    expect(left(lines, manager)).toEqual([expected]);
  });

  test.each<[PackageManager, string]>([
    ['apk', 'RUN apk --no-cache add x'],
    ['apk', 'RUN apk add x && rm -rf /var/cache/apk/*'],
    ['apk', 'RUN --mount=type=cache,target=/var/cache/apk apk add x'],
    ['apk', 'RUN apk info'],
    // dockerfile/unicode-dash reports it
    ['apk', 'RUN apk add –-no-cache x'],
    ['pip', 'RUN pip install –-no-cache-dir x'],
    ['yum', 'RUN yum install -y x && yum clean all'],
    ['yum', 'RUN yum install -y x && rm -rf /var/cache/yum'],
    ['dnf', 'RUN dnf install -y x && dnf -y clean all'],
    ['dnf', 'RUN dnf install -y x && rm -rf /var/cache/*'],
    ['dnf', 'RUN dnf --assumeno install x'],
    ['zypper', 'RUN zypper -n in x && zypper cc -a'],
    ['pip', 'RUN pip install --no-cache x'],
    ['pip', 'RUN pip install x && pip cache purge'],
    ['pip', 'RUN pip install x && rm -rf $HOME/.cache'],
    ['pip', 'RUN pip install x && rm -rf /root/.cache/pip/*'],
    ['pip', 'RUN pip install x && find ~/.cache -delete'],
    ['pip', 'ENV PIP_NO_CACHE_DIR=1\nRUN pip install x'],
    ['pip', 'ENV PIP_NO_CACHE_DIR=0\nRUN pip install x'],
    ['pip', 'ARG PIP_NO_CACHE_DIR\nRUN pip install x'],
    ['pip', 'RUN PIP_NO_CACHE_DIR=1 pip install x'],
    ['pip', 'RUN export PIP_NO_CACHE_DIR=off && export PIP_NO_CACHE_DIR=true && pip install x'],
    ['pip', 'RUN --mount=type=cache,target=/root/.cache/pip pip install x'],
    ['pip', 'RUN --mount=type=cache,target=/root/.cache pip install x'],
    ['pip', 'USER app\nRUN --mount=type=cache,target=/home/app/.cache/pip pip install x'],
    ['pip', 'ENV PIP_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c pip install x'],
    ['pip', 'RUN pip install --cache-dir /tmp/c x && rm -rf /tmp/c'],
    ['pip', 'RUN pip install --cache-dir $C x'],
    ['pip', 'RUN UV_NO_CACHE=1 uv pip install x'],
    ['pip', 'RUN uv pip install -n x'],
    ['conda', 'RUN conda install -y x && conda clean -afy'],
    ['conda', 'RUN mamba install -y x && mamba clean --all -y'],
    ['conda', 'RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y x'],
    ['npm', 'RUN npm ci && npm cache clean --force'],
    ['yarn', 'RUN yarn install && yarn cache clean'],
    ['yarn', 'RUN yarn --cache-folder /tmp/y && rm -rf /tmp/y'],
    ['go', 'RUN go install a.b/c@latest && go clean -modcache'],
    ['gem', 'RUN gem install x'],
  ])('not %s: %s', (manager, lines) => {
    expect(left(lines, manager)).toEqual([]);
  });
});
