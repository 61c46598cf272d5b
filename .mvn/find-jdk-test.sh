#!/bin/sh
# Tests find-jdk.sh, and that mvnw uses it, with fake JDKs and no network, in each POSIX shell there is.
set -eu

here="$(cd "$(dirname "$0")" && pwd)"
scratch="$(cd "$(mktemp -d)" && pwd -P)" # resolved, as readlink resolves
trap 'rm -rf "$scratch"' EXIT
failures=0

# All that the scripts under test may call, without the machine's own java.
tools=$scratch/tools
mkdir "$tools"
for tool in basename cat chmod dirname mkdir mktemp mv readlink rm sed tr uname; do
  ln -s "$(command -v "$tool")" "$tools/$tool"
done

# jdk <home> <version>: a JDK that says which one it is.
jdk() {
  mkdir -p "$1/bin"
  printf '#!/bin/sh\necho "openjdk version \\"%s\\" 2026-01-01" >&2\n' "$2" >"$1/bin/java"
  printf '#!/bin/sh\n' >"$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
  printf 'IMPLEMENTOR="Fake"\nJAVA_RUNTIME_VERSION="%s+9"\nJAVA_VERSION="%s"\n' "$2" "$2" >"$1/release"
}

# A new machine without any java, for the next case.
machine() {
  box="$scratch/$1"
  home="$box/home of user"
  jvm=$box/usr/lib/jvm
  path=$box/bin
  mkdir -p "$home" "$jvm" "$path"
}

# link <home>: /usr/bin/java and javac, as a distribution installs them.
link() {
  ln -s "$1/bin/java" "$path/java"
  ln -s "$1/bin/javac" "$path/javac"
}

# expect <JAVA_HOME afterwards, or "none" if it is to fail> [variable=value...]
expect() {
  expected=$1
  shift
  for shell in sh dash bash busybox; do
    interpreter="$(command -v "$shell")" || continue
    [ "$shell" != busybox ] || interpreter="$interpreter sh"
    # shellcheck disable=SC2086 # busybox comes with an argument
    actual="$(env -i HOME="$home" PATH="$path:$tools" JDK_ROOT="$box" "$@" $interpreter -c \
      'set -euf; . "$1"; case $- in *f*) printf %s "${JAVA_HOME-unset}" ;; *) printf globbing ;; esac' \
      sh "$here/find-jdk.sh" 2>"$scratch/err")" || actual=none
    lines=$(($(wc -l <"$scratch/err")))
    if [ "$actual" != "$expected" ]; then
      fail "$shell: expected $expected, but was $actual"
    elif [ "$lines" -ne "$([ "$expected" = none ] && echo 1 || echo 0)" ]; then
      fail "$shell: unexpected lines on standard error: $(cat "$scratch/err")"
    fi
  done
}

fail() {
  echo "${box##*/}: $1" >&2
  failures=$((failures + 1))
}

machine no-java-at-all
expect none

machine nothing-new-enough
jdk "$jvm/jdk-17" 17.0.15
jdk "$home/.jdks/jdk-24" 24
jdk "$jvm/jdk-8" 1.8.0_392
link "$jvm/jdk-17"
expect none
expect none JAVA_HOME="$home/.jdks/jdk-24"

machine good-java-home-stays
jdk "$box/opt/jdk-26" 26.0.1
jdk "$jvm/jdk-25" 25.0.3
expect "$box/opt/jdk-26" JAVA_HOME="$box/opt/jdk-26"

machine old-java-home-is-replaced
jdk "$jvm/jdk-17" 17.0.15
jdk "$jvm/jdk-25" 25.0.3
expect "$jvm/jdk-25" JAVA_HOME="$jvm/jdk-17"

machine java-home-that-is-not-there
jdk "$jvm/jdk-25" 25.0.3
expect "$jvm/jdk-25" JAVA_HOME="$box/gone"

machine old-java-home-but-good-java-on-path
jdk "$jvm/jdk-17" 17.0.15
jdk "$box/opt/jdk-25" 25.0.3
link "$box/opt/jdk-25"
expect "$box/opt/jdk-25" JAVA_HOME="$jvm/jdk-17"

machine good-java-on-path-stays
jdk "$jvm/jdk-25" 25.0.3
jdk "$box/opt/jdk-26" 26
link "$box/opt/jdk-26"
expect unset

