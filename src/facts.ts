/**
 * `azml-lint/facts`: the deeper questions that the built-in rules ask, for other rules that need them. They may change in a
 * minor version, together with the knowledge about images, package managers and the inference server.
 */

// Images: their names, and what is known of those of Azure Machine Learning.

export { type FaultyImage, faultyImages } from './facts/azureml/image-faults.ts';
export { type Successor, successorOf } from './facts/azureml/successor.ts';
export {
  type CatalogFamily,
  type CatalogImage,
  catalogDate,
  findImage,
  type ImageStatus,
  isAzureMachineLearning,
  type NameDifference,
  nameDifference,
  tagFormsOf,
} from './image/catalog.ts';
export { condaRootOf } from './image/conda-root.ts';
export { cudaOf } from './image/cuda.ts';
export {
  describeEndOfLife,
  type EndOfLifeProduct,
  endOfLifeProducts,
  supportedReplacement,
} from './image/end-of-life.ts';
export type { GonePackage } from './image/gone-packages.ts';
export type { ImageFault } from './image/image-fault.ts';
export { lacksConda } from './image/plain-images.ts';
export { type Platform, readPlatform } from './image/platform.ts';
export { isOfficial } from './image/reference.ts';
export { privateRegistryOf } from './image/registries.ts';
export type { StaleTag } from './image/stale-tag.ts';
export type { Product } from './image/support.ts';
export { type MalformedTag, malformedTag, type TagForms } from './image/tags.ts';
export { findVariable, type ImageVariable, nearestVariable, type VariableSource } from './image/variables.ts';
export {
  type FromVariable,
  invalidWithoutArguments,
  isImageReference,
  isLiteralImage,
  variablesOfFrom,
} from './model/images.ts';

// An Azure ML YAML: what it says, and what Azure ML refuses of it before anything is built or run.

export { type MissingDockerfile, missingDockerfiles } from './kinds/azureml-yaml/built-dockerfile.ts';
export { condaEnvironmentsOf, type NamedCondaEnvironment } from './kinds/azureml-yaml/conda-file.ts';
export { documentProblems } from './kinds/azureml-yaml/document-shape.ts';
export {
  type IncompleteRoutes,
  incompleteRoutes,
  secondDocument,
  shapeProblems,
} from './kinds/azureml-yaml/environment-shape.ts';
export { type InvalidReference, invalidReferences } from './kinds/azureml-yaml/references.ts';
export type { ShapeProblem, Wanted } from './kinds/azureml-yaml/shape-problem.ts';
export { cureOfKey, wantedInWords } from './kinds/azureml-yaml/shape-words.ts';
export { isSpelledOut } from './kinds/azureml-yaml/written-path.ts';
export { entryOf, textOf } from './yaml-tree/tree.ts';

// Deployments: what an Azure ML YAML and the image that it names make of each other.

export { type MissingRoutes, missingInferenceConfigs } from './facts/deployments/missing-routes.ts';
export { type MissingScoringScript, missingScoringScripts } from './facts/deployments/scoring-scripts.ts';
export { type Shadowed, shadowedCode, shadowedModels } from './facts/deployments/shadowed.ts';
export { type WorkerMismatch, workerMismatches } from './facts/deployments/workers.ts';
export { type WrongPort, wrongPorts } from './facts/deployments/wrong-ports.ts';

// An entry script: what the inference server makes of it.

export { entryFunction, isForBatch, serverDecorator } from './kinds/python/entry-functions.ts';
export { type MissingImport, missingImports, restOfImport } from './kinds/python/local-imports.ts';

// What serves a model: the contract of the image, the server, its entry script and its model.

