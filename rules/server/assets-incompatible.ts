import { baseName, type Command, type CopyOrigin, defineRule } from 'azml-lint';

/** The image with the assets, and the script among them that installs what they need. */
const ASSETS = /\/azureml\/o16n-base\/python-assets$/;
const SCRIPT = 'install_system_requirements.sh';

/** The library that its list of packages names. Ubuntu has it up to 21.10. Source: packages.ubuntu.com. */
const GONE = 'liblttng-ust0';
const GONE_SINCE = 22.04;

export default defineRule({
  id: 'server/assets-incompatible',
  title: 'The inference assets do not install on this Ubuntu',
  level: { inference: 'warning', training: 'warning', other: 'off' },
  messages: {
    gone:
      '`{script}` installs `liblttng-ust0`, which Ubuntu {ubuntu} no longer has: the build stops with "Unable to locate package". Take ' +
      'it out of the list before: `sed -i /liblttng-ust0/d /var/requirements/*.txt`.',
    assets: 'the assets come from here',
  },
  check({ file, report }) {
    for (const stage of file.stages) {
      const { image } = stage;
      if (image?.ubuntu === undefined || Number(image.ubuntu) < GONE_SINCE) continue;
      const assets = stage.ancestors
        .flatMap(({ copies }) => copies)
        .find(({ from }) => from && isAssets(from));
      const commands = assets && stage.ancestors.flatMap(({ runs }) => runs.flatMap((run) => run.commands));
      const script = commands?.find(
        (one) => one.start > assets!.start && stage.start <= one.start && runs(one),
      );
      if (!assets || !commands || !script) continue;
      const before = commands.slice(0, commands.indexOf(script));
      if (before.some(({ words }) => words.some(({ text }) => text.includes(GONE)))) continue;
      const data = { script: SCRIPT, ubuntu: image.ubuntu };
      report({ at: script.nameWord!, message: 'gone', data, related: [{ at: assets, message: 'assets' }] });
    }
  },
});

function isAssets(origin: CopyOrigin): boolean {
  if (origin.kind === 'other') return false;
  const base = origin.kind === 'stage' ? origin.stage.root.base : origin.base;
  return base.kind === 'image' && ASSETS.test(base.reference.name);
}

/** By its path, or as `bash /var/requirements/…`. */
function runs({ nameWord, operands }: Command): boolean {
  return [nameWord, operands[0]].some((word) => word && baseName(word.text) === SCRIPT);
}
