// @ts-check
import { defineRule, knownText } from 'azml-lint';

export default defineRule({
  id: 'acme/no-team',
  title: 'Nobody can tell whose image it is',
  url: 'https://wiki.acme.com/images/no-team',
  level: { inference: 'error', training: 'error', other: 'warning' },
  messages: {
    missing:
      'Nobody can tell whose image this is. Add `LABEL {label}=…` with the name of your team to this stage.',
    unknown: '`{team}` is no team of ours. The label `{label}` takes one of: {teams}.',
  },
  options: {
    defaults: { label: 'com.acme.team', teams: /** @type {readonly string[]} */ ([]) },
    schema: {
      label: { type: 'string', minLength: 1, description: 'The label that names the team.' },
      teams: {
        type: 'array',
        items: { type: 'string' },
        description: 'The teams there are; none given: any.',
      },
    },
  },
  check({ file, options: { label, teams }, report }) {
    if (!file.finalStage) return;
    const { from, atEnd } = file.finalStage;
    const set = atEnd.label(label);
    if (!set?.pair.value) {
      report({ at: from.image ?? from, message: 'missing', data: { label } });
      return;
    }
    const team = knownText(set.value);
    if (team === undefined || teams.length === 0 || teams.includes(team)) return;
    report({ at: set.pair.value, message: 'unknown', data: { team, label, teams: teams.join(', ') } });
  },
});
