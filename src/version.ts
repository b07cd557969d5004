import manifest from '../package.json' with { type: 'json' };

/** Version and home page from package.json; the bundler inlines just these values. */
export const { version, homepage } = manifest;
