/** How many hyphens a typographic dash stands for: what the programs say whose options it may begin. */

/** The dashes that look like a hyphen, as a class of a regular expression has them. */
export const DASHES = '\u2010-\u2015\u2212';

/**
 * Letters that programs take as options, several of them behind one hyphen: `rm -rf`. Source: their manual pages, and the options
 * in use in public Dockerfiles.
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

/** Words behind two hyphens whose letters are options of their own to some of these. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'all archive append cacert clean clobber compressed create cut dereference dir directory extract fail file files force get gid ' +
    'gzip help home include input list location login mirror mode name no null only options output owner parents password posix ' +
    'quiet recursive regexp remote rename retry shell silent size sort suffix system tries uid update user verbose version'
  ).split(' '),
);

/** Programs whose long options have one hyphen. */
const SINGLE: ReadonlySet<string> = new Set(
  'find test [ java javac gcc g++ cc c++ clang clang++ go openssl ffmpeg convert terraform keytool Rscript'.split(
    ' ',
  ),
);

/**
 * What an option that begins with typographic dashes may be in ASCII; two where `-` and `--` are both possible.
 *
 * @param dashes what stands before its name
 * @param name with hyphens where dashes stood, without what a `=` gives it
 * @param program whose option it is; `undefined`: that of an instruction, such as `COPY –chown`, which has two hyphens
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
  // Word processors make an em dash of two hyphens, and of one any other dash.
  return /[\u2014\u2015]/.test(dashes) && name.length > 3 ? [two] : [one, two];
}
