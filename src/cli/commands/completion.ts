import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { Shell } from '../invocation.ts';
import { type Io, write } from '../io.ts';

/** Prints the completion script of a shell. */
export async function printCompletion(shell: Shell, io: Io): Promise<ExitStatus> {
  await write(io.stdout, scripts[shell]);
  return exitStatus.clean;
}

/**
 * The scripts ask azml-lint itself for proposals and pass the words that have been typed. yargs learns from SHELL which
 * shell asks: it answers with a name and, after a tab or a colon, a description. Without an answer, files are proposed.
 */
const scripts: Readonly<Record<Shell, string>> = {
  bash: `# Completion of azml-lint for bash. To install: azml-lint completion bash >> ~/.bashrc
_azml_lint_completions() {
  local current="\${COMP_WORDS[COMP_CWORD]}"
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(SHELL=bash azml-lint --get-yargs-completions "\${COMP_WORDS[@]:0:COMP_CWORD+1}" 2> /dev/null)" -- "$current"))
}
complete -o bashdefault -o default -F _azml_lint_completions azml-lint
`,
  zsh: `#compdef azml-lint
# Completion of azml-lint for zsh. To install: azml-lint completion zsh >> ~/.zshrc, below compinit.
_azml_lint_completions() {
  local -a answers
  answers=("\${(@f)$(SHELL=zsh azml-lint --get-yargs-completions "\${(@)words[1,CURRENT]}" 2> /dev/null)}")
  if [[ -n "$answers" ]]; then
    _describe 'values' answers
  fi
  _default
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then
  _azml_lint_completions "$@"
else
  compdef _azml_lint_completions azml-lint
fi
`,
  fish: `# Completion of azml-lint for fish. To install: azml-lint completion fish > ~/.config/fish/completions/azml-lint.fish
function __azml_lint_completions
    set -l words (commandline -opc) (commandline -ct)
    SHELL=fish azml-lint --get-yargs-completions $words 2> /dev/null
end
complete -c azml-lint -a '(__azml_lint_completions)'
`,
  powershell: `# Completion of azml-lint for PowerShell. To install: azml-lint completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName azml-lint -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '""' }
  $before = $env:SHELL
  $env:SHELL = 'fish'
  try { $answers = @(azml-lint --get-yargs-completions @words 2> $null) } finally { $env:SHELL = $before }
  foreach ($answer in $answers) {
    $name, $description = $answer -split "\\t", 2
    if ($name -like "$wordToComplete*") {
      if (-not $description) { $description = $name }
      [System.Management.Automation.CompletionResult]::new($name, $name, 'ParameterValue', $description)
    }
  }
}
`,
};
