package io.quarkiverse.fiber.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.fiber.DefaultLimits;
import io.quarkiverse.fiber.runtime.io.TargetRules.Rule;

/** Statement 72: every pair of kinds of targets, both of which match. The one that is named first counts, in either order. */
class TargetPairsTest {

    private static final List<String> PORTS = List.of(":5432", ":5432-5433", ":5000-6000", "");

    private static final List<String> IPV4 = kinds("db.eu.internal", "10.1.2.3", "*.eu.internal", "*.internal", "10.1.2.2/31",
            "10.1.2.0/24", "10.0.0.0/8", "0.0.0.0/0", "*");
    private static final List<String> IPV6 = kinds("db.eu.internal", "[2001:db8::3]", "*.eu.internal", "*.internal",
            "[2001:db8::2]/127", "[2001:db8::]/64", "[2001:db8::]/32", "[::]/0", "*");
    private static final List<String> UNIX = List.of("unix:/run/db.sock", "unix:/run/db*", "unix:/run/*", "unix:*", "*");

    /**
     * From the most specific to the least; a name and an address are the same kind, so that their ports are looked at first.
     */
    private static List<String> kinds(String name, String address, String... less) {
        List<String> kinds = new ArrayList<>();
        for (String ports : PORTS) {
            kinds.add(name + ports);
            kinds.add(address + ports);
        }
        for (String kind : less) {
            for (String ports : PORTS) {
                kinds.add(kind + ports);
            }
        }
        return kinds;
    }

    private static SocketAddress host(String address) throws UnknownHostException {
        return new InetSocketAddress(
                InetAddress.getByAddress("db.eu.internal", InetAddress.getByName(address).getAddress()), 5432);
    }

    static Stream<Arguments> lists() throws UnknownHostException {
        return Stream.of(arguments(host("10.1.2.3"), IPV4), arguments(host("2001:db8::3"), IPV6),
                arguments(UnixDomainSocketAddress.of("/run/db.sock"), UNIX));
    }

    private static String winner(SocketAddress target, String... patterns) {
        List<Rule> rules = new ArrayList<>();
        for (String pattern : patterns) {
            rules.add(new Rule(TargetPattern.parse(pattern),
                    new Limits(pattern, null, null, null, false, false, DefaultLimits.NONE)));
        }
        return new TargetRules(rules, DefaultLimits.NONE).of(target).target();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void C72_moreSpecificOfEachPairCounts(SocketAddress target, List<String> kinds) {
        for (int more = 0; more < kinds.size(); more++) {
            for (int less = more + 1; less < kinds.size(); less++) {
                String expected = kinds.get(more);
                assertEquals(expected, winner(target, expected, kinds.get(less)), () -> "before " + kinds);
                assertEquals(expected, winner(target, kinds.get(less), expected), () -> "after " + kinds);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void C72_twoOfTheSameKindAreRefused(SocketAddress target, List<String> kinds) {
        for (String kind : kinds) {
            assertTrue(TargetPattern.parse(kind).matches(target), kind);
            assertThrows(IllegalArgumentException.class, () -> winner(target, kind, kind), kind);
        }
    }

    @ParameterizedTest
    @MethodSource("overlapping")
    void C72_rangesOfTheSameWidthThatOverlapAreRefused(String host) {
        SocketAddress target = InetSocketAddress.createUnresolved("db.eu.internal", 5432);
        assertThrows(IllegalArgumentException.class, () -> winner(target, host + ":5430-5432", host + ":5432-5434"));
        winner(target, host + ":5430-5432", host + ":5433-5435"); // these do not
    }

    static Stream<String> overlapping() {
        return Stream.of("db.eu.internal", "10.1.2.3", "*.internal", "10.0.0.0/8", "[2001:db8::3]", "[2001:db8::]/32", "*");
    }
}
