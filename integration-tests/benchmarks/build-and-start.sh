# P11: what the extension adds to a build and to a start, with PostgreSQL and Jedis on the class path. Read by the script run.

rounds=10
if [ "${1-}" = --rounds ]; then
    rounds=$2
fi
results=$module/target/benchmarks/P11
mkdir -p "$results"

package() {
    "$root/mvnw" -q -B -f "$root/pom.xml" -DskipTests -pl integration-tests/benchmarks -am package -Pclients \
        -Dquarkus.package.jar.type=mutable-jar "$@"
}

# The same jar can be built again and again, each time by a JVM of its own, without Maven.
if [ "$build" = yes ]; then
    package -Dquarkus.package.output-directory=p11-with
    package -Dquarkus.package.output-directory=p11-without -Dfiber.scope=provided
fi

milliseconds() { # of the line of the log that has them in $1, as "1234ms" or "1.234s"
    sed -n "s/.*$1 \([0-9]*\)ms.*/\1/p; s/.*$1 \([0-9]*\)\.\([0-9]*\)s.*/\1\2/p" "$results/log" | sed 's/^0*//' | head -1
}

build_again() {
    "$java" -Dquarkus.launch.rebuild=true -Dquarkus.package.output-directory="p11-$1" \
        -Dquarkus.package.jar.type=mutable-jar -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
        -Dquarkus.log.level=INFO -jar "$module/target/p11-$1/quarkus-run.jar" >"$results/log" 2>&1
    milliseconds 'augmentation completed in' >>"$results/build-$1"
}

start() {
    "$java" -Dquarkus.http.port=0 -Dquarkus.log.level=INFO -Dbenchmarks.backend.port=1 -Dbenchmarks.database.port=1 \
        -jar "$module/target/p11-$1/quarkus-run.jar" >"$results/log" 2>&1 &
    while ! grep -q 'Listening on' "$results/log"; do
        sleep 0.1
    done
    kill $!
    wait $! || true
    milliseconds 'started in' >>"$results/start-$1"
}

median() {
    sort -n "$1" | awk '{ values[NR] = $1 } END { print (values[int((NR + 1) / 2)] + values[int(NR / 2) + 1]) / 2 }'
}

row() {
    with=$(median "$results/$1-with")
    without=$(median "$results/$1-without")
    echo "| $1 | $with | $without | $(awk "BEGIN { print $with - $without }") | $2 |"
}

rm -f "$results"/build-* "$results"/start-*
build_again with
cp "$results/log" "$results/build.log"
for warm_up in with without; do
    start $warm_up
done
rm -f "$results"/build-* "$results"/start-*
round=0
while [ $round -lt "$rounds" ]; do
    if [ $((round % 2)) = 0 ]; then order="with without"; else order="without with"; fi
    for application in $order; do
        build_again "$application"
        start "$application"
    done
    round=$((round + 1))
done

{
    echo "# P11: build and start with PostgreSQL and Jedis on the class path, $rounds rounds"
    echo
    echo "| median in ms | with the extension | without | added | at most |"
    echo "|:--|--:|--:|--:|--:|"
    row build 2000
    row start 60
    echo
    grep -h -o 'Hooked .* blocking calls.*)' "$results/build.log" || true
} | tee "$module/target/benchmarks/P11.md"
