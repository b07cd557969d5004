import manifest from '../package.json' with { type: 'json' };

/** Version and home page as package.json has them; the bundler puts in just these values. */
export const { version, homepage } = manifest;
