import { defineRule } from 'azml-lint';
import { entryFunction, serverDecorator } from 'azml-lint/facts';

/** The parameter to which the server gives the headers of the request. */
const HEADERS = 'request_headers';

const REFUSED = { args: '*', kwargs: '**', 'positional-only': '' };

export default defineRule({
  id: 'entry-script/run-signature',
  title: 'The server cannot call run() of the entry script',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  kinds: ['python'],
  messages: {
    none:
      '`run()` has no parameter for the data, so the server exits with status 3. Write `def run(data):`, with the body of the request ' +
      'as text.',
    refused:
      'The server refuses `run()` with `{parameter}`, because it gives all arguments by name, and exits with status 3. Write ' +
      '`def run(data):`.',
    positional:
      'The server gives all arguments by name, refuses `{parameter}`, which takes its own by place only, and exits with status 3. Remove the `/`.',
    second:
      'The server gives `run()` only `{first}`: each request fails for want of `{parameter}`, and is answered with status 500. Give ' +
      '`{parameter}` a default, such as `{parameter}=None`, or take all from `{first}`.',
    unknown:
      '`run()` has no parameter `{name}`, for which `@input_schema` is: each request is answered with status 500. Write `{better}`.',
    both:
      'The server refuses `run()` with both `@rawhttp`, for the request as it is, and `@{schema}`, for values from its body, and exits ' +
      'with status 3. Remove one of them.',
    named: 'The script is named here.',
  },
  check({ file, report }) {
    const run = entryFunction(file, 'run');
    if (!run) return;
    const related = file.uses.map(({ at }) => ({ at, message: 'named' as const }));
    const { parameters, decorators } = run;
    for (const one of parameters) {
      const { kind, name } = one;
      if (kind === 'positional-only')
        return report({ at: one, message: 'positional', data: { parameter: name }, related });
      if (kind === 'args' || kind === 'kwargs')
        return report({ at: one, message: 'refused', data: { parameter: REFUSED[kind] + name }, related });
    }
    const [first, ...others] = parameters.filter(({ name }) => name !== HEADERS);
    if (!first) return report({ at: parameters[0] ?? run.at, message: 'none', related });
    const raw = decorators.find((one) => serverDecorator(one) === 'rawhttp');
    const schemas = decorators.filter((one) => serverDecorator(one)?.endsWith('_schema'));
    const [schema] = schemas;
    if (raw && schema) {
      const data = { schema: serverDecorator(schema)! };
      return report({ at: raw, message: 'both', data, related });
    }
    for (const one of schemas.filter((each) => serverDecorator(each) === 'input_schema')) {
      const given = one.texts[0] ?? one.namedTexts.get('param_name');
      if (!given || parameters.some(({ name }) => name === given.text)) continue;
      const data = { name: given.text, better: JSON.stringify(first.name) };
      return report({ at: given, message: 'unknown', data, related });
    }
    const second = others.find(({ isRequired }) => isRequired);
    if (second && !schema)
      report({ at: second, message: 'second', data: { first: first.name, parameter: second.name }, related });
  },
});
