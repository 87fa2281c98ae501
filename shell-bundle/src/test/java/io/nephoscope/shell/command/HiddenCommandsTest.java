package io.nephoscope.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class HiddenCommandsTest {

    private static final String COMMANDS = "(&(osgi.command.scope=*)(osgi.command.function=*))";
    private static final BundleContext SEEKER = fake(BundleContext.class, "a bundle");

    private final HiddenCommands hidden = new HiddenCommands();

    @Test
    void hidesConfigurationsFromWhoeverSeeksCommands() {
        ServiceReference<?> configurations = ofScope("cm");
        ServiceReference<?> polling = ofScope("polling");
        List<ServiceReference<?>> found = new ArrayList<>(List.of(configurations, polling));

        hidden.find(SEEKER, null, COMMANDS, false, found);

        assertThat(found).containsExactly(polling);
    }

    @Test
    void leavesThemToAllOthers() {
        ServiceReference<?> configurations = ofScope("cm");
        List<ServiceReference<?>> found = new ArrayList<>(List.of(configurations));

        hidden.find(SEEKER, "org.osgi.service.cm.ConfigurationAdmin", null, false, found);

        assertThat(found).containsExactly(configurations);
    }

    private static ServiceReference<?> ofScope(String scope) {
        return fake(ServiceReference.class, scope);
    }

    /** Answers each property with the same text; the tests ask for one. */
    private static <T> T fake(Class<T> type, String text) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> text;
                }));
    }
}
