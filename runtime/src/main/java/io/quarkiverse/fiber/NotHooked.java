package io.quarkiverse.fiber;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The blocking calls of this class, or of this method, stay the JDK's own: the build does not replace them by hooked ones.
 * <p>
 * It covers the lambdas and the classes in the source of the method or class too.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR })
public @interface NotHooked {
}
