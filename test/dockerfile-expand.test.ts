import { describe, expect, test } from 'vitest';
import { expand, expandWords } from '../src/dockerfile/expand.ts';
import { knownPrefix, knownText, knownValue, unknownValue, type Value } from '../src/dockerfile/value.ts';
import { variablesIn } from '../src/dockerfile/variable-uses.ts';
import { verbatim } from '../src/text/fragment.ts';

const VARIABLES: Readonly<Record<string, Value>> = {
  x: knownValue('value'),
  empty: knownValue(''),
  path: knownValue('/usr/local/lib.tar.gz'),
  words: knownValue('80 443/tcp'),
  star: knownValue('a*b'),
  one: knownValue('é'),
  arg: unknownValue('unset-arg', 'arg'),
  base: unknownValue('base-image', 'base'),
  tail: { parts: ['/opt/', { reason: 'platform', name: 'TARGETARCH' }] },
};

const lookup = (name: string) => VARIABLES[name];

/** The value with unknown parts in angle brackets. */
function shown({ parts }: Value): string {
  return parts.map((part) => (typeof part === 'string' ? part : `<${part.reason} ${part.name}>`)).join('');
}

describe('expands as BuildKit does', () => {
  test.each([
    // Quotes and escapes.
    ['plain', 'plain'],
    ['', ''],
    ['"a b"', 'a b'],
    ["'a b'", 'a b'],
    ['a"b"\'c\'d', 'abcd'],
    ['""', ''],
    ['a\\ b', 'a b'],
    ['a\\\\b', 'a\\b'],
    ['a\\nb', 'anb'],
    ['"a\\nb"', 'a\\nb'],
    ['"a\\"b\\$x\\\\"', 'a"b$x\\'],
    ["'a\\'", 'a\\'],
    ["'$x'", '$x'],
    ['\\$x', '$x'],
    ['a\\', 'a'],
    // Variables.
    ['$x', 'value'],
    ['${x}', 'value'],
    ['a$x-b', 'avalue-b'],
    ['$xy', ''],
    ['${x}y', 'valuey'],
    ['"$x"', 'value'],
    ['$', '$'],
    ['$.', '$.'],
    ['$1$@$$', ''],
    ['$12a', 'a'],
    ['a$none-b', 'a-b'],
    // Defaults and alternatives.
    ['${none:-d}', 'd'],
    ['${none-d}', 'd'],
    ['${x:-d}', 'value'],
    ['${empty:-d}', 'd'],
    ['${empty-d}', ''],
    ['${none:-$x}', 'value'],
    ['${none:-${none:-e}}', 'e'],
    ['${none:-"a b"}', 'a b'],
    ["${none:-a'}'b}", 'a}b'],
    ['${none:-a\\}b}', 'a}b'],
    ['${x:+alt}', 'alt'],
    ['${none:+alt}', ''],
    ['${empty:+alt}', ''],
    ['${empty+alt}', 'alt'],
    ['${x:?message}', 'value'],
    ['${empty?message}', ''],
    // Patterns.
    ['${path#*/}', 'usr/local/lib.tar.gz'],
    ['${path##*/}', 'lib.tar.gz'],
    ['${path%.*}', '/usr/local/lib.tar'],
    ['${path%%.*}', '/usr/local/lib'],
    ['${path#/usr}', '/local/lib.tar.gz'],
    ['${path#usr}', '/usr/local/lib.tar.gz'],
    ['${path%.??}', '/usr/local/lib.tar'],
    ['${path%gz*}', '/usr/local/lib.tar.'],
    ['${path##*}', ''],
    ['${path#*}', '/usr/local/lib.tar.gz'],
    ['${path#*l*l}', '/lib.tar.gz'],
    ['${path##*l*l}', 'ib.tar.gz'],
    ['${path/l/L}', '/usr/Local/lib.tar.gz'],
    ['${path//l/L}', '/usr/LocaL/Lib.tar.gz'],
    ['${path//\\//_}', '_usr_local_lib.tar.gz'],
    ['${path/lib*/x}', '/usr/local/x'],
    ['${path/u?r/x}', '/x/local/lib.tar.gz'],
    ['${path//.*/}', '/usr/local/lib'],
    ['${path/none/x}', '/usr/local/lib.tar.gz'],
    ['${path/$none\\/usr/$x}', 'value/local/lib.tar.gz'],
    ['${star#a\\*}', 'b'],
    ['${star/\\*/+}', 'a+b'],
    ['${one#?}', ''],
    ['${none#a}', ''],
    // Unknown values.
    ['$arg', '<unset-arg arg>'],
    ['a/$arg/b', 'a/<unset-arg arg>/b'],
    ['${arg:-d}', 'd'],
    ['${arg-d}', 'd'],
    ['${arg:+d}', ''],
    ['${arg:?needed}', '<unsupported arg>'],
    ['${base:-d}', '<base-image base>'],
    ['${base:+d}', '<base-image base>'],
    ['${base#a}', '<base-image base>'],
    ['${x#$base}', '<base-image base>'],
    ['${x/a/$base}', '<base-image base>'],
    ['${tail:-d}', '/opt/<platform TARGETARCH>'],
    ['${tail:+d}', 'd'],
    ['${tail%/*}', '<platform TARGETARCH>'],
    ['$base$x', '<base-image base>value'],
    ['a{{ b }}c', 'a<template {{ b }}>c'],
    ['"{{b}}:$x"', '<template {{b}}>:value'],
    ['${{ b }}', '<template ${{ b }}>'],
    ["{{ it's }}", "<template {{ it's }}>"],
    ['${none:-{{b}}}', '<template {{b}}>'],
    ['{{{b}}}', '<template {{{b}}}>'],
    // Texts that BuildKit refuses.
    ['a"b', '<unsupported "b>'],
    ['${x', '<unsupported ${x>'],
    ['${x^^}', '<unsupported ${x^>'],
    ['${none:?needed}', '<unsupported none>'],
  ])('%s', (word, expected) => {
    expect(shown(expand(word, '\\', lookup))).toBe(expected);
  });

  test('with a backtick as escape character', () => {
    expect(shown(expand('c:\\dir`$x\\$x', '`', lookup))).toBe('c:\\dir$x\\value');
  });

  test('a value stays whole or is given up when variables blow it up', () => {
    let value = knownValue('ab');
    for (let doubling = 0; doubling < 40; doubling++) value = expand('$a$a', '\\', () => value);
    expect(shown(value)).toMatch(/^(?:<too-long a>)+$/);
    expect(value.parts.length).toBeLessThan(10_000);
    const literal = 'a'.repeat(10_000);
    expect(knownText(expand(literal, '\\', lookup))).toBe(literal);
  });

  test('patterns on long values', () => {
    const long = (name: string) => (name === 'x' ? knownValue('a'.repeat(300_000)) : undefined);
    expect(knownText(expand('${x/b/c}${x//a/}', '\\', long))).toBeUndefined();
    expect(shown(expand('${x//a/}', '\\', long))).toBe('');
    expect(shown(expand(`\${x#${'a'.repeat(1000)}}`, '\\', long))).toBe('<too-long x>');
  });

  test('however deeply it is nested', () => {
    const deep = `${'${a:-'.repeat(50_000)}${'}'.repeat(50_000)}`;
    expect(shown(expand(deep, '\\', lookup))).toMatch(/^<unsupported /);
  });
});

