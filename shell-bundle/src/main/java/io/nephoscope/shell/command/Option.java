package io.nephoscope.shell.command;

/**
 * One option of a command.
 *
 * @param name with its dashes
 * @param value what follows it, such as {@code URI}; empty for a flag
 * @param description what it does, as a sentence without a full stop
 */
public record Option(String name, String value, String description) {

    public static Option flag(String name, String description) {
        return new Option(name, "", description);
    }

    public static Option value(String name, String value, String description) {
        return new Option(name, value, description);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /** As the help shows it. */
    String label() {
        return takesValue() ? name + " " + value : name;
    }
}
