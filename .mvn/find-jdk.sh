# Sourced by mvnw: has Maven run on a JDK that can build this project, whichever `java` is the default one.
# POSIX sh, under `set -euf`. A JDK's version is read from its release file, which is quicker than to start it.

jdk_needed=25

# The feature version on standard input, which is a release file or what `java -version` prints: 25 of "25.0.3".
jdk_parse() {
  sed -n -e 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' -e 's/^[a-z]* version "\([0-9]*\).*/\1/p' | sed 1q
}

# The home that a `java` belongs to: /usr/bin/java is a link into it.
jdk_home_of() {
  jdk_link="$(readlink -f "$1" 2>/dev/null)" || jdk_link=$1
  printf '%s\n' "${jdk_link%/bin/java}"
}

# The feature version of the JDK in a directory; nothing if it is none, or cannot compile.
jdk_version_of() {
  if [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    jdk_parse <"$1/release"
  fi
}

# Whether Maven would take a sufficient JDK by itself.
jdk_default_suffices() {
  if [ -n "${JAVA_HOME-}" ]; then
    jdk_java=$JAVA_HOME/bin/java jdk_javac=$JAVA_HOME/bin/javac
  else
    jdk_java="$(command -v java)" && jdk_javac="$(command -v javac)" || return 1
  fi
  [ -x "$jdk_java" ] && [ -x "$jdk_javac" ] || return 1
  jdk_home="$(jdk_home_of "$jdk_java")"
  if [ -r "$jdk_home/release" ]; then
    jdk_version="$(jdk_version_of "$jdk_home")"
  else
    # A launcher of a version manager, or of macOS.
    jdk_version="$("$jdk_java" -version 2>&1 | jdk_parse)"
  fi
  [ "${jdk_version:-0}" -ge "$jdk_needed" ]
}

# The sufficient JDK with the lowest feature version, of several the first by place and name. In a subshell because mvnw
# has no globbing. JDK_ROOT is for the test.
jdk_search() (
  set +f
  LC_ALL=C # the order of names
  on_path="$(command -v java)" && on_path="$(jdk_home_of "$on_path")"
  best='' best_version=''
  for home in "$on_path" \
    "${JDK_ROOT-}"/usr/lib/jvm/* \
    "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* \
    "${JDK_ROOT-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/.jdks/*; do
    version="$(jdk_version_of "$home")"
    if [ "${version:-0}" -ge "$jdk_needed" ] && [ "$version" -lt "${best_version:-$((version + 1))}" ]; then
      best=$home best_version=$version
    fi
  done
  printf '%s\n' "$best"
)

if ! jdk_default_suffices; then
  jdk_home="$(jdk_search)"
  if [ -z "$jdk_home" ]; then
    echo "This build needs JDK $jdk_needed or newer and finds none: install one, for example from https://adoptium.net, or set JAVA_HOME to it." >&2
    exit 1
  fi
  export JAVA_HOME="$jdk_home"
fi
