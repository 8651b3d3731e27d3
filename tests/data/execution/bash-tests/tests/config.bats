#!/usr/bin/env bats

setup() {
  source ./config.sh
}

@test "a value is what get prints" {
  config_load <<'LINES'
# colours
sky=blue

grass=green
LINES
  run config_get sky
  [ "$status" -eq 0 ]
  [ "$output" = "blue" ]
  [ "$(config_get grass)" = green ]
}

@test "get keeps equals signs and blanks of a value" {
  printf 'query=a=1&b=2\nname= a  b \n' > settings
  config_load < settings
  run config_get query
  assert_success
  assert_output "a=1&b=2"
  [[ "$(config_get name)" == " a  b " ]]
}

@test "a missing key is told by the status" {
  config_load <<< "a=1"
  run config_get b
  [ "$status" -eq 1 ]
  [ -z "$output" ]
  if config_get b; then false; fi
}

@test "loaded again, what was there stays" {
  config_load <<< "a=1"
  config_load <<< $'b=2\na=3'
  [ "$CONFIG_COUNT" -eq 2 ]
  [ "$(config_get a)$(config_get b)" = 32 ]
}
