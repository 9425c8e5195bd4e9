/**
 * The script that bash loads. It is ours, since that of the library needs the package bash-completion, evaluates what is typed, `$(…)` in it as
 * well, and cannot be loaded twice.
 */
export function bashCompletion(name: string): string {
  const called = `_${name.replaceAll(/\W/g, "_")}`;
  return `# bash completion for ${name}
${called}() {
    local current="\${COMP_WORDS[COMP_CWORD]}" line found
    COMPREPLY=()
    found=$(${name} complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
    while IFS= read -r line; do
        case "$line" in
            # Names of files are what bash finds by itself.
            :0) return ;;
            :*) ;;
            "$current"*) COMPREPLY+=("\${line%%$'\\t'*}") ;;
        esac
    done <<< "$found"
    compopt +o default 2>/dev/null
}
complete -o default -F ${called} ${name}`;
}
