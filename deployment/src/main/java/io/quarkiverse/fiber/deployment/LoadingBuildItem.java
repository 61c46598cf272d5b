package io.quarkiverse.fiber.deployment;

import io.quarkiverse.fiber.runtime.ClassesRecorder;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** The loading of classes, which begins before the application starts. */
public final class LoadingBuildItem extends SimpleBuildItem {

    private final RuntimeValue<ClassesRecorder.Loading> loading;

    public LoadingBuildItem(RuntimeValue<ClassesRecorder.Loading> loading) {
        this.loading = loading;
    }

    public RuntimeValue<ClassesRecorder.Loading> getLoading() {
        return loading;
    }
}