export { appRootOf } from './facts/azureml/app-root.ts';
export { isModelBrought, isScriptBrought } from './facts/azureml/brought.ts';
export { type EntryScript, entryScriptOf, isEntryScriptOfBase } from './facts/azureml/entry-script.ts';
export { type ExtraDependencies, extraDependenciesOf } from './facts/azureml/extra-dependencies.ts';
export type { Listening } from './facts/azureml/listening-ports.ts';
export { type ManagedBuild, managedBuildOf } from './facts/azureml/managed-build.ts';
export { type MisplacedCopy, misplacedCopyOf } from './facts/azureml/misplaced-copy.ts';
export {
  entryScriptTarget,
  type MissingScript,
  missingScript,
  pathBelow,
} from './facts/azureml/missing-script.ts';
export { contentsWithoutModel, type ModelContents } from './facts/azureml/model-contents.ts';
export { isModelFile, isModelSource } from './facts/azureml/model-files.ts';
export { type NeededArgument, neededArguments } from './facts/azureml/needed-arguments.ts';
export { commandText, hasUserBesidesRoot, whatIsServed } from './facts/azureml/served.ts';
export {
  insightsKeyOf,
  isForServer,
  isStartedByServices,
  mayHaveBeside,
  providesServer,
  runsMlflowScript,
  type Server,
  serverOf,
} from './facts/azureml/server.ts';
export {
  hasLoggingVersion,
  type ServerFile,
  type SettingType,
  serverFilesOf,
  settingsTaken,
  type TakenSetting,
} from './facts/azureml/server-files.ts';
export {
  isPlaceOfServer,
  type RefusedBesideServer,
  refusedBesideServer,
  type ServerConflict,
  serverConflicts,
} from './facts/azureml/server-pins.ts';
export { isServiceScript, serviceScriptsOf } from './facts/azureml/service-scripts.ts';
export { unknownUsers } from './facts/azureml/unknown-users.ts';
export { readersOf, type VariableReaders } from './facts/azureml/variable-readers.ts';
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
} from './image/contract.ts';
export {
  bringsSetuptools,
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
  type StartStep,
  serverOverride,
} from './model/container-start.ts';
export { misnamedSetting, type StrayEquals, strayEquals } from './model/env-settings.ts';
export type { JsonEntry, JsonText } from './text/json.ts';

// Packages: what a command installs, and how package managers keep them.

export {
  type AbsentEnvironment,
  ACTIVATION_VARIABLES,
  type ActivationVariable,
  absentEnvironments,
  pointingValue,
  pointsTo,
} from './facts/packages/activation-variables.ts';
export {
  APT_LISTS,
  aptUpdatesIn,
  leavesNoAptLists,
} from './facts/packages/apt.ts';
export {
  fetchesForOthers,
  type ListsReader,
  laterRemovals,
  readersInWords,
  readersOfLists,
} from './facts/packages/apt-lists.ts';
export type { ListsReading } from './facts/packages/apt-readers.ts';
export {
  type CacheOptions,
  cacheOptions,
  cachesLeft,
  keptCaches,
} from './facts/packages/caches.ts';
export { commandsSchema, isChosen } from './facts/packages/chosen-commands.ts';
export { type Activation, condaActivations } from './facts/packages/conda-activation.ts';
export { type AskingCommand, askingCommands } from './facts/packages/confirmation.ts';
export { type CudaNeed, cudaNeeds, mayBringCuda } from './facts/packages/cuda.ts';
export {
  endOfPython,
  type InstalledEnvironment,
  installedEnvironments,
} from './facts/packages/environment-files.ts';
export type { EnvironmentInstall, FilledEnvironment } from './facts/packages/environment-installs.ts';
export { mayHavePackage } from './facts/packages/environment-packages.ts';
export { type GoneInstall, goneInstalls } from './facts/packages/gone.ts';
export { allInstalls, asArgument, type FilledInstall } from './facts/packages/installed-files.ts';
export { opencvWithoutLibgl, type WindowedOpencv } from './facts/packages/libgl.ts';
export { type InstallWithoutLists, installsWithoutLists } from './facts/packages/missing-apt-lists.ts';
export {
  isUsedOtherwise,
  type OwnEnvironment,
  ownEnvironments,
  unnamedEnvironment,
} from './facts/packages/own-environments.ts';
export { packageCommands } from './facts/packages/package-commands.ts';
export {
  type Configured,
  type PackageSetting,
  type PackageUse,
  packageUses,
} from './facts/packages/package-settings.ts';
export { hostOf, isLocalHost, type PackageSource, packageSources } from './facts/packages/package-sources.ts';
export {
  type BrokenByNumpy2,
  brokenByNumpy2,
  type PinPair,
  pinsOfOnePackage,
  type RefusedPins,
  refusedPins,
} from './facts/packages/pin-conflicts.ts';
export { type RemovedUse, removedOptionsIn } from './facts/packages/pip-release.ts';
export {
  type ActivatedEnvironment,
  activatesAnother,
  type EnvironmentName,
  isEnvironmentAt,
  isPlainShell,
  type MadeEnvironment,
  madeEnvironments,
  mayMakeEnvironment,
  type PlacedInstall,
  placedInstalls,
  pythonOf,
  unknownEnvironments,
} from './facts/packages/python-environments.ts';
export { type UnsupportedPackage, unsupportedPackages } from './facts/packages/python-support.ts';
export { withReference } from './facts/packages/repositories.ts';
export { type SdkConflict, sdkConflicts } from './facts/packages/sdk-conflicts.ts';
export {
  redirectionStarts,
  type TornRequirement,
  tornRequirements,
  type WholeRequirement,
} from './facts/packages/torn-requirements.ts';
export {
  type UnpinnedOptions,
  type UnpinnedPackages,
  unpinnedOptions,
  unpinnedPackages,
} from './facts/packages/unpinned.ts';
export { type UnsignedPackages, unsignedPackages } from './facts/packages/unsigned.ts';
export { hasGnuWget, type Userland, userlandOf } from './facts/packages/userland.ts';
export { isSubrange, type VersionRange, versionRange } from './image/version-range.ts';
export { packageName, versionsOf } from './model/installs.ts';
export { packageAction, programsOf } from './model/package-actions.ts';
export { shellWords } from './model/script-values.ts';
export { SDK_V1, SDK_V1_END } from './programs/azureml-sdk-v1.ts';
export { type PackageAction, packageManagers } from './programs/package-tool.ts';
export type { RemovedOption } from './programs/pip-releases.ts';
export { type Pythons, pypiDate } from './programs/pypi.ts';
export type { SourceRole } from './programs/python.ts';
export type {
  CondaEnvironment,
  CondaList,
} from './requirements/environment-file.ts';
export type {
  Include,
  Requirement,
  RequirementFile,
  RequirementOption,
} from './requirements/requirement-file.ts';

