import { describe, expect, test } from 'vitest';
import { readScript } from '../src/shell/read.ts';
import type { Command } from '../src/shell/script.ts';
import { verbatim } from '../src/text/fragment.ts';

function command(text: string): Command {
  return readScript(verbatim(text, 0), 'bash').commands[0]!;
}

/** `-y -o=value | subcommand target target`. */
function outline({ flags, operands, targets }: Command): string {
  const subcommands = operands.slice(0, operands.length - targets.length).map(({ text }) => text);
  const told = flags.map(({ name, value }) => (value ? `${name}=${value.text}` : name));
  return [...told, '|', ...subcommands, '|', ...targets.map(({ text }) => text)].join(' ');
}

test.each<[string, string]>([
  // apt
  ['apt-get update', '| update |'],
  ['apt-get -y install a b', '-y | install | a b'],
  [
    'apt-get install -yqq --no-install-recommends a=1.*',
    '-y -q -q --no-install-recommends | install | a=1.*',
  ],
  ['apt-get install -qq=2 -t stable a', '-q -q=2 -t=stable | install | a'],
  ['apt-get -o APT::Get::Assume-Yes=true install a', '-o=APT::Get::Assume-Yes=true | install | a'],
  ['apt-get -oDebug=1 install -tstable a', '-o=Debug=1 -t=stable | install | a'],
  ['apt-get install --no-install-recommend a', '--no-install-recommend | install | a'],
  ['apt install -y -- -a', '-y | install | -a'],
  ['dpkg -i a.deb', '-i | | a.deb'],
  ['add-apt-repository -y ppa:a/b', '-y | | ppa:a/b'],
  // other systems
  ['apk add --no-cache -t .deps a b', '--no-cache -t=.deps | add | a b'],
  ['apk --no-cache add --virtual=.deps a', '--no-cache --virtual=.deps | add | a'],
  ['yum -y install --enablerepo=epel a', '-y --enablerepo=epel | install | a'],
  ['yum install --assumey a', '--assumeyes | install | a'],
  ['dnf module enable -y nodejs:18', '-y | module enable | nodejs:18'],
  ['zypper --non-interactive in -t pattern a', '--non-interactive -t=pattern | in | a'],
  // Python
  ['pip install -r req.txt -U a==1', '-r=req.txt -U | install | a==1'],
  ['pip install -rreq.txt --no-cache a', '-r=req.txt --no-cache-dir | install | a'],
  [
    'pip --no-cache-dir install --index-url=https://x a',
    '--no-cache-dir --index-url=https://x | install | a',
  ],
  ['pip3.11 install -qU -i https://x a', '-q -U -i=https://x | install | a'],
  ['pip uninstall -y a', '-y | uninstall | a'],
  ['uv pip install --system -r req.txt a', '--system -r=req.txt | pip install | a'],
  ['uv tool install --with x a', '--with=x | tool install | a'],
  ['uv sync --frozen', '--frozen | sync |'],
  ['pipx install --python python3.11 a', '--python=python3.11 | install | a'],
  ['poetry install --without dev --no-root', '--without=dev --no-root | install |'],
  ['python -u setup.py install -x', '-u | | setup.py install -x'],
  ['python3 -m http.server -b 0', '-m=http.server | | -b 0'],
  // conda
  ['conda env create -q -n x -f env.yml', '-q -n=x -f=env.yml | env create |'],
  ['conda create -y -n x python=3.9 -c conda-forge', '-y -n=x -c=conda-forge | create | python=3.9'],
  ['conda create -f env.yml', '-f | create | env.yml'],
  ['conda clean -afy', '-a -f -y | clean |'],
  ['conda config --set always_yes yes', '--set=always_yes | config | yes'],
  ['conda install -n=x a', '-n=x | install | a'],
  ['mamba install -yn base -f env.yml', '-y -n=base -f=env.yml | install |'],
  ['micromamba create -r /opt/conda -f env.yml', '-r=/opt/conda -f=env.yml | create |'],
  // JavaScript, Ruby, Go
  ['npm install -g --registry https://x a@1', '-g --registry=https://x | install | a@1'],
  ['yarn global add a', '| global add | a'],
  ['yarn install --network-timeout 100', '--network-timeout=100 | install |'],
  ['gem install a -v 1.2 --no-doc', '-v=1.2 --no-document | install | a'],
  ['go install -ldflags "-s -w" a@v1', '-ldflags=-s -w | install | a@v1'],
  // the network
  ['curl -fsSLo f https://x', '-f -s -S -L -o=f | | https://x'],
  ['curl -H "A: b" --retry 3 -O https://x', '-H=A: b --retry=3 -O | | https://x'],
  ['wget -qO- https://x', '-q -O=- | | https://x'],
  ['wget -nv -O - https://x', '-nv -O=- | | https://x'],
  ['wget --progress=dot:giga -P /tmp https://x', '--progress=dot:giga -P=/tmp | | https://x'],
  ['git clone --depth 1 -b v1 https://x d', '--depth=1 -b=v1 | clone | https://x d'],
  ['git -C /x submodule update --init', '-C=/x --init | submodule update |'],
  ['gpg --keyserver k --recv-keys A B', '--keyserver=k --recv-keys | | A B'],
  // archives
  ['tar -xzf a.tgz -C /x --strip-components=1', '-x -z -f=a.tgz -C=/x --strip-components=1 | |'],
  ['tar xzfC a.tgz /x b', '-x -z -f=a.tgz -C=/x | | b'],
  ['tar xz', '-x -z | |'],
  ['unzip -q a.zip -d /x', '-q -d=/x | | a.zip'],
  // users and files
  ['useradd -rm -d /home/x -s /bin/bash -u 1001 x', '-r -m -d=/home/x -s=/bin/bash -u=1001 | | x'],
  ['useradd --uid=1000 --no-log x', '--uid=1000 --no-log-init | | x'],
  ['usermod -aG docker x', '-a -G=docker | | x'],
  ['adduser --uid 5 --disabled-password --gecos "" x', '--uid=5 --disabled-password --gecos= | | x'],
  ['chmod -R -x a', '-R | | -x a'],
  ['chmod a+x,g-w a', '| | a+x,g-w a'],
  ['chown -R a:b --from c d', '-R --from=c | | a:b d'],
  ['rm -rf /var/lib/apt/lists/*', '-r -f | | /var/lib/apt/lists/*'],
  ['rm --recur --force a', '--recursive --force | | a'],
  ['mkdir -pm 755 a', '-p -m=755 | | a'],
  ['cp -rt /x a b', '-r -t=/x | | a b'],
  ["sed -i.bak -e 's/a/b/' f", '-i=.bak -e=s/a/b/ | | f'],
  ["sed -i 's/a/b/' f", '-i | | s/a/b/ f'],
  ['find /x -name "*.pyc" -exec rm -f {} + -delete', '-name=*.pyc -exec -delete | | /x'],
  // the rest
  ['set -euo pipefail', '-e -u -o=pipefail | |'],
  ['set +e -x', '+e -x | |'],
  ['echo -n --no-install-recommends', '| | -n --no-install-recommends'],
  ['bash -x script.sh -y', '-x | | script.sh -y'],
  ['unknown -abc --long value --long=value -- -x', '-abc --long --long=value | | value -x'],
  ['unknown - $x "$y"', '| | - $x $y'],
])('%s', (script, expected) => {
  expect(outline(command(script)).replaceAll(/ +/g, ' ')).toBe(expected.replaceAll(/ +/g, ' '));
});

