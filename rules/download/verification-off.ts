import { type Command, defineRule } from 'azml-lint';
import {
  type Download,
  downloadsOf,
  hostOf,
  isLocalHost,
  isVerified,
  unverifiedConnections,
} from 'azml-lint/facts';

export default defineRule({
  id: 'download/verification-off',
  title: 'A download comes from nobody knows whom',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  security: 7,
  messages: {
    call:
      '`{text}` lets `{command}` take what anybody on the way sends, and it ends up in this image. Leave it out. For an authority of ' +
      'your own, add its certificate to those of the system: `update-ca-certificates`.',
    lasting:
      '`{text}` lets programs take what anybody on the way sends, from here on and in the container. Leave it out. For an authority ' +
      'of your own, add its certificate to those of the system: `update-ca-certificates`.',
    checked:
      '`{text}` lets `{command}` take what anybody on the way sends; the check that follows would notice. Leave it out all the ' +
      'same: it also hides that a certificate has expired.',
  },
  check({ file, report }) {
    const downloads = new Map(downloadsOf(file).map((one) => [one.command, one]));
    for (const unverified of unverifiedConnections(file)) {
      const { text, command, reach } = unverified;
      if (!command || reach === 'lasting') {
        report({ at: unverified, message: 'lasting', data: { text } });
        continue;
      }
      const data = { text, command: command.head.text };
      if (isHarmless(command)) continue;
      if (isChecked(downloads.get(command)))
        report({ at: unverified, message: 'checked', severity: 'info', data });
      else report({ at: unverified, message: 'call', data });
    }
  },
});

function isChecked(download: Download | undefined): boolean {
  return download !== undefined && isVerified(download);
}

/** It talks to the machine itself, or knows the key of the other one. */
function isHarmless(command: Command): boolean {
  if (command.flag('--pinnedpubkey')) return true;
  const addresses = command.targets.filter(({ text }) => /^https?:\/\//.test(text));
  return addresses.length > 0 && addresses.every(({ text }) => isLocalHost(hostOf(text)));
}
