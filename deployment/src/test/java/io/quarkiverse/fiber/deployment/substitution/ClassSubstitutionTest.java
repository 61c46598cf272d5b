package io.quarkiverse.fiber.deployment.substitution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

import io.quarkiverse.fiber.test.substitution.ChannelShapes;
import io.quarkiverse.fiber.test.substitution.Shapes;

class ClassSubstitutionTest {

    private static final Verification VERIFICATION = new Verification(ClassSubstitutionTest.class.getClassLoader());

    private static final Hierarchy HIERARCHY = new Hierarchy(ClassSubstitutionTest.class.getClassLoader());
    private static final NotHookedCode NOT_HOOKED = new NotHookedCode(HIERARCHY);

    @Test
    void findsEveryCallOfAClass() throws IOException {
        ClassSubstitution shapes = of(Shapes.class);
        Map<String, Long> hooked = shapes.replaced().stream()
                .collect(Collectors.groupingBy(CallSite::method, TreeMap::new, Collectors.counting()));
        hooked.keySet().removeIf(method -> method.startsWith("lambda$"));
        assertEquals(new TreeMap<>(Map.ofEntries(Map.entry("plain", 1L), Map.entry("nested", 2L), Map.entry("branching", 2L),
                Map.entry("catching", 1L), Map.entry("unused", 2L), Map.entry("inArray", 2L),
                Map.entry("constructorReference", 1L), Map.entry("staticReference", 1L), Map.entry("server", 1L),
                Map.entry("fromFactory", 2L), Map.entry("sleep", 3L), Map.entry("sleepReferences", 2L),
                Map.entry("datagrams", 1L), Map.entry("multicast", 1L))), hooked);
    }

    /** The class that a call of a channel's method names declares none of them. */
    @Test
    void findsEveryCallOfAChannel() throws IOException {
        Map<String, Long> hooked = of(ChannelShapes.class).replaced().stream()
                .collect(Collectors.groupingBy(CallSite::method, TreeMap::new, Collectors.counting()));
        assertEquals(Map.of("opened", 7L, "listener", 1L, "serveOverASelector", 8L, "echo", 3L), hooked);
    }

    @Test
    void tellsWhichCallAtWhichLineGoesWhere() throws IOException {
        List<CallSite> calls = of(Shapes.class).replaced().stream().filter(site -> site.method().equals("sleep"))
                .sorted(Comparator.comparing(CallSite::line)).toList();
        assertEquals(List.of("java.lang.Thread.sleep(long)", "java.lang.Thread.sleep(long, int)",
                "java.util.concurrent.TimeUnit.sleep(long)"), calls.stream().map(CallSite::call).toList());
        assertEquals("io.quarkiverse.fiber.runtime.hook.TimeUnitHooks#sleep", calls.getLast().outcome());
        assertEquals(List.of(1, 2), calls.stream().skip(1).map(call -> call.line() - calls.getFirst().line()).toList());
    }

    @Test
    void tellsWhatStaysAndWhy() throws IOException {
        CallSite reference = of(Shapes.class).left().getFirst();
        assertEquals("serializableReference", reference.method());
        assertTrue(reference.outcome().contains("serial"), reference.outcome());
        CallSite subclass = of(Shapes.SubSocket.class).left().getFirst();
        assertEquals("java.net.Socket(java.lang.String, int)", subclass.call());
        assertEquals("the constructor of a subclass", subclass.outcome());
        assertEquals(1, of(Shapes.SubSocket.class).replaced().size(), "the call in the arguments");
    }

    @Test
    void leavesWhatIsNotHooked() throws IOException {
        assertEquals(List.of(), of(Shapes.NotHookedClass.class).replaced());
        assertTrue(of(Shapes.class).replaced().stream().noneMatch(site -> site.method().equals("notHookedMethod")));
    }

    @Test
    void inheritedStaticMethodIsHookedAndOneThatHidesItIsNot() throws IOException {
        assertEquals(1, of(Shapes.Sleeper.class).replaced().size());
        assertEquals(List.of(), of(Shapes.OwnSleep.class).replaced());
    }

    @Test
    void everyShapeVerifies() throws IOException {
        for (Class<?> type : List.of(Shapes.class, ChannelShapes.class, Shapes.SubSocket.class, Shapes.Sleeper.class,
                Shapes.Address.class)) {
            byte[] before = bytes(type);
            VERIFICATION.check(before, new ClassSubstitution(before, HookTable.INSTANCE, HIERARCHY, NOT_HOOKED).classFile());
        }
    }

    @Test
    void everyClassOfThePostgreSqlDriverIsReadAndVerifies() throws IOException {
        List<CallSite> hooked = new ArrayList<>();
        try (JarFile driver = new JarFile(
                org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().getPath())) {
            for (var entry : driver.stream().filter(file -> file.getName().endsWith(".class")).toList()) {
                byte[] before = driver.getInputStream(entry).readAllBytes();
                ClassSubstitution substitution = new ClassSubstitution(before, HookTable.INSTANCE, HIERARCHY, NOT_HOOKED);
                if (!substitution.replaced().isEmpty()) {
                    hooked.addAll(substitution.replaced());
                    assertTrue(ConstantPool.names(before, HookTable.INSTANCE), entry.getName());
                    VERIFICATION.check(before, substitution.classFile());
                }
            }
        }
        assertTrue(hooked.stream().anyMatch(site -> site.call().equals("javax.net.SocketFactory.getDefault()")),
                hooked.toString());
    }

    @Test
    void verificationTellsWhatWouldNotVerify() throws IOException {
        assertBrokenOneIsRejected(bytes(Shapes.Address.class));
    }

    @Test
    void verificationTellsItOfAClassWithoutFrames() {
        HookTable.Member member = HookTable.INSTANCE.all().keySet().iterator().next();
        assertBrokenOneIsRejected(new GeneratedClasses(member, CallForm.CALL, ClassKind.OLD).caller());
    }

    private static void assertBrokenOneIsRejected(byte[] sound) {
        VERIFICATION.check(sound, sound);
        ClassNode type = new ClassNode();
        new ClassReader(sound).accept(type, 0);
        type.methods.forEach(method -> method.maxStack = 0);
        ClassWriter broken = new ClassWriter(0);
        type.accept(broken);
        assertThrows(IllegalArgumentException.class, () -> VERIFICATION.check(sound, broken.toByteArray()));
    }

    @Test
    void classWithoutCallsIsWrittenAsItWas() throws IOException {
        byte[] before = bytes(CallSite.class);
        ClassSubstitution substitution = new ClassSubstitution(before, HookTable.INSTANCE, HIERARCHY, NOT_HOOKED);
        assertArrayEquals(before, substitution.classFile());
    }

    private static ClassSubstitution of(Class<?> type) throws IOException {
        return new ClassSubstitution(bytes(type), HookTable.INSTANCE, HIERARCHY, NOT_HOOKED);
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream file = type
                .getResourceAsStream(type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return file.readAllBytes();
        }
    }
}