machine old-java-on-path
jdk "$jvm/jdk-17" 17.0.15
jdk "$jvm/jdk-25" 25.0.3
link "$jvm/jdk-17"
expect "$jvm/jdk-25"

machine launcher-without-release-file
jdk "$path/.." 25.0.3
rm "$path/../release"
expect unset

machine old-launcher-without-release-file
jdk "$path/.." 21.0.2
rm "$path/../release"
jdk "$jvm/jdk-25" 25
expect "$jvm/jdk-25"

machine launcher-of-macos-without-any-java
jdk "$path/.." 25
rm "$path/../release"
printf '#!/bin/sh\necho "Unable to locate a Java Runtime." >&2\nexit 1\n' >"$path/java"
expect none
jdk "$home/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home" 25.0.1
expect "$home/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home"

machine jre-cannot-build
jdk "$jvm/jdk-25" 25.0.3
rm "$jvm/jdk-25/bin/javac"
expect none
expect none JAVA_HOME="$jvm/jdk-25"

machine lowest-version-wins
jdk "$jvm/a-27" 27-ea
jdk "$home/.sdkman/candidates/java/26-tem" 26.0.1
jdk "$home/.jdks/temurin-25" 25.0.3
expect "$home/.jdks/temurin-25"

machine first-place-and-name-wins
jdk "$home/.jdks/temurin-25" 25
jdk "$jvm/b-25" 25.0.1
jdk "$jvm/Z-25" 25.0.2
jdk "$jvm/a-25" 25.0.3
expect "$jvm/Z-25"

machine every-place-is-searched
jdk "$home/.jdks/temurin-25" 25.0.3
expect "$home/.jdks/temurin-25"
jdk "$box/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home" 25.0.3
expect "$box/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home"
jdk "$home/.sdkman/candidates/java/25-tem" 25.0.3
expect "$home/.sdkman/candidates/java/25-tem"
jdk "$box/sdkman/candidates/java/25-tem" 25.0.3
expect "$box/sdkman/candidates/java/25-tem" SDKMAN_DIR="$box/sdkman"

machine odd-directories
mkdir -p "$jvm/empty" "$jvm/with a space"
jdk "$jvm/no-version" x
jdk "$jvm/no-release" 25
rm "$jvm/no-release/release"
ln -s "$jvm/gone" "$jvm/default-java"
jdk "$jvm/with a space" 25.0.3
expect "$jvm/with a space"

# mvnw itself, whose Maven is a fake that prints the JAVA_HOME it gets.
machine mvnw
project="$box/my project"
mkdir -p "$project/.mvn/wrapper"
cp "$here/../mvnw" "$project/"
cp "$here/find-jdk.sh" "$project/.mvn/"
echo 'distributionUrl=https://localhost/apache-maven-1-bin.zip' >"$project/.mvn/wrapper/maven-wrapper.properties"
cat >"$path/wget" <<'END'
#!/bin/sh
END
cat >"$path/unzip" <<'END'
#!/bin/sh
for target; do :; done
mkdir -p "$target/apache-maven-1/bin"
printf '#!/bin/sh\nprintf "%%s" "${JAVA_HOME-unset}"\n' >"$target/apache-maven-1/bin/mvn"
chmod +x "$target/apache-maven-1/bin/mvn"
END
chmod +x "$path/wget" "$path/unzip"
for shell in sh dash bash; do
  interpreter="$(command -v "$shell")" || continue
  rm -rf "$jvm/jdk-25" "$home/.m2"
  actual="$(cd "$project" && env -i HOME="$home" PATH="$path:$tools" JDK_ROOT="$box" "$interpreter" ./mvnw -v 2>/dev/null)" &&
    fail "$shell: mvnw went on without a JDK: $actual"
  [ ! -e "$home/.m2" ] || fail "$shell: mvnw fetched Maven without a JDK"
  jdk "$jvm/jdk-25" 25.0.3
  actual="$(env -i HOME="$home" PATH="$path:$tools" JDK_ROOT="$box" "$interpreter" "$project/mvnw" -v)" || actual=failed
  [ "$actual" = "$jvm/jdk-25" ] || fail "$shell: mvnw should give Maven $jvm/jdk-25, but gave $actual"
done

[ "$failures" -eq 0 ] || exit 1
echo "find-jdk: all cases passed"
