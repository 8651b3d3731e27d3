while true; do echo "a line without end"; done
