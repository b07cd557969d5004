/** An error that a user can cause and cure: one line that says what is wrong, and perhaps one that says what to do. */
export class UserError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** A command line that cannot be understood. */
export class WrongUse extends UserError {
  constructor(message: string, hint = 'Run `azml-lint --help` to see what there is.') {
    super(message, hint);
  }
}
