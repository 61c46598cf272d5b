package io.quarkiverse.fiber.runtime.config;

import java.time.Duration;

import org.eclipse.microprofile.config.spi.Converter;

import io.quarkus.runtime.configuration.DurationConverter;

/** A duration, or {@code none} for no limit, which zero stands for. */
public class LimitConverter implements Converter<Duration> {

    private static final long serialVersionUID = 1;

    private static final String NONE = "none";

    @Override
    public Duration convert(String value) {
        return value.trim().equalsIgnoreCase(NONE) ? Duration.ZERO : DurationConverter.parseDuration(value);
    }
}
