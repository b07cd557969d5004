/**
 * What rules are written with. Everything that a rule may need to ask or to name is here, and the built-in rules use
 * nothing else.
 */

// A rule, and what it reports.

export type { Edit, FileEdits, Finding, Fix, Level, MessageData, Related, Severity } from './rule/finding.ts';
export type {
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

// What is known about a file: its stages, and what holds at each instruction.

export { readersOf, type VariableReaders } from './facts/azureml/variable-readers.ts';
export { type Refusal, type RefusalCode, refusalsOf } from './facts/builder/refusals.ts';
export {
  describeSwallowed,
  type SwallowedInstruction,
  swallowedCopy,
  swallowedInstructions,
} from './facts/builder/swallowed.ts';
export { accountsCreated, isSystemAccount } from './facts/image-files/accounts.ts';
export {
  type CopiedContent,
  type CopiesInto,
  copiedContent,
  copiesInto,
  destinationPaths,
  isSingleFile,
  mayCopy,
  startsWithUnknownFiles,
} from './facts/image-files/copied-into.ts';
export {
  type CommandPlace,
  commandPlaces,
  copyThatBrings,
  filesAfter,
  filesOfBase,
  type ImageFiles,
  mayHaveFile,
  type PlacedCommand,
  placedCommands,
} from './facts/image-files/files-after.ts';
export { changesOwner, type UnwritableFile, unwritableFiles } from './facts/image-files/ownership.ts';
export { ancestorsOf } from './model/ancestors.ts';
export { rewrittenCopy } from './model/copies.ts';
export { carry, dataflow, isCopy, isRun } from './model/dataflow.ts';
export {
  type EnvSetting,
  envSetting,
  envSettings,
  misnamedSetting,
  type StrayEquals,
  strayEquals,
} from './model/env-settings.ts';
export type * from './model/model.ts';
export { nextUser, userNamed, userOf, writtenUser } from './model/user.ts';
export { resolveIn } from './model/workdir.ts';

// The instructions, word by word, and what words come to.

export { KEYWORDS as instructionNames } from './dockerfile/head.ts';
export type { Placeholder } from './dockerfile/placeholders.ts';
export type * from './dockerfile/tree.ts';
export type { Unknown, UnknownReason, Value } from './dockerfile/value.ts';
export { knownPrefix, knownText, unknownParts } from './dockerfile/value.ts';
export { type Confusable, confusablesIn } from './facts/builder/confusables.ts';

// The commands of a RUN, and what they install and do.

export { type CallMatch, callsOf, matchCall } from './facts/commands/calls.ts';
export {
  type ClassifiedCommand,
  type CommandKind,
  classifyCommands,
  hasUnknownEffects,
  rootPlaceOf,
  usualPlaceOf,
} from './facts/commands/command-kind.ts';
export {
  APT,
  APT_LISTS,
  APT_UPGRADE,
  type AptSetting,
  type AptUse,
  aptUses,
  type Configured,
  deletesAptLists,
  fetchesAptLists,
  leavesNoAptLists,
  needsAptLists,
} from './facts/packages/apt.ts';
export {
  fetchesForOthers,
  type ListsReader,
  readersInWords,
  readersOfLists,
} from './facts/packages/apt-lists.ts';
export { type ListsReading, listsReadingOf } from './facts/packages/apt-readers.ts';
export {
  type ActivatedEnvironment,
  activatedEnvironment,
  type EnvironmentName,
  type MadeEnvironment,
  madeEnvironments,
  possibleInstallsInto,
} from './facts/packages/python-environments.ts';
export {
  type Install,
  type Package,
  type PackageManager,
  packageManagers,
  packageName,
  versionsOf,
} from './model/installs.ts';
export { installsBy } from './model/runs.ts';
export { emptyScope, extend, lookUp, type Scope } from './model/scope.ts';
export { knownWord, knownWords, shellWords } from './model/script-values.ts';
export type { EffectiveShell } from './shell/interpreter.ts';
export type * from './shell/script.ts';

// Images: their names, and what is known of those of Azure Machine Learning.

export { type FaultyImage, faultyImages } from './facts/azureml/image-faults.ts';
export { isCovered } from './image/allow-list.ts';
export {
  type CatalogFamily,
  type CatalogImage,
  catalogDate,
  findImage,
  type ImageStatus,
  isAzureMachineLearning,
  type NameDifference,
  nameDifference,
  nearestImages,
} from './image/catalog.ts';
export {
  describeEndOfLife,
  type EndOfLifeProduct,
  endOfLifeProducts,
  supportedReplacement,
} from './image/end-of-life.ts';
export type { ImageFault } from './image/image-fault.ts';
export { type Platform, readPlatform } from './image/platform.ts';
export { type ImageReference, type ImageTag, isOfficial } from './image/reference.ts';
export { type StaleTag, staleTag } from './image/stale-tag.ts';
export { monthsBefore, tagDate, tagForm } from './image/tags.ts';
export { findVariable, type ImageVariable, nearestVariable } from './image/variables.ts';
export { isSubrange, type VersionRange, versionRange } from './image/version-range.ts';
export {
  type FromVariable,
  type ImageUse,
  imageUses,
  isImageInUpperCase,
  isImageReference,
  isSpelledOut,
  variablesOfFrom,
} from './model/images.ts';

// Serving a model: what an inference image does with a container, a script and a model.

export { appRootOf } from './facts/azureml/app-root.ts';
export { type MisplacedCopy, misplacedCopyOf } from './facts/azureml/misplaced-copy.ts';
export { isModelFile, isModelSource } from './facts/azureml/model-files.ts';
export {
  bringsServer,
  isForServer,
  isStartedByServices,
  type Server,
  serverOf,
} from './facts/azureml/server.ts';
export {
  BOOT_COMMAND,
  DEFAULT_APP_ROOT,
  DEFAULT_ENTRY_SCRIPT,
  INTERNAL_PORT,
  PUBLIC_PORT,
  SERVER_COMMAND,
  SERVER_USER,
  SERVER_USER_DIRECTORIES,
  SERVICE_DIRECTORY,
  TRAINING_PORTS,
} from './image/contract.ts';
export {
  conflictWithServer,
  failsBesideMonitoring,
  needsDistutils,
  pythonSupportedBy,
  SERVER_PACKAGE,
  type ServerRelease,
  serverReleaseFor,
  serverReleasesWithin,
} from './image/inference-server.ts';
export {
  type ContainerStart,
  containerStartOf,
  dropsRootItself,
  serverReplacedBy,
  startStepsOf,
} from './model/container-start.ts';
export { isSimilarPath } from './text/similar-path.ts';

// Edits for fixes.

export { appendCommand } from './edits/append-command.ts';
export { deleteAptListsEdit, fetchAptListsEdit } from './edits/apt-lists.ts';
export { runAsRoot, userLine } from './edits/as-root.ts';
export { ownCopy } from './edits/copy-owner.ts';
export { deleteLines, insertLinesAfter, insertLinesBefore } from './edits/lines.ts';
export { removePair } from './edits/pairs.ts';
export { prependCommand } from './edits/prepend-command.ts';
export { unlessRead } from './edits/readers.ts';
export { renameVariable } from './edits/rename-variable.ts';
export { insertWordAfter } from './edits/words.ts';

// Places, text and paths.

export { closestMatch } from './text/closest-match.ts';
export { type Fragment, type Span, slice } from './text/fragment.ts';
export { matchesGlob } from './text/glob.ts';
export { baseName, isAbsolute, isWithin, normalizePath, resolvePath } from './text/paths.ts';
export {
  type Location,
  lineSpan,
  lineText,
  type Position,
  positionAt,
  type Range,
  type SourceFile,
  sourceOf,
} from './text/source.ts';
export { overlapsAny } from './text/spans.ts';

// For rules about suppressions, and for those that carry out a policy.

export { nearestRuleName, peerWith } from './rule/peers.ts';
export { normalizePolicyEntries, type PolicyWords, policyEntriesSchema } from './rule/policy.ts';
export type { SuppressedFinding } from './suppress/apply.ts';
export type {
  AppliedName,
  AppliedSuppression,
  Dialect,
  MalformedBecause,
  MalformedSuppression,
  Suppression,
  SuppressionScope,
} from './suppress/suppression.ts';
