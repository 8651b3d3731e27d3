#!/usr/bin/env bash
LC_ALL=C
longest=29
declare -A used
around=() in_sample=0 headings=0 repeated=0
heading='^(#{1,6}) +(.*)$'
closing='^(.* )?#+$'
no_anchor='[^a-z0-9]+'

trim_end() {
    while [[ $text == *' ' ]]; do text=${text% }; done
}

while IFS= read -r line; do
    if [[ $line == '~~~'* ]]; then
        in_sample=$((!in_sample))
        continue
    fi
    ((in_sample)) && continue
    [[ $line =~ $heading ]] || continue
    level=${#BASH_REMATCH[1]} text=${BASH_REMATCH[2]}
    trim_end
    if [[ $text =~ $closing ]]; then
        text=${BASH_REMATCH[1]}
        trim_end
    fi
    [[ $text ]] || continue

    rest=${text,,} base=''
    while [[ $rest =~ $no_anchor ]]; do
        base+=${rest%%"${BASH_REMATCH[0]}"*}-
        rest=${rest#*"${BASH_REMATCH[0]}"}
    done
    base+=$rest
    base=${base#-} base=${base%-}
    base=${base:0:longest}
    base=${base%-}
    base=${base:-section}
    anchor=$base
    for ((number = 2; ${used[$anchor]:-0}; number++)); do anchor=$base-$number; done
    [[ $anchor == "$base" ]] || repeated=$((repeated + 1))
    used[$anchor]=1

    while ((${#around[@]} && around[-1] >= level)); do unset 'around[-1]'; done
    printf '%*s- %s (#%s)\n' $((2 * ${#around[@]})) '' "$text" "$anchor"
    around+=("$level")
    headings=$((headings + 1))
done
echo "headings $headings repeated $repeated"
