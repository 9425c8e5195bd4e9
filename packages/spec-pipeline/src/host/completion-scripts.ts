/** The facts about a command that a shell needs. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly string[];
  /** Whether names of vendors may follow. */
  readonly takesVendors: boolean;
}

/** The script for each shell. Vendors are the folders below the nearest `specs/`. Other words complete to files. */
export const completionScripts: ReadonlyMap<string, (commands: readonly CompletedCommand[]) => string> = new Map([
  ["bash", bash],
  ["zsh", zsh],
  ["fish", fish],
]);

const VENDORS = `_specloom_vendors() {
  local folder=$PWD file
  while [ -n "$folder" ] && [ ! -d "$folder/specs" ]; do folder=\${folder%/*}; done
  for file in "$folder"/specs/*/vendor.yaml; do
    [ -f "$file" ] || continue
    file=\${file%/vendor.yaml}
    printf '%s\\n' "\${file##*/}"
  done
}
`;

function bash(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(({ name, options, takesVendors }) => {
    const words = [...options, ...(takesVendors ? ["$(_specloom_vendors)"] : [])].join(" ");
    return `    ${name}) words="${words}" ;;`;
  });
  return `${VENDORS}
_specloom() {
  local current=\${COMP_WORDS[COMP_CWORD]} words
  case \${COMP_WORDS[1]} in
${cases.join("\n")}
    *) words="" ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ] || { [ "$COMP_CWORD" -eq 2 ] && [ "\${COMP_WORDS[1]}" = help ]; }; then
    words="${commands.map(({ name }) => name).join(" ")} help --help --version"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _specloom specloom
`;
}

function zsh(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name, summary }) => `    ${quote(`${name}:${summary.replaceAll(":", String.raw`\:`)}`)}`);
  const cases = commands.map(({ name, options, takesVendors }) => {
    const vendors = takesVendors ? "; compadd -- $(_specloom_vendors)" : "";
    return `    ${name}) compadd -- ${options.join(" ")}${vendors} ;;`;
  });
  return `${VENDORS}
_specloom() {
  local -a commands
  commands=(
${names.join("\n")}
    'help:say more about a command'
  )
  if (( CURRENT == 2 )) || { (( CURRENT == 3 )) && [[ $words[2] == help ]]; }; then
    _describe command commands
    return
  fi
  case $words[2] in
${cases.join("\n")}
  esac
  _files
}
compdef _specloom specloom
`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options, takesVendors }) => [
    `complete -c specloom -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
    `complete -c specloom -n '__fish_seen_subcommand_from help' -f -a ${name} -d ${quote(summary)}`,
    ...options.map((option) => `complete -c specloom -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`),
    ...(takesVendors ? [`complete -c specloom -n '__fish_seen_subcommand_from ${name}' -a '(__specloom_vendors)'`] : []),
  ]);
  return `function __specloom_vendors
  set -l folder $PWD
  while test -n "$folder"; and not test -d "$folder/specs"
    set folder (string replace -r '/[^/]*$' '' -- $folder)
  end
  for file in $folder/specs/*/vendor.yaml
    path basename (path dirname $file)
  end
end
${lines.join("\n")}
complete -c specloom -n __fish_use_subcommand -f -a help -d 'say more about a command'
`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
