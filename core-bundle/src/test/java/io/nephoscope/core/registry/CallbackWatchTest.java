package io.nephoscope.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallbackWatchTest {

    @Test
    void findsTheModifiedMethodThatDeclarativeServicesCalls() {
        assertThat(callback(
                        "java.lang.Object.wait",
                        "org.example.Helper.block",
                        "org.example.Plugin.modified",
                        "jdk.internal.reflect.NativeMethodAccessorImpl.invoke0",
                        "java.lang.reflect.Method.invoke",
                        "org.apache.felix.scr.impl.inject.methods.BaseMethod.invokeMethod",
                        "org.apache.felix.cm.impl.helper.ConfigurationEventDispatcher.run"))
                .isEqualTo("org.example.Plugin.modified");
    }

    @Test
    void findsAnActivatorThatTheFrameworkCalls() {
        assertThat(callback(
                        "java.lang.Thread.sleep",
                        "org.example.Activator.stop",
                        "org.apache.felix.framework.util.SecureAction.stopActivator",
                        "io.nephoscope.deploy.PluginBundles.remove",
                        "java.lang.Thread.run"))
                .isEqualTo("org.example.Activator.stop");
    }

    @Test
    void findsNothingWhereAContainerItselfWaits() {
        assertThat(callback(
                        "java.lang.Object.wait",
                        "org.apache.felix.framework.Felix.acquireBundleLock",
                        "org.example.Plugin.activate",
                        "org.apache.felix.scr.impl.inject.methods.BaseMethod.invokeMethod"))
                .isNull();
    }

    @Test
    void findsNothingInAThreadThatNoContainerCalled() {
        assertThat(callback("java.lang.Thread.sleep", "org.example.Loop.run", "java.lang.Thread.run"))
                .isNull();
    }

    @Test
    void blamesNoneAloneOfBundlesWithEqualClasses() {
        assertThat(PluginCalls.oneOf(List.of())).isEmpty();
        assertThat(PluginCalls.oneOf(List.of("fans"))).contains("fans");
        assertThat(PluginCalls.oneOf(List.of("fans", "pumps"))).contains("fans or pumps");
        assertThat(PluginCalls.oneOf(Collections.nCopies(10, "fans")).orElse(""))
                .endsWith("fans or one of 2 more");
    }

    private static @Nullable String callback(String... frames) {
        StackTraceElement[] stack = new StackTraceElement[frames.length];
        for (int i = 0; i < frames.length; i++) {
            int dot = frames[i].lastIndexOf('.');
            stack[i] = new StackTraceElement(frames[i].substring(0, dot), frames[i].substring(dot + 1), null, 1);
        }
        StackTraceElement found = CallbackWatch.callback(stack);
        return found == null ? null : found.getClassName() + "." + found.getMethodName();
    }
}
