package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be rewritten stays as it is, and is reported. */
class LeftAloneTest {

    private static final String NAME = "odd.Odd";

    @TempDir
    Path directory;

    private final SubstitutionReport report = new SubstitutionReport();
    private Substitutions substitutions;
    private ClassScanner scanner;

    @BeforeEach
    void start() {
        substitutions = new Substitutions(HookTable.INSTANCE, getClass().getClassLoader());
        scanner = new ClassScanner(HookTable.INSTANCE, new Exclusions(List.of()), report, substitutions);
    }

    @Test
    void classWithoutRoomForTheHooksCall() throws IOException {
        byte[] tooLarge = OddClasses.tooLarge(NAME);
        scanner.scan("application", NAME, tooLarge);
        assertUnchanged(tooLarge, "Method too large");
    }

    @Test
    void classThatIsCutOff() throws IOException {
        byte[] whole = OddClasses.manyCopies(NAME);
        byte[] cut = Arrays.copyOf(whole, whole.length - 20);
        scanner.scan("application", NAME, cut);
        assertUnchanged(cut, "Exception");
    }

    /** A method that takes from an empty stack: no JVM would take the class, and nothing is known of what its code means. */
    @Test
    void classWhoseCodeMakesNoSense() throws IOException {
        byte[] senseless = OddClasses.emptyStack(NAME);
        scanner.scan("application", NAME, senseless);
        assertUnchanged(senseless, "Exception");
    }

    @Test
    void callWithMoreCopiesOfTheObjectThanCompilersMakeButNotItsClass() throws IOException {
        byte[] manyCopies = OddClasses.manyCopies(NAME);
        scanner.scan("application", NAME, manyCopies);
        assertEquals(Set.of(NAME), report.classes());
        ClassSubstitution substitution = substitutions.of(manyCopies);
        assertEquals(List.of("usual"), substitution.replaced().stream().map(CallSite::method).toList());
        assertEquals(List.of("open"), substitution.left().stream().map(CallSite::method).toList());
        assertReported("NOT HOOKED odd.Odd#open:0  java.net.Socket() -> a new object in more places");
    }

    private void assertUnchanged(byte[] classFile, String why) throws IOException {
        assertEquals(Set.of(), report.classes());
        assertReported("NOT HOOKED odd.Odd: ", why);
        assertSame(classFile, substitutions.apply(NAME, classFile), "what another extension has made of a class");
    }

    private void assertReported(String... parts) throws IOException {
        report.write(directory);
        String text = Files.readString(directory.resolve(SubstitutionReport.TEXT));
        for (String part : parts) {
            assertTrue(text.contains(part), text);
        }
    }
}
