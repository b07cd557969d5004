import rule from '../../../rules/entry-script/init-signature.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { loaded } from './projects.ts';

const RUN = 'def run(data):\n    return data\n';

testEdgeCases(rule, {
  valid: [
    loaded(`def init(*args, **kwargs):\n    pass\n${RUN}`),
    loaded(`def init(model=None, *, debug=False):\n    pass\n${RUN}`),
    loaded(`@click.command()\ndef init(model):\n    pass\n${RUN}`),
    loaded(`class Model:\n    def init(self, model):\n        pass\ninit = Model().init\n${RUN}`),
    loaded('def init(model):\n    pass\ndef run(mini_batch):\n    return mini_batch\n'),
  ],
  invalid: [
    loaded(`def init(*, model):\n#           ^^^^^\n    pass\n${RUN}`),
    loaded(`def init(self, model=None):\n#        ^^^^\n    pass\n${RUN}`),
    loaded(`async def init(model):\n#              ^^^^^\n    pass\n${RUN}`),
  ],
});
