// Made by `npm run generate` from the files of this folder.
import type { AnyRule } from '../src/rule/settings.ts';
import aptAsksForConfirmation from './apt/asks-for-confirmation.ts';
import aptInstallWithoutUpdate from './apt/install-without-update.ts';
import aptInteractiveCommand from './apt/interactive-command.ts';
import aptListsKept from './apt/lists-kept.ts';
import aptRecommendsInstalled from './apt/recommends-installed.ts';
import aptUnpinned from './apt/unpinned.ts';
import aptUpdateAlone from './apt/update-alone.ts';
import aptUpgrade from './apt/upgrade.ts';
import baseImageConstantPlatform from './base-image/constant-platform.ts';
import baseImageDeprecated from './base-image/deprecated.ts';
import baseImageInvalidDefaultArg from './base-image/invalid-default-arg.ts';
import baseImageLatestTag from './base-image/latest-tag.ts';
import baseImageNotAllowed from './base-image/not-allowed.ts';
import baseImageNotPinnedByDigest from './base-image/not-pinned-by-digest.ts';
import baseImageOsEol from './base-image/os-eol.ts';
import baseImagePythonEol from './base-image/python-eol.ts';
import baseImageRedundantPlatform from './base-image/redundant-platform.ts';
import baseImageStaleTag from './base-image/stale-tag.ts';
import baseImageTemplateTag from './base-image/template-tag.ts';
import baseImageUndefinedArg from './base-image/undefined-arg.ts';
import baseImageUnknownName from './base-image/unknown-name.ts';
import baseImageUnresolved from './base-image/unresolved.ts';
import baseImageUntagged from './base-image/untagged.ts';
import baseImageUpperCase from './base-image/upper-case.ts';
import baseImageWrongPlatform from './base-image/wrong-platform.ts';
import copyFromItself from './copy/from-itself.ts';
import copyUnknownStage from './copy/unknown-stage.ts';
import dockerfileBeforeFirstFrom from './dockerfile/before-first-from.ts';
import dockerfileInvalidPort from './dockerfile/invalid-port.ts';
import dockerfilePlaceholderLeft from './dockerfile/placeholder-left.ts';
import dockerfileSyntaxError from './dockerfile/syntax-error.ts';
import dockerfileTemplate from './dockerfile/template.ts';
import dockerfileUnicodeDash from './dockerfile/unicode-dash.ts';
import entryScriptAbsolutePath from './entry-script/absolute-path.ts';
import entryScriptNotCopied from './entry-script/not-copied.ts';
import entryScriptNotPython from './entry-script/not-python.ts';
import entryScriptUnset from './entry-script/unset.ts';
import modelDirectoryRelative from './model/directory-relative.ts';
import modelDirectoryUnset from './model/directory-unset.ts';
import modelNotCopied from './model/not-copied.ts';
import pipRequirementsNotCopied from './pip/requirements-not-copied.ts';
import pipUnquotedSpecifier from './pip/unquoted-specifier.ts';
import policyForbiddenCommand from './policy/forbidden-command.ts';
import policyForbiddenInstruction from './policy/forbidden-instruction.ts';
import policyForbiddenPackage from './policy/forbidden-package.ts';
import policyRequiredEnv from './policy/required-env.ts';
import policyRequiredInstruction from './policy/required-instruction.ts';
import policySuppression from './policy/suppression.ts';
import serverAppInsights from './server/app-insights.ts';
import serverCommandReplaced from './server/command-replaced.ts';
import serverDebugPort from './server/debug-port.ts';
import serverDependencyConflict from './server/dependency-conflict.ts';
import serverExtraDependenciesIgnored from './server/extra-dependencies-ignored.ts';
import serverInternalPortExposed from './server/internal-port-exposed.ts';
import serverPackageMissing from './server/package-missing.ts';
import serverPackageReinstalled from './server/package-reinstalled.ts';
import serverPortIgnored from './server/port-ignored.ts';
import serverPythonUnsupported from './server/python-unsupported.ts';
import serverRunitScriptMode from './server/runit-script-mode.ts';
import serverUnknownVariable from './server/unknown-variable.ts';
import serverVariableValue from './server/variable-value.ts';
import suppressionForeign from './suppression/foreign.ts';
import suppressionMalformed from './suppression/malformed.ts';
import suppressionNoReason from './suppression/no-reason.ts';
import suppressionUnknownRule from './suppression/unknown-rule.ts';
import suppressionUnused from './suppression/unused.ts';
import userAptWithoutRoot from './user/apt-without-root.ts';
import userCopyNotOwned from './user/copy-not-owned.ts';
import userDockeruserMissing from './user/dockeruser-missing.ts';
import userEnvironmentNotWritable from './user/environment-not-writable.ts';
import userLargeUidWithoutNoLogInit from './user/large-uid-without-no-log-init.ts';
import userModeOfForeignFile from './user/mode-of-foreign-file.ts';
import userNameNotNumeric from './user/name-not-numeric.ts';
import userNotDockeruser from './user/not-dockeruser.ts';
import userRootBeyondPackages from './user/root-beyond-packages.ts';
import userRootHomePath from './user/root-home-path.ts';
import userRootNotDropped from './user/root-not-dropped.ts';

