package io.quarkiverse.fiber;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The blocking calls of this class, or of this method, stay the JDK's own: the build does not replace them by hooked ones.
 * <p>
 * On a method it does not cover the lambdas in it, and on a class not the classes that are nested in it: both are methods and
 * classes of their own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR })
public @interface NotHooked {
}
