import type { PresetName } from './presets.ts';

/** Where a setting came from. */
export type Origin =
  /** It was not set. */
  | { readonly kind: 'default' }
  | { readonly kind: 'preset'; readonly preset: PresetName }
  /** A configuration file, as shown to people; line and column from 1. */
  | { readonly kind: 'file'; readonly file: string; readonly line: number; readonly column: number }
  /** The option as it was given: `--rule apt/upgrade=error`. */
  | { readonly kind: 'command-line'; readonly option: string }
  /** The options of a call of the library. */
  | { readonly kind: 'call' };

/** A value with its origin. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly origin: Origin;
}

/** An origin in words: `azml-lint:strict`, `.azml-lint.yaml:3:5`, `--rule apt/upgrade=error`. */
export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'default':
      return 'default';
    case 'preset':
      return `azml-lint:${origin.preset}`;
    case 'file':
      return `${origin.file}:${origin.line}:${origin.column}`;
    case 'command-line':
      return origin.option;
    case 'call':
      return 'call';
  }
}
