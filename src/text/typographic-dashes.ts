/** How many hyphens a typographic dash replaced: known from the options that each program has. */

/** The dashes that look like a hyphen, for use in a character class. */
export const DASHES = '\u2010-\u2015\u2212';

/**
 * Single-letter options of programs, which can be combined after one hyphen: `rm -rf`. Source: the manual pages, and
 * the options used in public Dockerfiles.
 */
const LETTERS: Readonly<Record<string, string>> = {
  apk: '',
  apt: 'yqfdsmt',
  'apt-get': 'yqfdsmbtu',
  az: '',
  bash: 'ceilnosuvx',
  cat: 'AbEensTtuv',
  chgrp: 'cfhRv',
  chmod: 'cfRv',
  chown: 'cfhRv',
  conda: 'cfnpqyv',
  cp: 'adfiLlnPpRrstTuv',
  curl: 'AbCcdEFfGHIiJkLlmNOoPqRSsTuvXxz46',
  dpkg: 'iPrSsLl',
  git: 'abCcDdfijlmnopqrsuvx',
  grep: 'ABCcEeFfHhiLlnoPqRrsvwxz',
  groupadd: 'fgor',
  gunzip: 'cdfklqtv',
  gzip: 'cdfklqrtv19',
  install: 'bCcDdgmopSstTv',
  ln: 'bfinrsTtv',
  ls: '1AaCdFghiLlmnoRrStu',
  make: 'BCfjkns',
  mamba: 'cfnpqyv',
  mkdir: 'mpvZ',
  mv: 'bfinTtuv',
  npm: '',
  pip: 'ceIiqrtUvV',
  python: 'BbcdEiImOqSsuVvWx',
  rm: 'dfIiRrv',
  sed: 'EeilnrsuzZ',
  set: 'abCefhkmnopuvx',
  sh: 'cefilnsuvx',
  tar: 'ACcfhjJkmOPprtUvxzZ',
  unzip: 'CdfjlnopqtuvxZ',
  useradd: 'bcDdegGkKlmMNoprsuU',
  usermod: 'acdegGlLmosuU',
  uv: '',
  wget: 'bcdeFHhiKkLlmNnOPpqRrSTtUvx46-',
  yarn: '',
};

/** Words that follow two hyphens although all their letters are options of some of these programs. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'all archive append cacert clean clobber compressed create cut dereference dir directory extract fail file files force get gid ' +
    'gzip help home include input list location login mirror mode name no null only options output owner parents password posix ' +
    'quiet recursive regexp remote rename retry shell silent size sort suffix system tries uid update user verbose version'
  ).split(' '),
);

/** Programs whose long options take one hyphen. */
const SINGLE: ReadonlySet<string> = new Set(
  'find test [ java javac gcc g++ cc c++ clang clang++ go openssl ffmpeg convert terraform keytool Rscript'.split(
    ' ',
  ),
);

/**
 * What an option that begins with typographic dashes may be in ASCII; two forms where both `-` and `--` are possible.
 *
 * @param dashes the dashes before its name
 * @param name the name, with hyphens in place of dashes, without `=` and the value
 * @param program the program of the option; `undefined`: an instruction, such as `COPY –chown`, whose flags have two
 * hyphens
 */
export function optionsMeant(dashes: string, name: string, program: string | undefined): readonly string[] {
  const [one, two] = [`-${name}`, `--${name}`];
  if (program === undefined || /[^-]-$/.test(dashes) || [...dashes].length > 1) return [two];
  if (/^[A-Za-z]\d*$/.test(name)) return [one];
  const letters = LETTERS[program] ?? LETTERS[program.replace(/[\d.]+$/, '')];
  if (letters) {
    const areLetters = [...name].every((letter) => letters.includes(letter));
    return areLetters && !WORDS.has(name) ? [one] : [two];
  }
  if (SINGLE.has(program)) return [one];
  const isLong = /[A-Za-z]-./.test(name);
  if (isLong) return [two];
  // Word processors turn two hyphens into an em dash, and one hyphen into any other dash.
  return /[\u2014\u2015]/.test(dashes) && name.length > 3 ? [two] : [one, two];
}
