/**
 * `azml-lint` as the built-in rules import it: everything except {@link lint}, which itself needs the rules. It is small and
 * stable, so that an author of rules can read all of it; the deeper questions are in `facts.ts`.
 */

// A rule, and what it reports.

export type { FileEdits, Finding, Fix, Level, MessageData, Related, Severity } from './rule/finding.ts';
export type { Fidelity, Peer } from './rule/peers.ts';
export { normalizePolicyEntries, type PolicyWords, policyEntriesSchema } from './rule/policy.ts';
export type {
  DataFor,
  FamilyLevels,
  KnownNames,
  Messages,
  OptionsOf,
  ProposedFix,
  RelatedPlace,
  Reported,
  Rule,
  RuleContext,
  RuleMeta,
  SuppressionContext,
  SuppressionFacts,
  SuppressionRule,
} from './rule/rule.ts';
export { defineRule } from './rule/rule.ts';
export type { AnyRule } from './rule/settings.ts';
export type { Edit } from './text/edit.ts';

// What is known about a file: its stages, what holds at each instruction, which images it names.

export { matchesImagePattern } from './image/allow-list.ts';
export type { ImageFamily } from './image/family.ts';
export type { ImageReference, ImageTag, PlainTag, TemplateTag } from './image/reference.ts';
export { dataflow, isRun } from './model/dataflow.ts';
export type * from './model/model.ts';
export { readDockerfile } from './model/read-dockerfile.ts';

// The files that a build can reach.

export type { BuildContext, Certainty, ContextEntry, ContextFound, IgnoredBy } from './context/context.ts';
export type { FileEntry, Files } from './context/files.ts';
export { contextOf } from './context/folder.ts';
export type * from './model/definitions.ts';

// An Azure ML YAML: its environments, and the tree of keys and values with their places.

export type * from './kinds/azureml-yaml/model.ts';
export type { AzuremlType } from './kinds/azureml-yaml/recognize.ts';
export type { KindId, ModelOf } from './kinds/index.ts';
export type { CommentScope, DirectivePlace } from './kinds/kind.ts';
export type {
  YamlComment,
  YamlDocument,
  YamlFile,
  YamlPlace,
  YamlProblem,
} from './yaml-tree/parse.ts';
export type {
  ScalarType,
  YamlEntry,
  YamlMapping,
  YamlNode,
  YamlScalar,
  YamlSequence,
} from './yaml-tree/tree.ts';

// An entry script: what it imports, and what the names in it are once it is loaded.

export type { PythonScript } from './kinds/python/model.ts';
export type {
  Circumstances,
  Execution,
  ImportedName,
  InnerFunction,
  ParameterKind,
  PythonComment,
  PythonDecorator,
  PythonFunction,
  PythonImport,
  PythonModule,
  PythonName,
  PythonParameter,
  PythonProblem,
  PythonProblemKind,
  PythonStatement,
  PythonText,
} from './python/model.ts';

// The instructions, word by word, and what words come to.

export { KEYWORDS as instructionNames, type Keyword } from './dockerfile/head.ts';
export type { Placeholder } from './dockerfile/placeholders.ts';
export type * from './dockerfile/tree.ts';
export type { Unknown, UnknownReason, Value } from './dockerfile/value.ts';
export { knownPrefix, knownText, unknownParts } from './dockerfile/value.ts';

// The commands of a RUN.

export { allCommands, type CommandMatch, matchCommand } from './facts/commands/calls.ts';
export type { Install, Package, Pin } from './model/installs.ts';
export { knownWord, knownWords } from './model/script-values.ts';
export { type UserStep, userText } from './model/user.ts';
export type { PackageManager } from './programs/package-tool.ts';
export type { EffectiveShell } from './shell/interpreter.ts';
export type * from './shell/script.ts';

// Edits for fixes.

export { appendCommand } from './edits/append-command.ts';
export { applyEdits } from './edits/apply-edits.ts';
export { addChown } from './edits/copy-owner.ts';
export { deleteLines, insertLinesAfter, insertLinesBefore } from './edits/lines.ts';
export { deleteKeyValue } from './edits/pairs.ts';
export { prependCommand } from './edits/prepend-command.ts';
export { insertWordAfter, rewordLiteral } from './edits/words.ts';

// Places, text and paths.

export { closestMatch } from './text/closest-match.ts';
export { type Fragment, type Piece, type Pieces, type Span, slice } from './text/fragment.ts';
export { matchesGlob } from './text/glob.ts';
export { baseName, isAbsolute, isWithin, normalizePath, resolvePath } from './text/paths.ts';
export {
  type Location,
  lineSpan,
  lineText,
  type Origin,
  type Place,
  type Position,
  positionAt,
  type Range,
  type SourceFile,
  sourceOf,
} from './text/source.ts';

// For rules about suppressions.

export type {
  AppliedName,
  AppliedSuppression,
  Dialect,
  MalformedBecause,
  MalformedSuppression,
  SuppressedFinding,
  SuppressedName,
  Suppression,
  SuppressionScope,
} from './rule/suppression.ts';
