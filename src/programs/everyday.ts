/**
 * Everyday programs and shell words by their effect on files, separated by blanks. Several questions use them: whether root
 * may run them, whether they may leave a file that is used later, whether they read the lists of apt.
 */

/** They compute, examine and print, and write only where they are redirected. */
export const QUIET = `
  : [ [[ test true false cd pwd echo printf set unset export declare local readonly typeset read alias command env exec exit
  return break continue shift shopt trap type hash umask ulimit wait let
  ls stat cat head tail wc cut sort uniq tr grep egrep fgrep awk gawk mawk diff cmp zcat base64
  md5sum sha1sum sha256sum sha512sum file basename dirname readlink realpath du df
  uname arch nproc getconf getent hostname id whoami date lsb_release which yes seq sleep sync expr
`;

/** They change the owners of files, and permissions. */
export const PERMISSIONS = 'chmod chown chgrp setfacl';

/** They create and remove users and groups. */
export const ACCOUNTS = `
  useradd usermod userdel adduser deluser groupadd groupmod groupdel addgroup delgroup gpasswd chsh chpasswd passwd
`;

/** They create and remove directories, and remove files. */
export const DIRECTORIES = 'mkdir rmdir rm unlink';

/** They set up the system and its packages, except the package managers. */
export const SYSTEM = `
  add-apt-repository install_packages dpkg debconf rpm pacman ldconfig locale-gen localedef fc-cache
`;

/** They write only the files that their words name. */
export const NAMING = 'touch tee ln truncate sed gpg';

/** They write files whose names come from elsewhere, to a place that their words name. */
export const COPYING = 'cp mv install tar unzip';

/** They put one file in place of another. */
export const COMPRESSING = 'gzip gunzip bzip2 bunzip2 xz unxz zstd ar';

/** They download files. */
export const FETCHING = 'curl wget';
