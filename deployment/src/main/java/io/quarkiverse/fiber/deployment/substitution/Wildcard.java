package io.quarkiverse.fiber.deployment.substitution;

import java.util.regex.Pattern;

/** A name in the configuration in which * stands for any characters, none included. */
record Wildcard(String text, Pattern pattern) {

    static Wildcard of(String text) {
        return new Wildcard(text, Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q") + "\\E"));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
