package io.quarkiverse.fiber.runtime.hook;

import java.io.Console;
import java.io.IOError;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;

import io.quarkiverse.fiber.runtime.CurrentIo;
import io.quarkiverse.fiber.runtime.file.FileIo;

/** What reads of a {@link Console} become. */
@HooksOf(Console.class)
public final class ConsoleHooks {

    private ConsoleHooks() {
    }

    public static String readLine(Console console) {
        return read(console::readLine);
    }

    public static String readLine(Console console, String format, Object... arguments) {
        return read(() -> console.readLine(format, arguments));
    }

    public static String readLine(Console console, Locale locale, String format, Object... arguments) {
        return read(() -> console.readLine(locale, format, arguments));
    }

    public static char[] readPassword(Console console) {
        return read(console::readPassword);
    }

    public static char[] readPassword(Console console, String format, Object... arguments) {
        return read(() -> console.readPassword(format, arguments));
    }

    public static char[] readPassword(Console console, Locale locale, String format, Object... arguments) {
        return read(() -> console.readPassword(locale, format, arguments));
    }

    private static <T> T read(Supplier<T> read) {
        FileIo io = CurrentIo.files();
        try {
            return io == null ? read.get() : io.callEndless("the console", read::get);
        } catch (IOException e) {
            throw new IOError(e); // as the JDK reports what goes wrong
        }
    }
}
