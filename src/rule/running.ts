/** Is told the id of each rule before it looks at a file, and nothing once it has. */
export type RuleListener = (rule: string | undefined) => void;

let listener: RuleListener | undefined;

/** From now on a listener is told which rule is running in this thread; there is one at most. */
export function listenToRules(to: RuleListener): void {
  listener = to;
}

/** Runs a rule, and tells so. */
export function whileRunning(rule: string, check: () => void): void {
  listener?.(rule);
  try {
    check();
  } finally {
    listener?.(undefined);
  }
}