// What commands do.

export type { JsonFault } from './dockerfile/json-fault.ts';
export { ENVIRONMENT_TOOLS, jobsBeyondPackages, type RootJob } from './facts/azureml/root-jobs.ts';
export { filesMadeBy } from './facts/commands/as-root.ts';
export { certainlyRuns } from './facts/commands/certain.ts';
export {
  type ClassifiedCommand,
  type CommandKind,
  classifyCommands,
  hasUnknownEffects,
  isPackageWork,
  rootOnlyPath,
  usualPath,
} from './facts/commands/command-kind.ts';
export { isVerified, wouldBeRefused } from './facts/commands/download-readers.ts';
export { type Download, downloadsOf } from './facts/commands/downloads.ts';
export {
  type ContainerStep,
  type ExecForm,
  execFormOf,
  hasOwnShell,
  mayLackInterpreter,
  shellForms,
  startsShell,
} from './facts/commands/exec-form.ts';
export { mayHoldOptions } from './facts/commands/hidden-options.ts';
export { changesAptPackages, changesSystem, runsAsUserInForce } from './facts/commands/root-needed.ts';
export { bashSyntaxInDash, type DashTrouble, syntaxErrorsIn } from './facts/commands/script-faults.ts';
export { type Unverified, unverifiedConnections } from './facts/commands/verification.ts';
export type { Scope } from './model/scope.ts';
export { carriedOut, placeCarriedOut, triggeredSteps } from './model/triggers.ts';
export { nextNonRootUser } from './model/user.ts';
export { letsAllWrite, withoutWriteForAll } from './programs/file-modes.ts';

// The files of an image: who puts them where, and whom they belong to.

