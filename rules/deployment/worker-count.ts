import { defineRule } from 'azml-lint';
import { workerMismatches } from 'azml-lint/facts';

export default defineRule({
  id: 'deployment/worker-count',
  title: 'A deployment sends another number of requests than its container has workers',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  kinds: ['azureml-yaml'],
  messages: {
    unset:
      'The container has {workers} workers, and Azure ML sends it one request at a time, so {idle} idle. Add {cure}.',
    fewer:
      'The container has {workers} workers, and Azure ML sends it {requests} at a time, so {idle} idle. Write `{workers}`.',
    more:
      'Azure ML sends the container {requests} at a time, and it has {workers}: the others wait. Write `{count}`, or set ' +
      '`WORKER_COUNT: {wanted}` in `environment_variables`.',
    workers: 'the workers',
  },
  check({ file, report }) {
    for (const { workers, workersAt, requests, requestsAt, hasSettings, at } of workerMismatches(file)) {
      const related = [{ at: workersAt, message: 'workers' }] as const;
      const spare = workers - requests;
      const idle = `${spare} of them ${spare === 1 ? 'is' : 'are'}`;
      if (!requestsAt)
        report({
          at,
          message: 'unset',
          data: { workers, idle, cure: cureOf(workers, hasSettings) },
          related,
        });
      else if (spare > 0)
        report({
          at: requestsAt,
          message: 'fewer',
          data: { workers, requests: counted(requests, 'request'), idle },
          related,
        });
      else {
        const data = {
          requests: counted(requests, 'request'),
          workers: counted(workers, 'worker'),
          count: workers,
          wanted: requests,
        };
        report({ at: requestsAt, message: 'more', data, related });
      }
    }
  },
});

/** A second `request_settings` would take the place of the first. */
function cureOf(workers: number, hasSettings: boolean): string {
  const setting = `max_concurrent_requests_per_instance: ${workers}`;
  return hasSettings ? `\`${setting}\` to \`request_settings\`` : `\`request_settings: {${setting}}\``;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
