package io.quarkiverse.fiber.deployment.substitution;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.objectweb.asm.Type;

import io.quarkiverse.fiber.runtime.hook.AbstractSelectableChannelHooks;
import io.quarkiverse.fiber.runtime.hook.ChannelsHooks;
import io.quarkiverse.fiber.runtime.hook.ConsoleHooks;
import io.quarkiverse.fiber.runtime.hook.DatagramChannelHooks;
import io.quarkiverse.fiber.runtime.hook.DatagramSocketHooks;
import io.quarkiverse.fiber.runtime.hook.FileChannelHooks;
import io.quarkiverse.fiber.runtime.hook.FileInputStreamHooks;
import io.quarkiverse.fiber.runtime.hook.FileOutputStreamHooks;
import io.quarkiverse.fiber.runtime.hook.FileReaderHooks;
import io.quarkiverse.fiber.runtime.hook.FileTreeHooks;
import io.quarkiverse.fiber.runtime.hook.FileWriterHooks;
import io.quarkiverse.fiber.runtime.hook.FilesHooks;
import io.quarkiverse.fiber.runtime.hook.HooksOf;
import io.quarkiverse.fiber.runtime.hook.HttpsURLConnectionHooks;
import io.quarkiverse.fiber.runtime.hook.InitialContextHooks;
import io.quarkiverse.fiber.runtime.hook.InitialDirContextHooks;
import io.quarkiverse.fiber.runtime.hook.InitialLdapContextHooks;
import io.quarkiverse.fiber.runtime.hook.MulticastSocketHooks;
import io.quarkiverse.fiber.runtime.hook.PipeHooks;
import io.quarkiverse.fiber.runtime.hook.ProcessBuilderHooks;
import io.quarkiverse.fiber.runtime.hook.RandomAccessFileHooks;
import io.quarkiverse.fiber.runtime.hook.RuntimeHooks;
import io.quarkiverse.fiber.runtime.hook.SSLContextHooks;
import io.quarkiverse.fiber.runtime.hook.SSLServerSocketFactoryHooks;
import io.quarkiverse.fiber.runtime.hook.SelectableChannelHooks;
import io.quarkiverse.fiber.runtime.hook.SelectionKeyHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketChannelHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketFactoryHooks;
import io.quarkiverse.fiber.runtime.hook.ServerSocketHooks;
import io.quarkiverse.fiber.runtime.hook.SocketChannelHooks;
import io.quarkiverse.fiber.runtime.hook.SocketFactoryHooks;
import io.quarkiverse.fiber.runtime.hook.SocketHooks;
import io.quarkiverse.fiber.runtime.hook.ThreadHooks;
import io.quarkiverse.fiber.runtime.hook.TimeUnitHooks;
import io.quarkiverse.fiber.runtime.hook.URLConnectionHooks;
import io.quarkiverse.fiber.runtime.hook.URLHooks;

/** Which member of the JDK has which hook; read from the classes of hooks, see {@link HooksOf}. */
final class HookTable {

    private static final List<Class<?>> HOOKS = List.of(SocketHooks.class, ServerSocketHooks.class, SocketFactoryHooks.class,
            DatagramSocketHooks.class, MulticastSocketHooks.class, ThreadHooks.class, TimeUnitHooks.class,
            ServerSocketFactoryHooks.class, SSLServerSocketFactoryHooks.class, SSLContextHooks.class,
            URLHooks.class, URLConnectionHooks.class, HttpsURLConnectionHooks.class, InitialContextHooks.class,
            InitialDirContextHooks.class, InitialLdapContextHooks.class,
            SocketChannelHooks.class, ServerSocketChannelHooks.class, DatagramChannelHooks.class, PipeHooks.class,
            ChannelsHooks.class, SelectableChannelHooks.class, AbstractSelectableChannelHooks.class, SelectionKeyHooks.class,
            FileInputStreamHooks.class, FileOutputStreamHooks.class, FileReaderHooks.class, FileWriterHooks.class,
            RandomAccessFileHooks.class, FilesHooks.class, FileTreeHooks.class, FileChannelHooks.class,
            ProcessBuilderHooks.class, RuntimeHooks.class, ConsoleHooks.class);

    private static final String CONSTRUCTOR = "<init>";
    private static final String CREATE = "create";

    static final HookTable INSTANCE = new HookTable(HOOKS);

    /** How a member of the JDK is called. */
    enum Call {
        CONSTRUCTOR,
        STATIC,
        INSTANCE
    }

    record Member(Call call, String owner, String name, String descriptor) {
    }

    private final Map<Member, Hook> hooks = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /**
     * @throws IllegalArgumentException if a hook stands for nothing
     */
    HookTable(List<Class<?>> classes) {
        for (Class<?> type : classes) {
            Class<?> hooked = type.getAnnotation(HooksOf.class).value();
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())) {
                    Member member = memberOf(hooked, method);
                    hooks.put(member, new Hook(Type.getInternalName(type), method.getName(),
                            Type.getMethodDescriptor(method)));
                    names.add(member.name() + member.descriptor());
                }
            }
        }
    }

    private static Member memberOf(Class<?> hooked, Method hook) {
        String owner = Type.getInternalName(hooked);
        Class<?>[] parameters = hook.getParameterTypes();
        try {
            if (hook.getName().equals(CREATE)) {
                String descriptor = Type.getConstructorDescriptor(hooked.getConstructor(parameters));
                return new Member(Call.CONSTRUCTOR, owner, CONSTRUCTOR, descriptor);
            }
            for (Method method : hooked.getMethods()) {
                if (method.getName().equals(hook.getName()) && method.getReturnType() == hook.getReturnType()) {
                    boolean isStatic = Modifier.isStatic(method.getModifiers());
                    Class<?>[] own = isStatic || parameters.length == 0 || parameters[0] != hooked ? parameters
                            : Arrays.copyOfRange(parameters, 1, parameters.length);
                    if (isStatic == (own == parameters) && Arrays.equals(method.getParameterTypes(), own)) {
                        return new Member(isStatic ? Call.STATIC : Call.INSTANCE, owner, hook.getName(),
                                Type.getMethodDescriptor(method));
                    }
                }
            }
        } catch (NoSuchMethodException e) {
            throw standsForNothing(hook, hooked, e);
        }
        throw standsForNothing(hook, hooked, null);
    }

    private static IllegalArgumentException standsForNothing(Method hook, Class<?> hooked, Exception cause) {
        return new IllegalArgumentException("There is no member of " + hooked.getName() + " for " + hook, cause);
    }

    Map<Member, Hook> all() {
        return Collections.unmodifiableMap(hooks);
    }

    /** Whether a member of this name has a hook in any class: most have none, whatever the class. */
    boolean names(String name, String descriptor) {
        return names.contains(name + descriptor);
    }

    /** Null if there is no hook, here as below. */
    Hook ofConstructor(String owner, String descriptor) {
        return hooks.get(new Member(Call.CONSTRUCTOR, owner, CONSTRUCTOR, descriptor));
    }

    Hook ofStatic(String owner, String name, String descriptor) {
        return hooks.get(new Member(Call.STATIC, owner, name, descriptor));
    }

    Hook ofInstance(String owner, String name, String descriptor) {
        return hooks.get(new Member(Call.INSTANCE, owner, name, descriptor));
    }
}
