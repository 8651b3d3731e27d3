#!/usr/bin/env bash
# The members of a list are kept as a text with a blank on both sides of each.
most=23
declare -A members silent ignoring

while read -r command name other; do
  case $command in
    put)
      text=${members[$name]- }
      [[ $text == *" $other "* ]] || text+="$other "
      members[$name]=$text
      ;;
    drop) [[ -v members[$name] ]] && members[$name]=${members[$name]/ $other / } ;;
    silent) silent[$name]=1 ;;
    loud) unset "silent[$name]" ;;
    send)
      ignoring=([$name]=1)
      receivers=()
      stack=("$other")
      top=1
      while ((top > 0)); do
        at=${stack[--top]}
        [[ -n ${ignoring[$at]-}${silent[$at]-} ]] && continue
        ignoring[$at]=1
        if [[ -v members[$at] ]]; then
          read -ra names <<< "${members[$at]}"
          for ((i = ${#names[@]} - 1; i >= 0; i--)); do
            stack[top++]=${names[i]}
          done
        else
          receivers+=("$at")
        fi
      done
      count=${#receivers[@]}
      if ((count == 0)); then
        echo nobody
      elif ((count > most)); then
        echo "held $count"
      else
        echo "$count ${receivers[*]}"
      fi
      ;;
  esac
done
