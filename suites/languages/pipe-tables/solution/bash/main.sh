#!/usr/bin/env bash
widest=37
escaped=$'\x01'
bar_line='^ *\|'
ruler_cell='^:?-+:?$'
number='^-?[0-9]+(\.[0-9]+)?$'
aligned=0 kept=0
block=()

trim() {
    trimmed=$1
    trimmed=${trimmed#"${trimmed%%[! ]*}"}
    trimmed=${trimmed%"${trimmed##*[! ]}"}
}

# Sets the array cells.
cut() {
    local rest
    cells=()
    trim "$1"
    rest=${trimmed#|}
    rest=${rest//'\|'/$escaped}
    rest=${rest%|}'|'
    while [[ $rest ]]; do
        trim "${rest%%|*}"
        cells+=("${trimmed//$escaped/'\|'}")
        rest=${rest#*|}
    done
}

# Prints the block as a table, or fails where it is none.
table() {
    local marks at line row cell width side values before spare columns
    ((${#block[@]} > 1)) || return 1
    cut "${block[1]}"
    marks=("${cells[@]}") columns=${#cells[@]}
    for cell in "${marks[@]}"; do
        [[ $cell =~ $ruler_cell ]] || return 1
    done
    local -A grid
    for row in "${!block[@]}"; do
        ((row == 1)) && continue
        cut "${block[row]}"
        for at in "${!cells[@]}"; do
            ((at >= columns)) && [[ ${cells[at]} ]] && return 1
            grid[$row,$at]=${cells[at]}
        done
    done

    local printed=()
    for ((at = 0; at < columns; at++)); do
        width=3 values=0 side=number
        for row in "${!block[@]}"; do
            cell=${grid[$row,$at]-}
            ((${#cell} > width && ${#cell} <= widest)) && width=${#cell}
            if ((row > 1)) && [[ $cell ]]; then
                values=$((values + 1))
                [[ $cell =~ $number ]] || side=text
            fi
        done
        ((values)) || side=text
        printf -v line '%*s' $((width - 2)) ''
        line=${line// /-}
        case ${marks[at]} in
            :*:) side=middle line=":$line:" ;;
            :*) side=left line=":$line-" ;;
            *:) side=right line="-$line:" ;;
            *) if [[ $side == number ]]; then side=right line="-$line:"; else side=left line="-$line-"; fi ;;
        esac
        for row in "${!block[@]}"; do
            cell=${grid[$row,$at]-}
            ((row == 1)) && cell=$line
            spare=$((width > ${#cell} ? width - ${#cell} : 0))
            case $side in
                left) before=0 ;;
                right) before=$spare ;;
                middle) before=$((spare / 2)) ;;
            esac
            printf -v cell '%*s%s%*s' "$before" '' "$cell" $((spare - before)) ''
            printed[row]+="| $cell "
        done
    done
    printf '%s|\n' "${printed[@]}"
}

end_block() {
    ((${#block[@]})) || return
    if table; then
        aligned=$((aligned + 1))
    else
        kept=$((kept + 1))
        printf '%s\n' "${block[@]}"
    fi
    block=()
}

while IFS= read -r line; do
    if [[ $line =~ $bar_line ]]; then
        block+=("$line")
    else
        end_block
        printf '%s\n' "$line"
    fi
done
end_block
echo "aligned $aligned kept $kept"