export { accountsCreated } from './facts/image-files/accounts.ts';
export {
  type ContextSource,
  contextSources,
  isMadeByMake,
  lacksSource,
  matchOf,
  type SourceMatch,
  uploadMatchOf,
} from './facts/image-files/context-sources.ts';
export { copiedFilesIn, type PlacedFile } from './facts/image-files/copied-files-in.ts';
export {
  type CopiesInto,
  copiesInto,
  startsWithUnknownFiles,
} from './facts/image-files/copied-into.ts';
export {
  type FileTree,
  type ImageFile,
  isFile,
  type TreeEntry,
  type TreeListing,
} from './facts/image-files/file-tree.ts';
export {
  filesAfter,
  type ImageFiles,
  mayHaveFile,
  type PlacedCommand,
  placedCommands,
} from './facts/image-files/files-after.ts';
export { mayHandOver } from './facts/image-files/handed-over.ts';
export { imageTree } from './facts/image-files/image-tree.ts';
export { isPathOfComputer, leavesContext } from './facts/image-files/impossible-sources.ts';
export { type FileAskedFor, missingRequirements } from './facts/image-files/missing-requirements.ts';
export { type NearSource, nearSource } from './facts/image-files/near-source.ts';
export { ownPathInContext } from './facts/image-files/own-path.ts';
export {
  changesOwner,
  newOwner,
  type UnwritableFile,
  unwritableFiles,
} from './facts/image-files/ownership.ts';
export { placeInFile } from './facts/image-files/place-in-file.ts';
export { opensRootHome, pathInRootHome, ROOT_HOME, rootHomeInPath } from './facts/image-files/root-home.ts';
export { isMadeBefore, placesMadeByRoot, type RootPlace } from './facts/image-files/root-places.ts';
export { type UploadSize, uploadSize } from './facts/image-files/upload-size.ts';
export { isSingleFile, rewrittenCopy } from './model/copies.ts';
export { resolvePathIn } from './model/workdir.ts';
export { isTarArchive, mayBeTarArchive } from './programs/archives.ts';

// What the builder refuses, and what it takes for something else.

export { type BuildkitNeed, buildkitNeeds } from './facts/builder/buildkit-needs.ts';
export { asksForCheck, descriptionAbove } from './facts/builder/check-requests.ts';
export { type Confusable, confusablesIn } from './facts/builder/confusables.ts';
export { type ExpandedVariable, expandedVariables } from './facts/builder/expanded-variables.ts';
export { isMisread } from './facts/builder/misread.ts';
export { type Overruled, overruledSteps } from './facts/builder/overruled.ts';
export { type RefusalInWords, type RefusalMessage, refusalsInWords } from './facts/builder/refusal-words.ts';
export { type Refusal, type RefusalCode, refusalsOf } from './facts/builder/refusals.ts';
export {
  describeSwallowed,
  type SwallowedInstruction,
  swallowedCopy,
  swallowedInstructions,
} from './facts/builder/swallowed.ts';
export { isGitSource, isUrl } from './model/remote-source.ts';
export { isNeeded } from './model/triggers.ts';

// Labels: what a file sets, and what their values must be.

export {
  exampleOfLabel,
  expectedOfLabel,
  isOfLabelType,
  type LabelType,
} from './image/label-formats.ts';
export { labelSettings } from './model/labels.ts';
export { type LabelSchema, labelSchemaOption } from './rule/label-schema.ts';

// Secrets: what holds one by its name, and what is one by its form.

export { credentialsInFiles, type FileCredential } from './facts/packages/file-credentials.ts';
export { credentialsIn, type HeldCredential } from './model/credentials.ts';
export { settingValue, type VariableSetting, variableSettings } from './model/variable-settings.ts';
export { type Credential, findCredentials } from './text/credentials.ts';
export { isSshKey, type SecretFile, secretFileAt } from './text/secret-files.ts';
export { isNameOfSecret, type SecretNaming, secretNamings } from './text/secret-names.ts';

// Edits that need such facts.

export { answerInAdvance } from './edits/answer.ts';
export { deleteAptListsEdit, deleteAptListsFix, fetchAptListsEdit } from './edits/apt-lists.ts';
export { rootAround, runAsRoot, userLine } from './edits/as-root.ts';
export { endAsServerUser } from './edits/end-as-user.ts';
export { insertFirstLine } from './edits/first-line.ts';
export { lineEnding } from './edits/lines.ts';
export { quotedRequirement, quoteRequirement } from './edits/quoted-requirement.ts';
export { unlessRead } from './edits/readers.ts';
export { redirectCopy } from './edits/redirect-copy.ts';
export { renameVariable } from './edits/rename-variable.ts';

// The names of rules, here and in other linters.

export { isShellcheckName, nearestRuleName, peerWith } from './rule/peers.ts';

// For one's own questions over a file.

export { memoized } from './text/memoized.ts';