/** Every built-in rule, in order of id. */
export const rules: readonly AnyRule[] = [
  aptAsksForConfirmation,
  aptInstallWithoutUpdate,
  aptInteractiveCommand,
  aptListsKept,
  aptRecommendsInstalled,
  aptUnpinned,
  aptUpdateAlone,
  aptUpgrade,
  baseImageConstantPlatform,
  baseImageDeprecated,
  baseImageInvalidDefaultArg,
  baseImageLatestTag,
  baseImageNotAllowed,
  baseImageNotPinnedByDigest,
  baseImageOsEol,
  baseImagePythonEol,
  baseImageRedundantPlatform,
  baseImageStaleTag,
  baseImageTemplateTag,
  baseImageUndefinedArg,
  baseImageUnknownName,
  baseImageUnresolved,
  baseImageUntagged,
  baseImageUpperCase,
  baseImageWrongPlatform,
  copyFromItself,
  copyUnknownStage,
  dockerfileBeforeFirstFrom,
  dockerfileInvalidPort,
  dockerfilePlaceholderLeft,
  dockerfileSyntaxError,
  dockerfileTemplate,
  dockerfileUnicodeDash,
  entryScriptAbsolutePath,
  entryScriptNotCopied,
  entryScriptNotPython,
  entryScriptUnset,
  modelDirectoryRelative,
  modelDirectoryUnset,
  modelNotCopied,
  pipRequirementsNotCopied,
  pipUnquotedSpecifier,
  policyForbiddenCommand,
  policyForbiddenInstruction,
  policyForbiddenPackage,
  policyRequiredEnv,
  policyRequiredInstruction,
  policySuppression,
  serverAppInsights,
  serverCommandReplaced,
  serverDebugPort,
  serverDependencyConflict,
  serverExtraDependenciesIgnored,
  serverInternalPortExposed,
  serverPackageMissing,
  serverPackageReinstalled,
  serverPortIgnored,
  serverPythonUnsupported,
  serverRunitScriptMode,
  serverUnknownVariable,
  serverVariableValue,
  suppressionForeign,
  suppressionMalformed,
  suppressionNoReason,
  suppressionUnknownRule,
  suppressionUnused,
  userAptWithoutRoot,
  userCopyNotOwned,
  userDockeruserMissing,
  userEnvironmentNotWritable,
  userLargeUidWithoutNoLogInit,
  userModeOfForeignFile,
  userNameNotNumeric,
  userNotDockeruser,
  userRootBeyondPackages,
  userRootHomePath,
  userRootNotDropped,
];