describe('a flag', () => {
  test.each<[string, string, string, string | undefined]>([
    ['apt-get install -qy a', '-y', 'y', undefined],
    ['apt-get install -y a', '-y', '-y', undefined],
    ['pip install -r req.txt', '-r', '-r req.txt', 'req.txt'],
    ['pip install -rreq.txt', '-r', 'rreq.txt', 'req.txt'],
    ['pip install --index-url="https://a b"', '--index-url', '--index-url="https://a b"', '"https://a b"'],
    ['pip install "--index-url=https://a b"', '--index-url', '"--index-url=https://a b"', 'https://a b'],
    ['pip install "--index-url=$x"', '--index-url', '"--index-url=$x"', '$x'],
    ['tar xzf a.tgz', '-f', 'f a.tgz', 'a.tgz'],
    ['apt-get -qo Debug=1 update', '-o', 'o Debug=1', 'Debug=1'],
  ])('stands where it was written: %s', (script, name, written, value) => {
    const flag = command(script).flag(name)!;
    expect(script.slice(flag.start, flag.end)).toBe(written);
    expect(flag.value?.raw.text).toBe(value);
    if (flag.value) expect(script.slice(flag.value.start, flag.value.end)).toBe(value);
  });

  test('the last of several counts', () => {
    const flag = command('pip install -i a --index-url b c').flag('-i', '--index-url');
    expect(flag?.value?.text).toBe('b');
  });

  test('its value is not literal when a variable is in it', () => {
    const value = command('pip install --index-url=https://$TOKEN@x').flag('--index-url')!.value!;
    expect(value).toMatchObject({ text: 'https://$TOKEN@x', literal: false });
  });
});

describe('is', () => {
  test.each<[string, string, string | undefined, boolean]>([
    ['pip install a', 'pip', undefined, true],
    ['pip3 install a', 'pip', 'install', true],
    ['pip3.11 -q install a', 'pip', 'install', true],
    ['pip3 install a', 'pip3', 'install', true],
    ['pip.exe install a', 'pip', 'install', true],
    ['python3 -m pip install a', 'pip', 'install', true],
    ['python3.9 x.py', 'python', undefined, true],
    ['pip download a', 'pip', 'install', false],
    ['pip download a', 'pip', 'install|download', true],
    ['apt install a', 'apt-get', 'install', false],
    ['apt install a', 'apt-get|apt', 'install', true],
    ['conda env -q create', 'conda', 'env create', true],
    ['conda env remove', 'conda', 'env create', false],
    ['mamba env update', 'conda|mamba|micromamba', 'install|env create|env update', true],
    ['pipenv install', 'pip', undefined, false],
    ['env', 'env', undefined, true],
  ])('%s is %s %s: %s', (script, name, subcommand, expected) => {
    expect(command(script).is(name, subcommand)).toBe(expected);
  });
});
