package io.nephoscope.tests.plugins.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.api.discovery.Discovery;
import io.nephoscope.api.health.HealthReporter;
import io.nephoscope.api.pollster.Pollster;
import io.nephoscope.api.pollster.PollsterBuilder;
import io.nephoscope.api.publisher.Publisher;
import io.nephoscope.tests.plugins.Component;
import io.nephoscope.tests.plugins.PluginJar;
import io.nephoscope.tests.plugins.Ticking;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the jars of hostile plugins. Each is named for what it does; so are its pollster and its file. */
public final class HostileJar {

    private static final Map<Phase, Class<?>> TYPES = Map.of(
            Phase.DISCOVER, HostileDiscovery.class,
            Phase.HEALTH, HostileReporter.class,
            Phase.POLLSTERS, HostileBuilder.class,
            Phase.PUBLISH, HostilePublisher.class,
            Phase.STATUS, HostilePublisher.class);
    /** The format of classes of a Java that does not exist yet, and where a class file says it. */
    private static final byte JAVA_OF_THE_FUTURE = 99;

    private static final int CLASS_VERSION = 7;

    private HostileJar() {}

    /** One that does something that can be done anywhere. */
    public static PluginJar of(Phase phase, Abuse abuse) {
        return of(phase, abuse.name());
    }

    /** A pollster that does something to what it is handed. */
    public static PluginJar of(PollAbuse abuse) {
        return of(Phase.POLL, abuse.name());
    }

    /** One whose method of this phase does, or returns, what the word says. */
    public static PluginJar of(Phase phase, String word) {
        String name = name(phase, word);
        Class<?> type = TYPES.getOrDefault(phase, HostilePollster.class);
        PluginJar jar = PluginJar.of(name, components(name, type))
                .holding(HostilePlugin.class, Phase.class, Abuse.class, PollAbuse.class, Ticking.class)
                .with(HostilePlugin.FILE, "%s %s".formatted(phase, word).getBytes(UTF_8));
        return offersPollster(type) ? jar.promising(name) : jar;
    }

    /** What its bundle, its pollster, its discovery and its PID are called: a hyphen would part a PID from a name. */
    public static String name(Phase phase, String word) {
        return "hostile.%s.%s".formatted(phase, word).toLowerCase(Locale.ROOT);
    }

    /** A pollster whose class needs a Java of the future. */
    public static PluginJar ofTheFuture(String name) {
        PluginJar jar = PluginJar.of(name, Ticking.class);
        String file = Ticking.class.getName().replace('.', '/') + ".class";
        byte[] content = jar.entries().getOrDefault(file, new byte[0]).clone();
        content[CLASS_VERSION] = JAVA_OF_THE_FUTURE;
        return jar.with(file, content);
    }

    /** One that imports nothing, so that its class cannot be linked. */
    public static PluginJar withoutImports(String name) {
        return PluginJar.of(name, Ticking.class).with("Import-Package", "org.osgi.framework");
    }

    /** One whose manifest promises a pollster that no component offers. */
    public static PluginJar promisingTooMuch(String name) {
        return PluginJar.of(name, List.of()).promising(name);
    }

    /** One that registers, changes and withdraws services without end. */
    public static PluginJar churning(String name) {
        return PluginJar.of(name, List.of())
                .holding(Churn.class, Ticking.class)
                .with("Bundle-Activator", Churn.class.getName())
                .with("Import-Package", PluginJar.IMPORTS + ",org.osgi.framework");
    }

    private static boolean offersPollster(Class<?> type) {
        return type.equals(HostilePollster.class) || type.equals(HostileDiscovery.class);
    }

    private static List<Component> components(String name, Class<?> type) {
        if (type.equals(HostileDiscovery.class)) {
            return List.of(
                    configurable(Component.of(name + ".discovery", type, Discovery.class))
                            .property("discovery.name", name)
                            .property("discovery.namespace", "compute"),
                    pollster(name, Ticking.class).property("pollster.discovery", name));
        }
        if (type.equals(HostileReporter.class)) {
            return List.of(configurable(Component.of(name, type, HealthReporter.class)));
        }
        if (type.equals(HostileBuilder.class)) {
            return List.of(configurable(Component.of(name, type, PollsterBuilder.class)));
        }
        if (type.equals(HostilePublisher.class)) {
            return List.of(
                    configurable(Component.of(name, type, Publisher.class)).property("publisher.name", name));
        }
        return List.of(configurable(pollster(name, type)));
    }

    private static Component pollster(String name, Class<?> type) {
        return Component.of(name, type, Pollster.class)
                .property("pollster.name", name)
                .property("pollster.namespace", "compute");
    }

    private static Component configurable(Component component) {
        return component
                .attribute("activate", "activate")
                .attribute("modified", "modified")
                .attribute("deactivate", "deactivate")
                .attribute("configuration-pid", component.name());
    }
}
