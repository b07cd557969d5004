import { describe, expect, test } from 'vitest';
import { readScript } from '../src/shell/read.ts';
import { verbatim } from '../src/text/fragment.ts';

function read(text: string) {
  return readScript(verbatim(text, 0), 'sh');
}

test.each<[string, string[]]>([
  ['sudo apt-get install a', ['sudo> apt-get install a']],
  ['sudo -H -u bob -- apt-get install a', ['sudo> apt-get install a']],
  ['sudo A=1 pip install a', ['sudo> pip install a']],
  ['sudo -E env A=1 B=2 pip install a', ['sudo> env> pip install a']],
  ['sudo -v', ['sudo -v']],
  ['sudo', ['sudo']],
  ['env', ['env']],
  ['env -i -u X A=1 pip', ['env> pip']],
  ['command -v pip', ['command -v pip']],
  ['command pip', ['command> pip']],
  ['exec runsvdir /var/runit', ['exec> runsvdir /var/runit']],
  ['nice -n 10 ionice -c3 pip', ['nice> ionice> pip']],
  ['nice -10 pip', ['nice> pip']],
  ['timeout -k 5 30 pip install a', ['timeout> pip install a']],
  ['time -p pip | tee x', ['time> pip', 'time> tee x']],
  ['nohup stdbuf -oL pip', ['nohup> stdbuf> pip']],
  ['cat x | xargs -n 1 -I{} pip install {}', ['cat x', 'xargs> pip install {}']],
  ['cat x | xargs', ['cat x', 'xargs']],
  ['gosu nobody:nogroup pip', ['gosu> pip']],
  ['chpst -u bob pip', ['chpst> pip']],
  ['tini -- pip', ['tini> pip']],
  ['dumb-init pip', ['dumb-init> pip']],
  ['busybox wget x', ['busybox> wget x']],
  ['chroot /x pip', ['chroot /x pip']],
  ['conda run -n x --no-capture-output pip install -n a', ['conda> pip install -n a']],
  ['micromamba run -p /x python -m pip install a', ['micromamba> python> pip install a']],
  ['conda install a', ['conda install a']],
  ['python3 -u -m pip install a', ['python3> pip install a']],
  ['python3 -m venv x', ['python3 -m venv x']],
  ['runuser -u bob -- pip install a', ['runuser> pip install a']],
  // scripts in arguments
  ["sh -c 'a && b'", ['sh> a', 'sh> b']],
  ['bash -lc "a; b"', ['bash> a', 'bash> b']],
  ["/bin/bash -euxo pipefail -c 'a'", ['bash> a']],
  ["bash -ceo pipefail 'a' name", ['bash> a']],
  ["bash --login -c 'a'", ['bash> a']],
  ["sudo bash -c 'a | b'", ['sudo> bash> a', 'sudo> bash> b']],
  ['bash -c \'sudo sh -c "a b"\'', ['bash> sudo> sh> a b']],
  ["su - bob -c 'a; b'", ['su> a', 'su> b']],
  ["su -s /bin/sh -c 'a' bob", ['su> a']],
  ["runuser -l bob -c 'a'", ['runuser> a']],
  ['eval a "b; c"', ['eval> a b', 'eval> c']],
  ["sh -c ''", ['sh -c ']],
  ['sh -c', ['sh -c']],
  ['bash script.sh', ['bash script.sh']],
  ["zsh -c 'a'", ['zsh -c a']],
  ["xargs sh -c 'a'", ['xargs> sh> a']],
  ['sh -c "$CMD"', ['sh> $CMD']],
  ['sh -c "a $(b)"', ['sh> a $(b)', 'sh> b']],
  // scripts on standard input
  ['bash <<EOF\na\nEOF', ['bash> a']],
  ['bash -s x <<EOF\na\nEOF', ['bash> a']],
  ['sudo -u bob sh - <<EOF\na \\$x\nEOF', ['sudo> sh> a $x']],
  ['cat <<EOF | sh -e\na\nEOF', ['cat', 'sh> a']],
  ['cat <<EOF | tee x\na\nEOF', ['cat', 'tee x']],
  ['python3 <<EOF\na\nEOF', ['python3']],
  ['bash x.sh <<EOF\na\nEOF', ['bash x.sh']],
  ['su - bob <<EOF\na\nEOF', ['su> a']],
  ['curl x | sh', ['curl x', 'sh']],
  // find
  ['find / -name x -exec rm -f {} \\; -print', ['find / -name x -exec rm -f {} ; -print', 'find> rm -f {}']],
  ["find / -exec sh -c 'a' {} +", ['find / -exec sh -c a {} +', 'find> sh> a']],
])('%s', (script, expected) => {
  const told = read(script).commands.map(({ wrappers, name, words }) =>
    [...wrappers.map((wrapper) => `${wrapper.name}>`), name, ...words.map(({ text }) => text)].join(' '),
  );
  expect(told).toEqual(expected);
});

describe('the programs that a command runs under', () => {
  test('are commands themselves', () => {
    const script = "a && sudo -u bob conda run -n x pip install y; sh -c 'b; c'";
    const [, pip, b, c] = read(script).commands;
    const [sudo, conda] = pip!.wrappers;
    expect(script.slice(sudo!.start, sudo!.end)).toBe('sudo -u bob');
    expect(script.slice(sudo!.nameWord!.start, sudo!.nameWord!.end)).toBe('sudo');
    expect(conda!.is('conda', 'run')).toBe(true);
    expect(conda!.flag('-n', '--name')!.value!.text).toBe('x');
    expect(script.slice(conda!.start, conda!.end)).toBe('conda run -n x');
    expect(b!.wrappers[0]).toBe(c!.wrappers[0]);
  });

  test.each<[string, string | undefined]>([
    ['x', undefined],
    ['env x', undefined],
    ['sudo x', 'root'],
    ['sudo -u bob x', 'bob'],
    ['sudo -ubob x', 'bob'],
    ['sudo --user=bob nice x', 'bob'],
    ['sudo -u bob sudo x', 'root'],
    ['gosu bob:users x', 'bob:users'],
    ['chpst -u bob x', 'bob'],
    ['runuser -u bob -- x', 'bob'],
    ["su -c 'x'", 'root'],
    ["su - bob -c 'x'", 'bob'],
    ["sudo su bob -c 'x'", 'bob'],
    ["bash -c 'sudo -u bob x'", 'bob'],
    ["sudo -u bob bash -c 'x'", 'bob'],
    ['sudo -u $who x', '$who'],
  ])('say who runs it: %s', (script, expected) => {
    expect(read(script).commands.find(({ name }) => name === 'x')!.user).toBe(expected);
  });
});
