package io.quarkiverse.fiber.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassType;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;

import io.quarkiverse.fiber.Fiber;

/** What a debugger that stops a fiber sees. */
@Timeout(60)
class DebuggerTest {

    private static final String NAME = "fiber of the test";
    private static final String LISTENS = "Listening for transport dt_socket at address: ";

    @Test
    void breakpointStopsTheFiberAndItsLoopAndOtherFibersGoOn() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0", ForkedJvm.OPEN_JAVA_LANG,
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                Debugged.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // there the log says that the carrier is stuck
                .start();
        try (BufferedReader output = process.inputReader()) {
            VirtualMachine debugged = attach(output.readLine());
            BreakpointEvent stopped = stopIn("stopHere", debugged);
            assertEquals(NAME, stopped.thread().name());
            assertTrue(stopped.thread().isVirtual());
            assertEquals("stopHere", stopped.thread().frame(0).location().method().name());
            StringReference argument = (StringReference) stopped.thread().frame(0).getArgumentValues().get(0);
            assertEquals("a value", argument.value());
            ClassType type = (ClassType) stopped.location().declaringType();
            type.setValue(type.fieldByName("stopped"), debugged.mirrorOf(true));
            assertEquals("another fiber of its carrier goes on", output.readLine());
            assertEquals("its loop waits", output.readLine());
            stopped.thread().resume();
            assertEquals("the fiber goes on", output.readLine());
            debugged.dispose();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        assertFalse(process.isAlive());
    }

    private static VirtualMachine attach(String said) throws Exception {
        assertTrue(said.startsWith(LISTENS), said);
        AttachingConnector sockets = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.transport().name().equals("dt_socket")
                        && connector.defaultArguments().containsKey("port"))
                .findAny().orElseThrow();
        Map<String, Connector.Argument> arguments = sockets.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(said.substring(said.lastIndexOf(':') + 1).strip());
        return sockets.attach(arguments);
    }

    /** Only the thread that comes there is stopped. */
    private static BreakpointEvent stopIn(String method, VirtualMachine debugged) throws InterruptedException {
        ClassPrepareRequest prepared = debugged.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter(Debugged.class.getName());
        prepared.enable();
        debugged.resume();
        for (;;) {
            EventSet events = debugged.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof ClassPrepareEvent loaded) {
                    breakIn(loaded.referenceType(), method);
                } else if (event instanceof BreakpointEvent stopped) {
                    return stopped;
                }
            }
            events.resume();
        }
    }

    private static void breakIn(ReferenceType type, String name) {
        Method method = type.methodsByName(name).get(0);
        BreakpointRequest request = type.virtualMachine().eventRequestManager().createBreakpointRequest(method.location());
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        request.enable();
    }

    static final class Debugged {

        /** Written by the debugger. */
        static volatile boolean stopped;

        public static void main(String[] arguments) throws Exception {
            try (Carriers carriers = Carriers.of(1)) {
                Fiber fiber = carriers.scheduler().named(NAME).start(() -> stopHere("a value"));
                while (!stopped) {
                    Thread.sleep(1);
                }
                carriers.start(() -> System.out.println("another fiber of its carrier goes on")).thread().join();
                boolean ran = carriers.loop().submit(() -> null).await(100);
                System.out.println(ran ? "its loop goes on" : "its loop waits");
                fiber.thread().join();
                System.out.println("the fiber goes on");
            }
        }

        static void stopHere(String value) {
            Thread.yield();
        }
    }
}
