#!/bin/sh
# Checks that the tools named as arguments are there and new enough, before anything else runs.
#
#   sh scripts/preflight.sh node terraform python3 java mvn
#
# Prints one line for each that is not, and then exits with 1. Uses nothing but the shell itself,
# because any tool may be the one that is missing.
set -u

# What the clone asks for. Node only has to start npm: builds and functions run on the Node that npm
# installs. Terraform 1.9: validations that look at more than one variable. Python 3.10: the local AWS.
# Java 17 runs the search engines, Maven 3.6.3 gets them.
NODE_WANTED=20.12
TERRAFORM_WANTED=1.9
PYTHON_WANTED=3.10
JAVA_WANTED=17
MAVEN_WANTED=3.6

failed=0

# complain TOOL WANTED HOW-TO-GET-IT [FOUND]
complain() {
  printf '%s %s or newer is needed (%s). Get it: %s\n' "$1" "$2" "${4:-not found}" "$3" >&2
  failed=1
}

# is_at_least FOUND WANTED: compares two versions by their first two numbers.
is_at_least() {
  found_major=${1%%.*}
  found_rest=${1#*.}
  found_minor=${found_rest%%.*}
  case $1 in *.*) ;; *) found_minor=0 ;; esac
  case $found_major$found_minor in '' | *[!0-9]*) return 1 ;; esac
  wanted_major=${2%%.*}
  wanted_minor=${2#*.}
  case $2 in *.*) ;; *) wanted_minor=0 ;; esac
  [ "$found_major" -gt "$wanted_major" ] ||
    { [ "$found_major" -eq "$wanted_major" ] && [ "$found_minor" -ge "$wanted_minor" ]; }
}

# judge TOOL FOUND WANTED HOW-TO-GET-IT
judge() {
  if [ -z "$2" ]; then
    complain "$1" "$3" "$4"
  elif ! is_at_least "$2" "$3"; then
    complain "$1" "$3" "$4" "found $2"
  fi
}

check_node() {
  get='https://nodejs.org/en/download, "brew install node" or "nvm install 22"'
  version=$(node --version 2>/dev/null) || version=
  judge node "${version#v}" "$NODE_WANTED" "$get"
  if [ -n "$version" ] && ! command -v npm >/dev/null 2>&1; then
    complain npm 9 "it comes with node: $get"
  fi
}

check_terraform() {
  # The first line is "Terraform v1.11.4". It need not ask the network for a newer one.
  version=$(CHECKPOINT_DISABLE=1 terraform version 2>/dev/null) || version=
  version=${version#Terraform v}
  version=${version%%[!0-9.]*}
  judge terraform "$version" "$TERRAFORM_WANTED" \
    'https://developer.hashicorp.com/terraform/install or "brew install hashicorp/tap/terraform"'
}

check_python3() {
  get='https://www.python.org/downloads, "brew install python" or "apt install python3 python3-venv"'
  version=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || version=
  judge python3 "$version" "$PYTHON_WANTED" "$get"
  # Debian and Ubuntu leave it out of python3.
  if [ -n "$version" ] && ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    complain python3-venv "$PYTHON_WANTED" '"apt install python3-venv"'
  fi
}

check_java() {
  # The first line is like: openjdk version "17.0.15" 2025-04-15. It goes to standard error.
  version=$(java -version 2>&1) || version=
  version=${version#*\"}
  version=${version%%[!0-9.]*}
  judge java "$version" "$JAVA_WANTED" \
    'https://adoptium.net, "brew install openjdk" or "apt install default-jre-headless"'
}

check_mvn() {
  # The first line is like: Apache Maven 3.8.7 (hash). Maven says nothing of itself without a Java.
  version=$(mvn --batch-mode --version 2>/dev/null) || version=
  version=${version#*Apache Maven }
  version=${version%%[!0-9.]*}
  judge mvn "$version" "$MAVEN_WANTED" \
    'https://maven.apache.org/install.html, "brew install maven" or "apt install maven"'
}

for tool in "$@"; do
  case $tool in
    node) check_node ;;
    terraform) check_terraform ;;
    python3) check_python3 ;;
    java) check_java ;;
    mvn) check_mvn ;;
    *)
      printf 'preflight: no check for %s\n' "$tool" >&2
      failed=1
      ;;
  esac
done
exit "$failed"
