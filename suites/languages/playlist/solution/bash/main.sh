#!/usr/bin/env bash
set -euo pipefail

most=15
songs=() before=() after=()
removed_at=0 # the position of the latest command, if that was a remove

fits() { (($1 >= 1 && $1 <= $2)); }

# step POSITION: remember the list before a step; POSITION is that of a remove, else 0
step() {
  if (($1 == 0 || $1 != latest)); then
    before+=("${songs[*]}")
    if ((${#before[@]} > most)); then before=("${before[@]:1}"); fi
  fi
  after=()
  removed_at=$1
}

put() { songs=("${songs[@]:0:$1-1}" "$2" "${songs[@]:$1-1}"); }
take() { songs=("${songs[@]:0:$1-1}" "${songs[@]:$1}"); }

while read -r command p q; do
  if [[ $command == show ]]; then
    if ((${#songs[@]})); then echo "${songs[*]}"; else echo silent; fi
    continue
  fi
  latest=$removed_at
  removed_at=0
  size=${#songs[@]}
  case $command in
    insert)
      if fits "$p" $((size + 1)); then
        step 0
        put "$p" "$q"
      else
        echo misfit
      fi
      ;;
    remove)
      if fits "$p" "$size"; then
        step "$p"
        take "$p"
      else
        echo misfit
      fi
      ;;
    move)
      if fits "$p" "$size" && fits "$q" "$size"; then
        step 0
        song=${songs[p - 1]}
        take "$p"
        put "$q" "$song"
      else
        echo misfit
      fi
      ;;
    undo)
      if ((${#before[@]})); then
        after+=("${songs[*]}")
        read -r -a songs <<< "${before[-1]}"
        unset 'before[-1]'
      else
        echo nothing
      fi
      ;;
    redo)
      if ((${#after[@]})); then
        before+=("${songs[*]}")
        read -r -a songs <<< "${after[-1]}"
        unset 'after[-1]'
      else
        echo nothing
      fi
      ;;
  esac
done
