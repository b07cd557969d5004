/** Called with the id of each rule before it examines a file, and with `undefined` after it. */
export type RuleListener = (rule: string | undefined) => void;

let listener: RuleListener | undefined;

/** Sets the only listener, which learns which rule is running in this thread. */
export function listenToRules(to: RuleListener): void {
  listener = to;
}

/** Tells the listener of the rule that begins, or that it is done. */
export function tellOfRule(rule: string | undefined): void {
  listener?.(rule);
}
