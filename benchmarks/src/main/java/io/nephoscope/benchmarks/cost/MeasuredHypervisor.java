package io.nephoscope.benchmarks.cost;

import io.nephoscope.connector.libvirt.Hypervisor;
import io.nephoscope.connector.libvirt.HypervisorException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Books all calls of a hypervisor to {@link Stage#DECODE}. */
final class MeasuredHypervisor {

    private MeasuredHypervisor() {}

    static Hypervisor of(Hypervisor hypervisor, Ledger ledger) {
        return (Hypervisor) Proxy.newProxyInstance(
                Hypervisor.class.getClassLoader(),
                new Class<?>[] {Hypervisor.class},
                (proxy, method, arguments) -> call(hypervisor, ledger, method, arguments));
    }

    private static @Nullable Object call(
            Hypervisor hypervisor, Ledger ledger, Method method, @Nullable Object @Nullable [] arguments)
            throws HypervisorException, IllegalAccessException {
        Ledger.Span span = ledger.begin(Stage.DECODE);
        try {
            return method.invoke(hypervisor, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof HypervisorException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            span.end();
        }
    }
}
