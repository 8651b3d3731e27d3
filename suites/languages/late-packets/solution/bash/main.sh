most=7
edge=0
begins=() ends=() # the islands: first byte, and the byte behind the last

read -r _ window
while read -r _ first length; do
    begin=$first
    end=$((first + length))
    ((begin < edge)) && begin=$edge
    ((end > edge + window)) && end=$((edge + window))
    word=waste
    if ((begin < end)); then
        from=0
        while ((from < ${#begins[@]} && ends[from] < begin)); do ((++from)); done
        if ((from == ${#begins[@]} || begins[from] > begin || ends[from] < end)); then
            word=gain
            to=$from
            while ((to < ${#begins[@]} && begins[to] <= end)); do
                ((begins[to] < begin)) && begin=${begins[to]}
                ((ends[to] > end)) && end=${ends[to]}
                ((++to))
            done
            if ((begin == edge)); then
                edge=$end
                begins=("${begins[@]:to}")
                ends=("${ends[@]:to}")
            else
                begins=("${begins[@]:0:from}" "$begin" "${begins[@]:to}")
                ends=("${ends[@]:0:from}" "$end" "${ends[@]:to}")
            fi
        fi
    fi
    text="$word $edge"
    for ((at = 0; at < ${#begins[@]} && at < most; ++at)); do
        text+=" ${begins[at]}-$((ends[at] - 1))"
    done
    ((${#begins[@]} > most)) && text+=" +$((${#begins[@]} - most))"
    echo "$text"
done
