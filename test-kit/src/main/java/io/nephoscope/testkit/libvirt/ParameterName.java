package io.nephoscope.testkit.libvirt;

import java.util.Map;

/** A parameter's name and type, and what follows from these. Make it once for many values. */
public final class ParameterName {

    /** Words that names begin with, and libvirt's bits for them. */
    private static final Map<String, Integer> GROUPS = Map.ofEntries(
            Map.entry("state", 1),
            Map.entry("cpu", 2),
            Map.entry("balloon", 4),
            Map.entry("vcpu", 8),
            Map.entry("net", 16),
            Map.entry("block", 32),
            Map.entry("perf", 64),
            Map.entry("iothread", 128),
            Map.entry("memory", 256),
            Map.entry("dirtyrate", 512),
            Map.entry("vm", 1024));

    private final String name;
    private final ParameterType type;
    private final int group;
    private final boolean ofMonitor;
    private final byte[] head;

    /** A name such as {@code net.0.rx.bytes}, with the type that libvirt gives its values. */
    public static ParameterName of(String name, ParameterType type) {
        return new ParameterName(name, type);
    }

    private ParameterName(String name, ParameterType type) {
        this.name = name;
        this.type = type;
        String[] words = name.split("\\.", -1);
        group = GROUPS.getOrDefault(words[0], -1);
        ofMonitor = isOfMonitor(words);
        head = new Wire().text(name).int32(type.number()).bytes();
    }

    /** The whole name. */
    public String name() {
        return name;
    }

    /** The type of its values. */
    public ParameterType type() {
        return type;
    }

    /** The bit of the group that it belongs to; all bits if it is of none that libvirt knows. */
    int group() {
        return group;
    }

    /** Whether only the guest's process knows the value, so that a read that must not wait has none. */
    boolean isOfMonitor() {
        return ofMonitor;
    }

    /** Name and type as they are sent. */
    byte[] head() {
        return head;
    }

    private static boolean isOfMonitor(String[] words) {
        String last = words[words.length - 1];
        return switch (words[0]) {
            case "cpu" -> words[1].equals("haltpoll");
            case "balloon" -> !last.equals("current") && !last.equals("maximum");
            case "vcpu" -> words.length > 3 || last.equals("halted");
            case "block" ->
                words.length > 3 || last.equals("allocation") || last.equals("capacity") || last.equals("physical");
            case "iothread", "dirtyrate", "vm" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
