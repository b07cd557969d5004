import { defineRule } from 'azml-lint';

/** Packages of the host: the toolkit that gives containers their GPUs, and drivers. */
const OF_HOST =
  /^(?:nvidia-(?:container-(?:toolkit|runtime)(?:-.+)?|docker2?|driver-.+|utils-\d+.*|dkms-\d+.*|kernel-.+|fabricmanager.*)|libnvidia-container(?:\d+|-tools)|libnvidia-compute-\d+.*|cuda-drivers(?:-.+)?|xserver-xorg-video-nvidia.*)$/;

export default defineRule({
  id: 'gpu/toolkit-in-image',
  title: 'A GPU driver or its container toolkit is installed in the image',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    host:
      '`{package}` belongs on the machine that runs containers: it brings the driver into each of them, and another one in ' +
      'the image is not used, or does not match. Leave it out.',
    driver:
      '`{package}` installs a driver, which belongs on the machine that runs containers: it is brought into each of them, and ' +
      'another one in the image is not used, or does not match. Leave it out.',
  },
  check({ file, report }) {
    for (const { stage, installs, commands } of file.runs) {
      if (!stage.shipped) continue;
      for (const { packages } of installs)
        for (const { word, name } of packages)
          if (name !== undefined && OF_HOST.test(name))
            report({ at: word, message: 'host', data: { package: word.text } });
      for (const { name, nameWord } of commands)
        if (nameWord && /^NVIDIA-Linux-.*\.run$/.test(name))
          report({ at: nameWord, message: 'driver', data: { package: name } });
    }
  },
});
