patience=3
declare -A due misses # by reader: the index of the next entry, how often it missed some
log=()

fetch() {
    local name=$1 lost=$((${#log[@]} - keep - due[$1]))
    if ((lost > 0)); then
        due[$name]=$((due[$name] + lost))
        misses[$name]=$((misses[$name] + 1))
        if ((misses[$name] == patience)); then
            echo "dropped $lost"
            unset "due[$name]"
        else
            echo "missed $lost"
        fi
        return
    fi
    local entries=("${log[@]:due[$name]:$2}")
    due[$name]=$((due[$name] + ${#entries[@]}))
    echo "${entries[*]:-idle}"
}

read -r _ keep
while read -r command name count; do
    if [[ $command == append ]]; then
        log+=("$name")
    elif [[ $command == follow ]]; then
        if [[ ${due[$name]+there} ]]; then
            echo taken
        else
            due[$name]=${#log[@]}
            misses[$name]=0
        fi
    elif [[ ! ${due[$name]+there} ]]; then
        echo unknown
    else
        case $command in
        fetch) fetch "$name" "$count" ;;
        lag) echo $((${#log[@]} - due[$name])) ;;
        skip) due[$name]=${#log[@]} ;;
        stop) unset "due[$name]" ;;
        esac
    fi
done
