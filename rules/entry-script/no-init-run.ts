import { defineRule } from 'azml-lint';
import { isForBatch } from 'azml-lint/facts';

const DEFINITIONS = { init: 'def init(): …', run: 'def run(data): …' };

export default defineRule({
  id: 'entry-script/no-init-run',
  title: 'The entry script has no init() or run()',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  kinds: ['python'],
  messages: {
    missing:
      'The script has no `{name}()`: the server asks each script for `init()` and `run()`, and exits with status 3 without one of them. ' +
      'Add `{definition}`.',
    both:
      'The script has neither `init()` nor `run()`, which the server asks each script for: it exits with status 3. Add `def init(): …` ' +
      'and `def run(data): …`.',
    never:
      '`{name}()` is below a condition that does not hold when the server imports the script, such as `if __name__ == "__main__":`. It finds no ' +
      '`{name}()` and exits with status 3. Move it out of there.',
    method:
      '`{name}()` is a method of `{of}`: the server asks the script itself for it and exits with status 3. Add `{definition}` to the ' +
      'script, and call the method there.',
    inner:
      '`{name}()` is inside the function `{of}`: the server asks the script itself for it and exits with status 3. Move it out of ' +
      '`{of}`.',
    named: 'The script is named here.',
  },
  check({ file, report }) {
    const { module, source, uses } = file;
    if (!module || isForBatch(file)) return;
    const missing = (['init', 'run'] as const).filter((name) => module.nameOf(name).isDefined === false);
    const related = uses.map(({ at }) => ({ at, message: 'named' as const }));
    const [first] = module.statements;
    const at = first ? { start: first.start, end: first.headEnd } : { start: 0, end: source.text.length };
    const plain = missing.filter((name) => {
      const { neverAt, inner } = module.nameOf(name);
      const data = { name, definition: DEFINITIONS[name] };
      if (neverAt) report({ at: neverAt, message: 'never', data, related });
      else if (inner) report({ at: inner.at, message: inner.kind, data: { ...data, of: inner.of }, related });
      else return true;
      return false;
    });
    const [name, other] = plain;
    if (other) report({ at, message: 'both', related });
    else if (name) report({ at, message: 'missing', data: { name, definition: DEFINITIONS[name] }, related });
  },
});
