// The part of Node's `path` that @balena/dockerignore uses, for paths with forward slashes: those of a build context.
exports.sep = '/';

exports.normalize = (path) => {
  const isAbsolute = path.startsWith('/');
  const names = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..' && names.length > 0 && names.at(-1) !== '..') names.pop();
    else if (name !== '..' || !isAbsolute) names.push(name);
  }
  const joined = names.join('/') || (isAbsolute ? '' : '.');
  const end = joined !== '' && path.endsWith('/') ? '/' : '';
  return `${isAbsolute ? '/' : ''}${joined}${end}`;
};

exports.dirname = (path) => {
  const isAbsolute = path.startsWith('/');
  const name = path.replace(/(?!^)\/+$/, '');
  const slash = name.lastIndexOf('/');
  if (slash > 0) return isAbsolute && slash === 1 ? '//' : name.slice(0, slash);
  return isAbsolute ? '/' : '.';
};
