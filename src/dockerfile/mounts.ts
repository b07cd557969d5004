/** `--mount=type=cache,target=/x`: comma-separated options, in double quotes where they hold a comma. */
import { type Fragment, slice } from '../text/fragment.ts';
import type { Flag, Mount, MountOption } from './tree.ts';

/** The mount of a `--mount` flag. Without `type=` it is a bind mount. */
export function mountOf(flag: Flag): Mount {
  const { start, end, value } = flag;
  const options = value ? fields(value).map(optionOf) : [];
  const type = options.findLast((option) => option.key === 'type')?.value.text.toLowerCase() ?? 'bind';
  return { type, options, start, end };
}

function optionOf(field: Fragment): MountOption {
  const { start, end, text } = field;
  const equals = text.indexOf('=');
  const bare = equals === -1;
  const key = bare ? text : text.slice(0, equals);
  return { key: key.toLowerCase(), value: slice(field, bare ? text.length : equals + 1), bare, start, end };
}

function fields(value: Fragment): readonly Fragment[] {
  const { text } = value;
  const found: Fragment[] = [];
  for (let at = 0; at <= text.length; ) {
    const quoted = text[at] === '"';
    const close = quoted ? text.indexOf('"', at + 1) : -1;
    const comma = text.indexOf(',', close === -1 ? at : close);
    const end = comma === -1 ? text.length : comma;
    found.push(close === -1 ? slice(value, at, end) : slice(value, at + 1, close));
    at = end + 1;
  }
  return found;
}
