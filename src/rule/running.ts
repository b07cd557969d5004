/** Called with the id of each rule before it examines a file, and with `undefined` after it. */
export type RuleListener = (rule: string | undefined) => void;

let listener: RuleListener | undefined;

/** Sets the only listener, which learns which rule is running in this thread. */
export function listenToRules(to: RuleListener): void {
  listener = to;
}

/** Runs a rule, and informs the listener. */
export function whileRunning(rule: string, check: () => void): void {
  listener?.(rule);
  try {
    check();
  } finally {
    listener?.(undefined);
  }
}