describe('splits words of EXPOSE', () => {
  test.each<readonly [string, readonly string[]]>([
    ['80', ['80']],
    ['$words', ['80', '443/tcp']],
    ['"$words"', ['80 443/tcp']],
    ['8$words', ['880', '443/tcp']],
    ['${words}1', ['80', '443/tcp1']],
    ['$none', []],
    ['""', ['']],
    ['$base', ['<base-image base>']],
    ['$tail$words', ['/opt/<platform TARGETARCH>80', '443/tcp']],
    ['a"b', ['<unsupported "b>']],
  ])('%s', (word, expected) => {
    expect(expandWords(word, '\\', lookup).map(shown)).toEqual(expected);
  });
});

test('the head of a value can be known though the rest is not', () => {
  const value = expand('/srv/$base/x', '\\', lookup);
  expect(knownText(value)).toBeUndefined();
  expect(knownPrefix(value)).toBe('/srv/');
});

describe('variables of a word', () => {
  test.each<readonly [string, readonly (readonly [string, string?])[]]>([
    ['plain', []],
    ['$a/${b}', [['$a'], ['${b}']]],
    ['"$a"\'$b\'\\$c', [['$a']]],
    ['${a:-${b-$c}}', [['${a:-${b-$c}}', ':-'], ['${b-$c}', '-'], ['$c']]],
    ['${a//$b/$c}', [['${a//$b/$c}', '//'], ['$b'], ['$c']]],
    ['$a"', [['$a']]],
    ['${{a}}', []],
  ])('%s', (text, expected) => {
    const word = verbatim(text, 7);
    const found = variablesIn(word, '\\').map(({ start, end, modifier }) => [
      text.slice(start - 7, end - 7),
      modifier,
    ]);
    expect(found).toEqual(expected.map(([use, modifier]) => [use, modifier]));
  });
});
