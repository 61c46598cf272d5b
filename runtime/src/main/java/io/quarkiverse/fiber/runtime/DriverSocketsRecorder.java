package io.quarkiverse.fiber.runtime;

import java.util.function.Supplier;

import javax.net.SocketFactory;

import io.quarkiverse.fiber.boot.ApplicationSockets;
import io.quarkiverse.fiber.runtime.hook.SocketFactoryHooks;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

/** Has drivers that the JVM's class path has make hooked sockets. */
@Recorder
public class DriverSocketsRecorder {

    /** @param application what the driver is told to call it */
    public void use(String application, ShutdownContext shutdown) {
        ApplicationSockets.add(application, new Supplier<>() {
            @Override
            public SocketFactory get() {
                return SocketFactoryHooks.getDefault();
            }
        });
        shutdown.addShutdownTask(new Runnable() {
            @Override
            public void run() {
                ApplicationSockets.remove(application);
            }
        });
    }
}
