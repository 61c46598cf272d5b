package io.quarkiverse.fiber.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPatternTest {

    /** From the most specific to the least. */
    private static final List<String> BY_SPECIFICITY = List.of(
            "db.eu.internal:5432", "10.1.2.3:5432", "db.eu.internal:5000-6000", "db.eu.internal", "10.1.2.3",
            "unix:/run/db.sock",
            "*.eu.internal:5432", "*.eu.internal", "*.internal:5432", "*.internal",
            "unix:/run/db*", "unix:/run/*", "unix:*", "10.1.2.0/24:5432", "10.1.2.0/24", "10.0.0.0/8:5432", "10.0.0.0/8",
            "0.0.0.0/0",
            "*:5432", "*:1024-65535", "*");

    @ParameterizedTest
    @CsvSource({
            // names are those of the code
            "db.internal,           db.internal,      5432,  true",
            "DB.internal,           db.INTERNAL,      5432,  true",
            "db.internal,           other.internal,   5432,  false",
            "db.internal,           x.db.internal,    5432,  false",
            "*.internal,            db.internal,      5432,  true",
            "*.internal,            a.b.INTERNAL,     5432,  true",
            "*.internal,            internal,         5432,  false",
            "*.internal,            .internal,        5432,  false",
            "*.internal,            dbinternal,       5432,  false",
            // addresses are what the name stands for
            "10.1.2.3,              db.internal,      5432,  true",
            "10.1.2.4,              db.internal,      5432,  false",
            "10.0.0.0/8,            db.internal,      5432,  true",
            "10.1.2.0/31,           db.internal,      5432,  false",
            "10.1.2.2/31,           db.internal,      5432,  true",
            "10.1.2.255/24,         db.internal,      5432,  true",
            "0.0.0.0/0,             db.internal,      5432,  true",
            "[2001:db8::]/32,       db.internal,      5432,  false",
            "[::]/0,                db.internal,      5432,  false",
            "*,                     db.internal,      5432,  true",
            // ports
            "db.internal:5432,      db.internal,      5432,  true",
            "db.internal:5432,      db.internal,      5433,  false",
            "*.internal:5430-5432,  db.internal,      5432,  true",
            "*.internal:5430-5431,  db.internal,      5432,  false",
            "10.0.0.0/8:5432-5440,  db.internal,      5432,  true",
            "*:25,                  db.internal,      5432,  false",
            "' db.internal:5432 ',  db.internal,      5432,  true" })
    void matchesNamesAddressesAndPorts(String pattern, String host, int port, boolean matches) throws Exception {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByAddress(host, new byte[] { 10, 1, 2, 3 }), port);
        assertEquals(matches, TargetPattern.parse(pattern).matches(target));
    }

    @ParameterizedTest
    @CsvSource({
            "[2001:db8::]/32,         2001:db8:1:2::3,  true",
            "[2001:db8::]/32,         2001:db9::1,      false",
            "[2001:db8::1],           2001:db8::1,      true",
            "[2001:DB8::1]:80,        2001:db8::1,      true",
            "[2001:db8::1]:81,        2001:db8::1,      false",
            "[2001:db8::]/32:80-90,   2001:db8::1,      true",
            "0.0.0.0/0,               2001:db8::1,      false",
            "[::]/0,                  2001:db8::1,      true" })
    void matchesIpv6InBrackets(String pattern, String address, boolean matches) throws Exception {
        assertEquals(matches, TargetPattern.parse(pattern).matches(new InetSocketAddress(address, 80)));
    }

    @ParameterizedTest
    @CsvSource({
            "unix:/run/db.sock,     /run/db.sock,          true",
            "unix:/run/db.sock,     /run/DB.sock,          false",
            "unix:/run/db.sock,     /run/db.sock2,         false",
            "unix:/run/db.sock,     /run/x/../db.sock,     true",
            "unix:/run/*,           /run/db.sock,          true",
            "unix:/run/*,           /run/db/5432.sock,     true",
            "unix:/run/*,           /run/x/../../etc/sock, false",
            "unix:/run/*,           /running.sock,         false",
            "unix:/run/.s.PGSQL.*,  /run/.s.PGSQL.5432,    true",
            "unix:/run/.s.PGSQL.*,  /run/other,            false",
            "unix:/run/a:80,        /run/a:80,             true",
            "unix:*,                /run/db.sock,          true",
            "*,                     /run/db.sock,          true",
            "*:0-65535,             /run/db.sock,          true",
            "*:1-65535,             /run/db.sock,          false",
            "0.0.0.0/0,             /run/db.sock,          false",
            "*.sock,                /run/db.sock,          false",
            "run,                   /run,                  false" })
    void matchesPathsOfUnixDomainSockets(String pattern, String path, boolean matches) {
        assertEquals(matches, TargetPattern.parse(pattern).matches(UnixDomainSocketAddress.of(path)));
    }

    @Test
    void matchesARelativePathByWhereItLeads() {
        String absolute = Path.of("db.sock").toAbsolutePath().toString();
        assertTrue(TargetPattern.parse("unix:" + absolute).matches(UnixDomainSocketAddress.of("db.sock")));
    }

    @ParameterizedTest
    @CsvSource({ "unix:/run/*", "unix:*", "unix:/run/db.sock" })
    void pathsMatchNoHosts(String pattern) {
        assertFalse(TargetPattern.parse(pattern).matches(InetSocketAddress.createUnresolved("/run/db.sock", 80)));
    }

    @Test
    void unixMayBeTheNameOfAHost() {
        assertTrue(TargetPattern.parse("unix:5432").matches(InetSocketAddress.createUnresolved("unix", 5432)));
    }

    @Test
    void anUnresolvedNameMatchesNamesOnly() {
        InetSocketAddress target = InetSocketAddress.createUnresolved("db.internal", 5432);
        assertTrue(TargetPattern.parse("*.internal").matches(target));
        assertFalse(TargetPattern.parse("0.0.0.0/0").matches(target));
    }

    @Test
    void aLiteralAddressHasNoNameThatCouldBeLookedUp() throws UnknownHostException {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 80);
        assertFalse(TargetPattern.parse("localhost").matches(target));
        assertTrue(TargetPattern.parse("127.0.0.1").matches(target));
    }

    @Test
    void theMoreSpecificComesFirst() {
        List<TargetPattern> patterns = new ArrayList<>(BY_SPECIFICITY.stream().map(TargetPattern::parse).toList());
        for (int seed = 0; seed < 100; seed++) {
            Collections.shuffle(patterns, new Random(seed));
            Collections.sort(patterns);
            assertEquals(BY_SPECIFICITY, patterns.stream().map(TargetPattern::toString).toList(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "db.internal,      DB.internal,      true",
            "10.1.2.3,         10.1.2.3/32,      true",
            "10.0.0.0/8,       10.1.2.3/8,       true",
            "*:1-10,           *:5-14,           true",
            "*:1-10,           *:11-20,          false",
            "*:1-10,           *:5-15,           false",
            "db.internal,      db.internal:1,    false",
            "*.internal,       *.external,       false",
            "10.0.0.0/8,       11.0.0.0/8,       false",
            "10.0.0.0/8,       10.1.0.0/16,      false",
            "0.0.0.0/0,        [::]/0,           false",
            "unix:/run/db,     unix:/run/db,     true",
            "unix:/run/*,      unix:/run/*,      true",
            "unix:/run/*,      unix:/tmp/*,      false",
            "unix:/run/*,      unix:/run/d*,     false",
            "unix:/run/db,     unix:/run/db*,    false",
            "unix:*,           *,                false",
            "unix:/run/db,     db.internal,      false",
            "unix:/run/*,      *.internal,       false",
            "db.internal,      10.1.2.3,         false" })
    void thoseThatAreEquallySpecificForATargetCompete(String one, String other, boolean compete) {
        assertEquals(compete, TargetPattern.parse(one).competesWith(TargetPattern.parse(other)));
        assertEquals(compete, TargetPattern.parse(other).competesWith(TargetPattern.parse(one)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", ":80", "db:", "db:x", "db:1-", "db:-1", "db:1-2-3", "db:123456", "2001:db8::1",
            "[2001:db8::1",
            "10.0.0.0/", "10.0.0.0/x", "[]", "unix:", "unix:run/db.sock", "UNIX:/run/db.sock" })
    void whatHasNoneOfTheFormsIsRefused(String text) {
        assertRefused(text, "is not host, *.domain, network/prefix or *, with an optional :port or :first-last,"
                + " nor unix:/path");
    }

    @ParameterizedTest
    @CsvSource({
            "db:65536,            has no valid range of ports",
            "db:2-1,              has no valid range of ports",
            "db:1-70000,          has no valid range of ports",
            "10.0.0.0/33,         has a prefix of more than 32 bits",
            "[2001:db8::]/129,    has a prefix of more than 128 bits",
            "db.internal/8,       does not begin with an address",
            "10.0.0/8,            does not begin with an address",
            "*/8,                 does not begin with an address",
            "[db.internal],       does not begin with an address",
            "db.*,                has a * that is not the first label",
            "*db.internal,        has a * that is not the first label",
            "*.*.internal,        has a * that is not the first label",
            "**,                  has a * that is not the first label",
            "unix:/*/db.sock,     has a * that is not at the end",
            "unix:/run/**,        has a * that is not at the end" })
    void whatCannotBeIsRefusedWithTheReason(String text, String reason) {
        assertRefused(text, reason);
    }

    private static void assertRefused(String text, String reason) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> TargetPattern.parse(text));
        assertEquals("'" + text + "' " + reason, e.getMessage());
    }
}
