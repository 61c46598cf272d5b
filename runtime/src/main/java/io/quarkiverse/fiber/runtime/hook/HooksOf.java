package io.quarkiverse.fiber.runtime.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The static methods of a class of hooks stand for members of one class of the JDK: {@code create} for the constructor with the
 * same parameters, others for the static method of the same name and parameters, or for the instance method that is called on
 * the first one. So the list of hooks is the list of what the build can substitute.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HooksOf {

    Class<?> value();
}
