package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Type;

import io.quarkiverse.fiber.deployment.substitution.HookTable.Call;
import io.quarkiverse.fiber.deployment.substitution.HookTable.Member;
import io.quarkiverse.fiber.runtime.HooksInUse;
import io.quarkiverse.fiber.runtime.hook.HooksOf;

/** Every member that has a hook, in every form in which code can call it. */
class CallFormsTest {

    private static Arguments arguments;

    record Entry(HookTable table, Member member, Hook hook) {

        @Override
        public String toString() {
            return member.owner() + "." + member.name() + member.descriptor();
        }
    }

    /** But for those of a console, which tests do not have. */
    static List<Entry> entries() {
        return Stream.of(HookTable.INSTANCE, Samples.TABLE)
                .flatMap(table -> table.all().entrySet().stream()
                        .map(entry -> new Entry(table, entry.getKey(), entry.getValue())))
                .filter(entry -> !entry.member().owner().equals("java/io/Console"))
                .sorted(Comparator.comparing(Entry::toString)).toList();
    }

    @BeforeAll
    static void listen() throws Exception {
        arguments = new Arguments();
    }

    @AfterAll
    static void close() throws Exception {
        arguments.close();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyFormOfTheCallIsReplacedAndVerifies(Entry entry) throws Exception {
        for (CallForm form : forms(entry)) {
            for (ClassKind kind : kinds(entry, form)) {
                Generated generated = new Generated(entry, form, kind);
                assertEquals(form.sites(), generated.substitution.replaced().size(), generated.text);
                assertEquals(List.of(), generated.substitution.left(), generated.text);
                assertEquals(List.of(), generated.again().replaced(), generated.text);
                generated.after.call(generated.argumentsAfter());
            }
        }
    }

    /** Another one for each form and entry: {@link CallFormsStressTest} has them all. */
    List<ClassKind> kinds(Entry entry, CallForm form) {
        List<ClassKind> kinds = allKinds(entry, form);
        return List.of(kinds.get(Math.floorMod(entry.toString().hashCode() + form.ordinal(), kinds.size())));
    }

    static List<ClassKind> allKinds(Entry entry, CallForm form) {
        return Stream.of(ClassKind.values()).filter(kind -> kind.canHave(form, entry.member())).toList();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyFormOfTheCallAnswersAsTheHookOnAFiberAndOffIt(Entry entry) throws Exception {
        try (HooksInUse hooks = new HooksInUse()) {
            for (CallForm form : forms(entry)) {
                Generated generated = new Generated(entry, form, ClassKind.CLASS);
                Callable<String> call = () -> outcome(generated.after.call(generated.argumentsAfter()));
                Callable<String> hook = () -> form.returnsNothing() ? "null" : outcome(hook(entry, generated.argumentsAfter()));
                assertEquals(hook.call(), call.call(), generated.text);
                assertEquals(hooks.onFiber(hook), hooks.onFiber(call), generated.text + " on a fiber");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyFormOfTheCallRunsAsItIsGenerated(Entry entry) throws Exception {
        for (CallForm form : forms(entry)) {
            Generated generated = new Generated(entry, form, ClassKind.CLASS);
            generated.before.call(generated.arguments(generated.before));
        }
    }

    @Test
    void everyFormIsOneOfSomeMember() {
        Set<CallForm> used = EnumSet.noneOf(CallForm.class);
        Set<Call> calls = EnumSet.noneOf(Call.class);
        for (Entry entry : entries()) {
            used.addAll(forms(entry));
            calls.add(entry.member().call());
        }
        assertEquals(EnumSet.allOf(CallForm.class), used);
        assertEquals(EnumSet.allOf(Call.class), calls);
    }

    /** A class of hooks that the table does not know of would do nothing. */
    @Test
    void everyClassOfHooksIsInTheTable() throws Exception {
        List<String> missing = new ArrayList<>();
        Path runtime = Path.of(HooksOf.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (FileSystem jar = Files.isDirectory(runtime) ? null : FileSystems.newFileSystem(runtime);
                Stream<Path> files = Files.list((jar == null ? runtime : jar.getPath("/"))
                        .resolve(HooksOf.class.getPackageName().replace('.', '/')))) {
            for (Path file : files.toList()) {
                Class<?> type = Class
                        .forName(HooksOf.class.getPackageName() + "." + file.getFileName().toString().replace(".class", ""));
                if (type.isAnnotationPresent(HooksOf.class) && HookTable.INSTANCE.all().values().stream()
                        .noneMatch(hook -> hook.owner().equals(Type.getInternalName(type)))) {
                    missing.add(type.getName());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static List<CallForm> forms(Entry entry) {
        return Stream.of(CallForm.values()).filter(form -> form.appliesTo(entry.member())).toList();
    }

    /** A class before and after, both linked, so that the JVM has verified them. */
    private static final class Generated {

        private final Entry entry;
        private final CallForm form;
        private final String text;
        private final GeneratedClasses before;
        private final ClassSubstitution substitution;
        private final GeneratedClasses after;

        private Generated(Entry entry, CallForm form, ClassKind kind) {
            this.entry = entry;
            this.form = form;
            text = entry + ": " + form + " in " + kind;
            before = new GeneratedClasses(entry.member(), form, kind);
            assertTrue(ConstantPool.names(before.caller(), entry.table()), text);
            substitution = new Substitutions(entry.table(), before).of(before.caller());
            after = before.with(substitution.classFile());
        }

        /** There is nothing left to replace. */
        private ClassSubstitution again() {
            return new Substitutions(entry.table(), after).of(after.caller());
        }

        private Object[] argumentsAfter() throws Exception {
            return arguments(after);
        }

        private Object[] arguments(GeneratedClasses classes) throws Exception {
            List<Object> all = arguments.of(entry.member());
            if (form.isThroughSubtype() && entry.member().call() == Call.INSTANCE) {
                all.set(0, classes.newSubtype(all.getFirst()));
            }
            return all.toArray();
        }
    }

    private static Object hook(Entry entry, Object[] arguments) throws Exception {
        Class<?> type = Class.forName(Type.getObjectType(entry.hook().owner()).getClassName());
        for (Method method : type.getMethods()) {
            if (method.getName().equals(entry.hook().name())
                    && Type.getMethodDescriptor(method).equals(entry.hook().descriptor())) {
                return method.invoke(null, arguments);
            }
        }
        throw new AssertionError(entry.hook());
    }

    /** Which of two ways a call has gone: by its value, or by the class of its object. */
    private static String outcome(Object result) throws Exception {
        Samples.close(result);
        return result instanceof String || result instanceof Number ? result.toString()
                : result == null ? "null" : result.getClass().getName();
    }
}
