package io.nephoscope.testkit.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A guest of which a test says everything. A change makes another guest. */
public final class ScriptedGuest implements FakeGuest {

    private static final int RUNNING = 1;
    private static final int SHUT_OFF = 5;

    private record Entry(ParameterName name, Consumer<Parameters> value) {}

    private final FakeDomain domain;
    private final int state;
    private final String xml;
    private final List<Entry> entries;

    /** A guest that runs, with an empty description and no parameters. */
    public static ScriptedGuest named(String name, UUID uuid, int id) {
        return of(new FakeDomain(name, uuid, id));
    }

    /** A guest that runs if it has an id, with an empty description and no parameters. */
    public static ScriptedGuest of(FakeDomain domain) {
        return new ScriptedGuest(domain, domain.isActive() ? RUNNING : SHUT_OFF, "<domain/>", List.of());
    }

    private ScriptedGuest(FakeDomain domain, int state, String xml, List<Entry> entries) {
        this.domain = domain;
        this.state = state;
        this.xml = xml;
        this.entries = entries;
    }

    /** In another state. Does not change the parameter {@code state.state}. */
    public ScriptedGuest inState(int other) {
        return new ScriptedGuest(domain, other, xml, entries);
    }

    /** With another description. */
    public ScriptedGuest describedBy(String description) {
        return new ScriptedGuest(domain, state, description, entries);
    }

    /** With one parameter more, a number of any type; of a double, the bits. */
    public ScriptedGuest with(String name, ParameterType type, long value) {
        return with(ParameterName.of(name, type), value);
    }

    /** With one parameter more, a number; for many guests that share the name. */
    public ScriptedGuest with(ParameterName name, long value) {
        return with(name, out -> out.number(name, value));
    }

    /** With one parameter more, a text. */
    public ScriptedGuest with(String name, String value) {
        ParameterName known = ParameterName.of(name, ParameterType.STRING);
        return with(known, out -> out.text(known, value));
    }

    private ScriptedGuest with(ParameterName name, Consumer<Parameters> value) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(new Entry(name, value));
        return new ScriptedGuest(domain, state, xml, List.copyOf(more));
    }

    @Override
    public FakeDomain domain() {
        return domain;
    }

    @Override
    public int state() {
        return state;
    }

    @Override
    public void write(Selection selection, Parameters out) {
        for (Entry entry : entries) {
            if (selection.includes(entry.name())) {
                entry.value().accept(out);
            }
        }
    }

    @Override
    public String xml() {
        return xml;
    }

    /** Never any, whatever the description holds. */
    @Override
    public Optional<String> metadata(String namespace) {
        return Optional.empty();
    }
}
