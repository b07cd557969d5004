/**
 * What rules are written with. Everything that a rule may need to ask or to name is here, and the built-in rules use
 * nothing else.
 */

// A rule, and what it reports.

export type { Edit, Finding, Fix, Level, Related, Severity } from './rule/finding.ts';
export type {
  FamilyLevels,
  Messages,
  OptionsOf,
  ProposedFix,
  RelatedPlace,
  Reported,
  Rule,
  RuleContext,
  RuleMeta,
} from './rule/rule.ts';
export { defineRule } from './rule/rule.ts';
export type { AnyRule } from './rule/settings.ts';

// What is known about a file: its stages, and what holds at each instruction.

export { accountsCreated, isSystemAccount } from './facts/accounts.ts';
export {
  type Arrivals,
  arrivalsAt,
  type Content,
  contentOf,
  isFile,
  mayBring,
  placesOf,
  startsWithUnknownFiles,
} from './facts/arrivals.ts';
export { carried, carry, isCopy, isRun } from './facts/carry.ts';
export { chainOf } from './facts/chain.ts';
export { rewrittenCopy } from './facts/copies.ts';
export {
  type EnvSetting,
  envSetting,
  envSettings,
  misnamedSetting,
  type StrayEquals,
  strayEquals,
} from './facts/env-settings.ts';
export type * from './facts/file.ts';
export {
  type CommandPlace,
  commandPlaces,
  copyOf,
  type Files,
  filesAfter,
  filesOfBase,
  mayHave,
  type PlacedCommand,
  placedCommands,
} from './facts/files.ts';
export { type ForeignFile, foreignFiles, handsOver } from './facts/ownership.ts';
export { type Refusal, type RefusalCode, refusalsOf } from './facts/refusals.ts';
export { type Swallowed, swallowedCopy, swallowedIn, toldOf } from './facts/swallowed.ts';
export { nextUser, userNamed, userOf, writtenUser } from './facts/user.ts';
export { readersOf, type VariableReaders } from './facts/variable-readers.ts';
export { resolveIn } from './facts/workdir.ts';

// The instructions, word by word, and what words come to.

export { KEYWORDS as instructionNames } from './dockerfile/head.ts';
export type { Placeholder } from './dockerfile/placeholders.ts';
export type * from './dockerfile/tree.ts';
export type { Unknown, UnknownReason, Value } from './dockerfile/value.ts';
export { knownPrefix, knownText, unknownParts } from './dockerfile/value.ts';
export { type Misprint, misprintsOf } from './facts/misprints.ts';

// The commands of a RUN, and what they install and do.

export {
  APT,
  APT_LISTS,
  APT_UPGRADE,
  type AptSetting,
  type AptUse,
  aptUses,
  type Configured,
  fetchesLists,
  leavesNoLists,
  needsLists,
  removesLists,
} from './facts/apt.ts';
export { fetchesForOthers, type ListsReader, readersInWords, readersOfLists } from './facts/apt-lists.ts';
export { type Reading, readingOf } from './facts/apt-readers.ts';
export { type CallMatch, callsOf, matchCall } from './facts/calls.ts';
export {
  type Install,
  type Package,
  type PackageManager,
  packageManagers,
  packageName,
  versionsOf,
} from './facts/installs.ts';
export {
  type ActivatedEnvironment,
  activatedEnvironment,
  type EnvironmentName,
  type MadeEnvironment,
  madeEnvironments,
  possibleInstallsInto,
} from './facts/python-environments.ts';
export { installsBy } from './facts/runs.ts';
export { emptyScope, extend, lookUp, type Scope } from './facts/scope.ts';
export { knownWord, knownWords, shellWords } from './facts/script-values.ts';
export { isOpaque, type Job, jobsOf, rootPlaceOf, usualPlaceOf, type Work } from './facts/work.ts';
export type { EffectiveShell } from './shell/interpreter.ts';
export type * from './shell/script.ts';

// Images: their names, and what is known of those of Azure Machine Learning.

export { type FaultyImage, faultyImages, type ImageFault } from './facts/image-faults.ts';
export {
  type FromVariable,
  type ImageUse,
  imageUses,
  isImageInUpperCase,
  isImageReference,
  isSpelledOut,
  variablesOfFrom,
} from './facts/images.ts';
export { isCovered } from './image/allow-list.ts';
export {
  type CatalogueFamily,
  type CatalogueImage,
  catalogueDate,
  findImage,
  type ImageStatus,
  isAzureMachineLearning,
  type NameDifference,
  nameDifference,
  nearestImages,
} from './image/catalogue.ts';
export { type EndedProduct, endedInWords, endedProducts, supportedReplacement } from './image/end-of-life.ts';
export { type Platform, readPlatform } from './image/platform.ts';
export { type ImageReference, type ImageTag, isOfficial } from './image/reference.ts';
export { type StaleTag, staleTag } from './image/stale-tag.ts';
export { monthsBefore, tagDate, tagForm } from './image/tags.ts';
export { findVariable, type ImageVariable, nearestVariable } from './image/variables.ts';
export { liesWithin, type VersionRange, versionRange } from './image/version-range.ts';

// Serving a model: what an inference image does with a container, a script and a model.

export { appRootOf } from './facts/app-root.ts';
export { isModelFile, isModelSource } from './facts/model-source.ts';
export { type NearMiss, nearMissOf } from './facts/near-miss.ts';
export { isNearPath } from './facts/near-path.ts';
export {
  bringsServer,
  isForServer,
  isStartedByServices,
  type Server,
  serverOf,
} from './facts/server.ts';
export {
  dropsRootItself,
  type Startup,
  serverReplacedBy,
  startStepsOf,
  startupOf,
} from './facts/startup.ts';
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

// Edits for fixes.

export { appendCommand } from './fix/append.ts';
export { fetchLists, removeLists } from './fix/apt-lists.ts';
export { runAsRoot, userLine } from './fix/as-root.ts';
export { ownCopy } from './fix/copy-owner.ts';
export { linesAbove, linesBelow, withoutLines } from './fix/lines.ts';
export { removePair } from './fix/pairs.ts';
export { prependCommand } from './fix/prepend.ts';
export { unlessRead } from './fix/readers.ts';
export { renameVariable } from './fix/rename-variable.ts';
export { wordAfter } from './fix/words.ts';

// Places, text and paths.

export { baseName, isAbsolute, isWithin, normalise, resolve } from './facts/paths.ts';
export { cut, type Fragment, type Span } from './text/fragment.ts';
export { matchesGlob } from './text/glob.ts';
export { nearest } from './text/nearest.ts';
export { lineSpan, lineText, type Position, positionAt, type Range, type Source } from './text/source.ts';
export { touchesAny } from './text/spans.ts';

// For rules about suppressions, and for those that carry out a policy.

export { nearestRuleName, peerWith } from './rule/peers.ts';
export { entriesInFull, type PolicyWords, policyEntries } from './rule/policy.ts';
export type { AppliedName, AppliedSuppression, SuppressedFinding } from './suppress/apply.ts';
export type {
  Dialect,
  MalformedBecause,
  MalformedSuppression,
  Suppression,
  SuppressionScope,
} from './suppress/suppression.ts';
