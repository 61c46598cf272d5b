package io.quarkiverse.fiber.runtime.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.net.HookedIo;
import io.quarkiverse.fiber.runtime.net.Row;

/** As {@code HooksConformanceTest}, of calls that have to do with files. */
class FileHooksConformanceTest {

    @TempDir
    Path parent;

    @ParameterizedTest
    @EnumSource(names = { "EVENT_LOOP", "PLATFORM" })
    void C56_hookedCallAnswersAsTheJdks(Row row) throws Exception {
        try (HookedIo hooked = new HookedIo(row); HooksInUse use = new HooksInUse(hooked.io, hooked.files)) {
            assertNoneDiffers(row, hooked);
        }
    }

    @Test
    void C56_hookedCallAnswersAsTheJdksWhileNoApplicationRuns() throws Exception {
        try (HookedIo hooked = new HookedIo(Row.PLATFORM)) {
            assertNoneDiffers(Row.PLATFORM, hooked);
        }
    }

    private void assertNoneDiffers(Row row, HookedIo hooked) throws Exception {
        SampleDirectory directory = new SampleDirectory(parent);
        FileHookCalls calls = new FileHookCalls(directory);
        for (FileHookCalls.Call call : calls.all()) {
            for (boolean interrupted : new boolean[] { false, true }) {
                Row plain = row.isVirtual() ? Row.DEFAULT_VIRTUAL : Row.PLATFORM;
                String expected = hooked.run(plain, () -> calls.answer(call.jdk(), interrupted));
                String found = hooked.run(row, () -> calls.answer(call.hook(), interrupted));
                assertEquals(expected, found,
                        () -> call.text() + (interrupted ? " of a thread that is interrupted" : ""));
            }
        }
        directory.delete();
    }
}
