#!/usr/bin/env bash
most=13
number=0 printed=0

# Sets text to the piece in double quotes that begins at $at, and at to where it goes on; fails where it has no end.
double_quoted() {
    local i pair
    text=''
    for ((i = at + 1; i < ${#line}; i++)); do
        pair=${line:i:2}
        case $pair in
            '\"' | '\\') text+=${pair:1} i=$((i + 1)) ;;
            '"'*) at=$((i + 1)); return 0 ;;
            *) text+=${pair:0:1} ;;
        esac
    done
    return 1
}

end_word() {
    ((in_word)) && shown+=" [$word]" count=$((count + 1))
    word='' in_word=0
}

end_command() {
    end_word
    if ((count > most)); then
        lines+=("$number crowded $count")
    elif ((count > 0)); then
        lines+=("$number$shown") good=$((good + 1))
    fi
    shown='' count=0
}

while IFS= read -r line; do
    number=$((number + 1))
    lines=() good=0 shown='' count=0 word='' in_word=0 wrong=0
    for ((at = 0; at < ${#line};)); do
        char=${line:at:1}
        case $char in
            ' ') end_word; at=$((at + 1)); continue ;;
            ';') end_command; at=$((at + 1)); continue ;;
            '#') ((in_word)) || break ;;
        esac
        in_word=1
        case $char in
            "'")
                rest=${line:at+1}
                piece=${rest%%\'*}
                [[ $piece == "$rest" ]] && { wrong=$((at + 1)); break; }
                word+=$piece at=$((at + ${#piece} + 2))
                ;;
            '"')
                double_quoted || { wrong=$((at + 1)); break; }
                word+=$text
                ;;
            "\\")
                ((at + 1 == ${#line})) && { wrong=$((at + 1)); break; }
                word+=${line:at+1:1} at=$((at + 2))
                ;;
            *) word+=$char at=$((at + 1)) ;;
        esac
    done
    if ((wrong)); then
        echo "$number unfinished $wrong"
        continue
    fi
    end_command
    ((${#lines[@]})) && printf '%s\n' "${lines[@]}"
    printed=$((printed + good))
done
echo "commands $printed"
